import { type Params, PLAYS_PER_SESSION, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Receives data of somebody in the room. Asked again, it begins anew: the data channel at the other end is another one. */
export async function startSubscribingData(
  caller: Caller,
  params: Params<'startSubscribingData'>,
): Promise<Result<'startSubscribingData'>> {
  const { app, cloud, media, session } = caller;
  const { streamID } = params;
  caller.mustBeLetPlay(streamID);
  const stream = app.streams.find(streamID);
  const publication = stream?.live && stream.session.roomID === session.roomID ? cloud.dataOf(stream) : undefined;
  if (!stream || !publication || publication.closed) throw new RtcError('STREAM_NOT_FOUND');
  const transport = media.transport(params.transportID, 'receive');
  if (media.subscriptions >= PLAYS_PER_SESSION && !media.subscribed(streamID)) throw new RtcError('PLAY_LIMIT');
  const playback = await transport.playData(publication);
  if (session.gone || !stream.live || playback.closed) {
    playback.close();
    if (session.gone) throw new RtcError('NOT_LOGGED_IN');
    throw stream.live
      ? new RtcError('TRANSPORT_UNKNOWN', 'closed meanwhile')
      : new RtcError('STREAM_NOT_FOUND', 'ended meanwhile');
  }
  media.subscribe(streamID, { stream, playback });
  app.streams.plays(session, stream);
  return { dataID: playback.id, sctp: playback.sctp };
}
