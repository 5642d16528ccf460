import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** A value of the room's; everybody else in it is told. */
export async function setRoomExtraInfo(caller: Caller, params: Params<'setRoomExtraInfo'>): Promise<Result<'setRoomExtraInfo'>> {
  caller.room.setExtraInfo(caller.session, { ...params, now: caller.now });
  return {};
}
