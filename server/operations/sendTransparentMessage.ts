import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { once } from './once.ts';

/** Binary content to named users of the room, or to everybody else in it. */
export async function sendTransparentMessage(
  caller: Caller,
  params: Params<'sendTransparentMessage'>,
): Promise<Result<'sendTransparentMessage'>> {
  return once(caller, params.once, () => {
    caller.room.transparent(caller.session, params.content, { to: params.toUserIDs, now: caller.now });
    return {};
  });
}
