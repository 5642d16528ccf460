import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { noteCodecs } from './noteCodecs.ts';
import { silenceTracks } from './silenceTracks.ts';
import { mayTakeOver, takeOver } from './takeOver.ts';
import { tellBitrateBearable } from './tellBitrateBearable.ts';
import { tellLayersWanted } from './tellLayersWanted.ts';

/** Publishes a stream: reserves its name, opens its media, announces it. If anything fails the name is free again. */
export async function startPublishing(caller: Caller, params: Params<'startPublishing'>): Promise<Result<'startPublishing'>> {
  const { app, cloud, session, media } = caller;
  const { streamID, tracks, extraInfo } = params;
  const askedAt = caller.now;
  caller.mustHoldFreshToken(streamID);
  if (!session.permit.mayPublish(streamID)) throw new RtcError('NO_PUBLISH_PRIVILEGE');
  caller.mustBeLetPublish(streamID);
  const transport = media.transport(params.transportID, 'send');
  const kept = app.streams.find(streamID);
  if (kept && mayTakeOver(caller, kept)) return await takeOver(caller, { stream: kept, transport, tracks, extraInfo });
  const stream = app.reserveStream(session, streamID);
  try {
    const publication = await cloud.step('media: publish', () => transport.publish(tracks));
    try {
      await silenceTracks(caller.cloud, stream, publication);
    } catch (error) {
      publication.close();
      throw error;
    }
    if (stream.state.state !== 'reserved') publication.close();
    else media.publishes(streamID, publication);
    if (publication.closed) throw new RtcError('TRANSPORT_UNKNOWN', 'closed while the stream was being opened');
    noteCodecs(stream, tracks);
    app.goLive(stream, { tracks: publication.tracks, extraInfo, now: caller.now, askedAt });
    tellLayersWanted(caller.cloud, { session, streamID, publication });
    tellBitrateBearable({ session, streamID, publication });
    return {};
  } catch (error) {
    if (stream.state.state === 'reserved') media.unpublish(streamID);
    app.streams.release(stream);
    throw error;
  }
}
