import { type Params, type Result, streamEndCodes } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Ends one's own data; subscribers are told. */
export async function stopBroadcastingData(
  caller: Caller,
  params: Params<'stopBroadcastingData'>,
): Promise<Result<'stopBroadcastingData'>> {
  const { app, session } = caller;
  session.settled(params.streamID);
  app.endStream(app.ownData(session, params.streamID), streamEndCodes.stopped);
  return {};
}
