import { type Params, type Result, streamEndCodes } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Ends one's own stream; others hear DELETE. */
export async function stopPublishing(caller: Caller, params: Params<'stopPublishing'>): Promise<Result<'stopPublishing'>> {
  const { app, session } = caller;
  session.settled(params.streamID);
  app.endStream(app.ownStream(session, params.streamID), streamEndCodes.stopped);
  return {};
}
