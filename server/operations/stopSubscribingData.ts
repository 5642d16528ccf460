import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** No longer receives data. */
export async function stopSubscribingData(
  caller: Caller,
  params: Params<'stopSubscribingData'>,
): Promise<Result<'stopSubscribingData'>> {
  const { app, media, session } = caller;
  const subscribed = media.subscribed(params.streamID);
  if (!subscribed) throw new RtcError('DATA_NOT_SUBSCRIBED');
  media.unsubscribe(params.streamID);
  app.streams.stopsPlaying(session, subscribed.stream, 'stopped');
  return {};
}
