import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { once } from './once.ts';

/** Text to everybody else in the room. */
export async function sendBroadcastMessage(
  caller: Caller,
  params: Params<'sendBroadcastMessage'>,
): Promise<Result<'sendBroadcastMessage'>> {
  return once(caller, params.once, () => ({ messageID: caller.room.broadcast(caller.session, params.message, caller.now) }));
}
