import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Text for floods: above the room's rate it is dropped, and still answered. */
export async function sendBarrageMessage(
  caller: Caller,
  params: Params<'sendBarrageMessage'>,
): Promise<Result<'sendBarrageMessage'>> {
  return { messageID: caller.room.barrage(caller.session, params.message, caller.now) };
}
