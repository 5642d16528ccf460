import type { Grade, Kind, Snapshot } from '@liuyun/protocol';
import type { ErrorName } from '@liuyun/protocol/errors';
import type { MediaLink } from '../media/MediaLink.ts';

/** What a room session tells the keepers of its streams. */
export interface RoomListener {
  /** The media link is another one now; without one nothing can be sent or received. */
  mediaChanged(media: MediaLink | undefined): void;
  /** The same session goes on over a new socket: what notices said meanwhile is in the snapshot. */
  resumed(snapshot: Snapshot): void;
  streamsAppeared(streamIDs: string[]): void;
  streamEnded(streamID: string, failure: ErrorName): void;
  /** `renewed`: they have to be asked for anew. */
  tracksChanged(streamID: string, tracks: { kind: Kind; muted: boolean }[], how: { renewed: boolean }): void;
  publishingEnded(streamID: string, failure: ErrorName, detail: string): void;
  /** Which pictures of an own stream somebody plays. */
  publishingLayersWanted(streamID: string, wanted: { low: boolean; high: boolean }): void;
  /** What players bear of the picture of an own stream, kbit/s. */
  publishingBitrateBearable(streamID: string, kbps: number | undefined): void;
  /** Somebody who plays an own stream cannot decode its picture; they could in these codecs. */
  publishingCodecWanted(streamID: string, codecs: string[]): void;
  /** The picture of a played stream is not sent for lack of bandwidth, or is again. */
  playingPictureHeld(streamID: string, held: boolean): void;
  /** How the connection of somebody is whose streams are played. */
  networkReported(userID: string, up: Grade, down: Grade): void;
  /** By how much the server's clock is ahead of the publisher's of a played stream, ms. */
  clockTold(streamID: string, offset: number): void;
  /** Data subscribed to is broadcast no more. */
  dataEnded(streamID: string): void;
  /** The room is left, for whatever reason. Told before the room's own fact. */
  over(failure: ErrorName | undefined, detail: string): void;
}
