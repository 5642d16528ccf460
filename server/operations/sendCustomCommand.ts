import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Text to named users of the room, or to everybody else in it. */
export async function sendCustomCommand(
  caller: Caller,
  params: Params<'sendCustomCommand'>,
): Promise<Result<'sendCustomCommand'>> {
  caller.room.command(caller.session, params.command, { to: params.toUserIDs, now: caller.now });
  return {};
}
