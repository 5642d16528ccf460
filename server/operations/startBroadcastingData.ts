import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Sends data under a streamID. If anything fails the name is free again. */
export async function startBroadcastingData(
  caller: Caller,
  params: Params<'startBroadcastingData'>,
): Promise<Result<'startBroadcastingData'>> {
  const { app, session, media } = caller;
  const { streamID } = params;
  caller.mustHoldFreshToken(streamID);
  if (!session.permit.mayPublish(streamID)) throw new RtcError('NO_PUBLISH_PRIVILEGE');
  caller.mustBeLetPublish(streamID);
  const transport = media.transport(params.transportID, 'send');
  const stream = app.reserveStream(session, streamID, 'data');
  try {
    const publication = await transport.publishData(params.sctp);
    if (stream.state.state !== 'reserved') publication.close();
    else media.broadcasts(streamID, publication);
    if (publication.closed) throw new RtcError('TRANSPORT_UNKNOWN', 'closed while the data channel was being opened');
    app.goLive(stream, { tracks: [], extraInfo: '', now: caller.now });
    return {};
  } catch (error) {
    if (stream.state.state === 'reserved') media.stopBroadcasting(streamID);
    app.streams.release(stream);
    throw error;
  }
}
