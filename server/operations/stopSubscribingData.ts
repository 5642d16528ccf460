import { type Params, type Result, RtcError } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** No longer receives data, or waits for it: the connection it came over may just be being replaced. */
export async function stopSubscribingData(
  caller: Caller,
  params: Params<'stopSubscribingData'>,
): Promise<Result<'stopSubscribingData'>> {
  const { app, media, session } = caller;
  const { streamID } = params;
  const stream = app.streams.find(streamID);
  const subscribes = stream?.content === 'data' && stream.players.has(session);
  if (!media.subscribed(streamID) && !subscribes) throw new RtcError('DATA_NOT_SUBSCRIBED');
  media.unsubscribe(streamID);
  if (subscribes) app.streams.stopsPlaying(session, stream, 'stopped');
  return {};
}
