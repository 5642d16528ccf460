import type { ErrorName } from './errors.ts';
import type { Grade, Kind, RoomExtraInfo, StreamDescription, User } from './schemas.ts';

/**
 * All that the server tells without being asked. Told in order. Messages, and what else the snapshot of `resumeRoom`
 * cannot make up for, are numbered and told again (the latest 500) to a session that comes back without having heard them.
 * Of `streamTracksUpdate` the newest of each stream: the numbers of earlier ones are left out then.
 */
export type Notices = {
  roomUserUpdate: { change: 'ADD' | 'DELETE'; users: User[] };
  roomUserCount: { count: number };
  roomStreamUpdate: { change: 'ADD' | 'DELETE'; streams: StreamDescription[]; reasons: StreamEndReason[] };
  /**
   * Which tracks a stream has now, and which of them are muted. Also told to players in other rooms. `renewed`: they come
   * over another connection of the publisher, and players have to ask for them anew.
   */
  streamTracksUpdate: { streamID: string; tracks: { kind: Kind; muted: boolean }[]; renewed?: true };
  streamExtraInfoUpdate: { streamID: string; user: User; extraInfo: string };
  /** A stream this session plays is over (players in other rooms hear it only here). */
  playingEnded: { streamID: string; failure: ErrorName };
  /** The server stopped a stream of this session. */
  publishingEnded: { streamID: string; failure: ErrorName; detail: string };
  /** Which pictures of an own stream with two are worth sending; the others need not be encoded until told again. */
  publishingLayersWanted: { streamID: string; low: boolean; high: boolean };
  /** What players bear of the picture of an own stream, kbit/s; null when somebody bears all of it. */
  publishingBitrateBearable: { streamID: string; kbps: number | null };
  /** Somebody plays an own stream and cannot decode its picture; they could in these codecs (`VP8`, `H264` …). */
  publishingCodecWanted: { streamID: string; codecs: string[] };
  /** The picture of a played stream does not fit through the connection: it is not sent until told again. Sound goes on. */
  playingPictureHeld: { streamID: string; held: boolean };
  kickedOut: { failure: ErrorName; detail: string };
  tokenWillExpire: { expiresAt: number };
  /** The media of this room died and was rebuilt: open transports, publish and play anew; the session stays. */
  mediaLost: Record<string, never>;
  /** Come back after `retryAfterMs`, already spread at random. */
  serverClosing: { retryAfterMs: number };
  broadcastMessages: { messages: { fromUser: User; message: string; sendTime: number; messageID: number }[] };
  barrageMessages: { messages: { fromUser: User; message: string; sendTime: number; messageID: string }[] };
  customCommand: { fromUser: User; command: string; sendTime: number };
  /** `content` is base64. */
  transparentMessage: { fromUser: User; content: string };
  roomExtraInfoUpdate: { entries: RoomExtraInfo[] };
  /** How the connection of somebody is whose streams this session plays. */
  networkQuality: { userID: string; up: Grade; down: Grade };
  /**
   * By how many ms the server's clock is ahead of that of the publisher of a stream this session plays: its frames are
   * stamped with the publisher's time. Told when playing begins and when it changes.
   */
  streamClock: { streamID: string; offset: number };
  /** Data this session subscribed to is broadcast no more. */
  dataEnded: { streamID: string };
};

export type NoticeName = keyof Notices;

/** The documented `stream_delete_reason` codes. */
export type StreamEndReason = { streamID: string; code: StreamEndCode };
export const streamEndCodes = {
  stopped: 1,
  heartbeatLost: 2,
  loggedInAgain: 3,
  kicked: 4,
  disconnected: 5,
  removedByServer: 6,
} as const;
export type StreamEndCode = (typeof streamEndCodes)[keyof typeof streamEndCodes];
