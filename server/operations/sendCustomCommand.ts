import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';
import { once } from './once.ts';

/** Text to named users of the room, or to everybody else in it. */
export async function sendCustomCommand(
  caller: Caller,
  params: Params<'sendCustomCommand'>,
): Promise<Result<'sendCustomCommand'>> {
  return once(caller, params.once, () => {
    caller.room.command(caller.session, params.command, { to: params.toUserIDs, now: caller.now });
    return {};
  });
}
