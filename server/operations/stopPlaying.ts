import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** No longer receives a stream, or waits for it: its connection, or the player's, may just be being replaced. */
export async function stopPlaying(caller: Caller, params: Params<'stopPlaying'>): Promise<Result<'stopPlaying'>> {
  const { app, media, session } = caller;
  const { streamID } = params;
  const stream = app.streams.find(streamID);
  const plays = stream?.content === 'media' && stream.players.has(session);
  if (!media.played(streamID) && !plays) throw new RtcError('PLAY_STREAM_UNKNOWN');
  media.stopPlaying(streamID);
  if (plays) app.streams.stopsPlaying(session, stream, 'stopped');
  return {};
}
