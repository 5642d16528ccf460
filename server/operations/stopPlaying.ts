import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** No longer receives a stream. */
export async function stopPlaying(caller: Caller, params: Params<'stopPlaying'>): Promise<Result<'stopPlaying'>> {
  const { app, media, session } = caller;
  media.playback(params.streamID);
  media.stopPlaying(params.streamID);
  const stream = app.streams.find(params.streamID);
  if (stream) app.streams.stopsPlaying(session, stream, 'stopped');
  return {};
}
