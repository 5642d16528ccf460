import { type Result, RtcError, streamEndCodes, type Track } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';
import type { MediaTransport } from '../media/MediaEngine.ts';
import type { Caller } from './Caller.ts';
import { noteCodecs } from './noteCodecs.ts';
import { silenceTracks } from './silenceTracks.ts';
import { tellBitrateBearable } from './tellBitrateBearable.ts';
import { tellLayersWanted } from './tellLayersWanted.ts';

/** A publisher who moves to another connection is back within one or two round trips; by then nobody has to know. */
export const TAKE_OVER_MS = 5_000;

type TakenOver = { stream: Stream; transport: MediaTransport; tracks: Track[]; extraInfo: string };

/**
 * A stream whose connection was closed to be replaced by `next` stays listed for a while, and for as long as its publisher
 * is away: another loss of the network is no reason to end it. From whom nothing is heard may be away without anybody
 * having noticed; who has come back begins anew.
 */
export function endUnlessTakenOver(caller: Caller, stream: Stream, next: MediaTransport): void {
  const { app, cloud, session } = caller;
  const before = cloud.publicationOf(stream);
  let { inbox } = caller;
  let { heard } = inbox;
  const look = () => {
    const waits = stream.live && cloud.publicationOf(stream) === before;
    // A transport that took the place of the next one waits by itself.
    if (!waits || next.closed) return;
    const { presence } = session;
    if (presence.state === 'present' && presence.inbox === inbox && inbox.heard > heard) {
      app.endStream(stream, streamEndCodes.loggedInAgain);
      return;
    }
    if (presence.state === 'present' && presence.inbox !== inbox) {
      inbox = presence.inbox;
      heard = inbox.heard;
    }
    cloud.clock.after(TAKE_OVER_MS, look);
  };
  cloud.clock.after(TAKE_OVER_MS, look);
}

/** Whether this is the caller's own stream, waiting for another connection. */
export function mayTakeOver({ cloud, session }: Caller, stream: Stream): boolean {
  const waits = stream.session === session && stream.live && stream.content === 'media';
  return waits && cloud.publicationOf(stream)?.closed === true;
}

/** The stream goes on over another transport of its publisher: the room sees no end of it, players ask for it anew. */
export async function takeOver(
  caller: Caller,
  { stream, transport, tracks, extraInfo }: TakenOver,
): Promise<Result<'startPublishing'>> {
  const { app, cloud, media, room, session } = caller;
  const { streamID } = stream;
  try {
    const publication = await cloud.step('media: publish', () => transport.publish(tracks));
    try {
      stream.mutes.clear();
      await silenceTracks(cloud, stream, publication);
      if (!stream.live || publication.closed)
        throw new RtcError('TRANSPORT_UNKNOWN', 'closed while the stream was being taken over');
    } catch (error) {
      publication.close();
      throw error;
    }
    media.publishes(streamID, publication);
    noteCodecs(stream, tracks);
    stream.setTracks(publication.tracks);
    tellLayersWanted(cloud, { session, streamID, publication });
    tellBitrateBearable({ session, streamID, publication });
    room.facts.tell('tracksChanged', stream, true);
    if (stream.extraInfo !== extraInfo) {
      stream.setExtraInfo(extraInfo);
      room.facts.tell('extraInfoChanged', stream);
    }
    return {};
  } catch (error) {
    // Where the transport was replaced meanwhile, the stream waits to go on over the next one.
    if (!transport.closed) app.endStream(stream, streamEndCodes.loggedInAgain);
    throw error;
  }
}
