import { maySwitch } from '@liuyun/core/room/maySwitch';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoSwitchRoomConfig } from '../types/room.ts';
import type { EngineParts } from './EngineParts.ts';
import { faultOfJoining, loginRoom } from './loginRoom.ts';

/** `switchRoom`: what can be seen to be wrong is refused before the old room is left; the rest is logout and login. */
export async function switchRoom(
  parts: EngineParts,
  request: { fromRoomID: string; toRoomID: string; config: ZegoSwitchRoomConfig },
): Promise<true> {
  const { fromRoomID, toRoomID, config } = request;
  const user = maySwitch(parts.core, fromRoomID, toRoomID);
  const fault = faultOfJoining(config?.token, config?.maxMemberCount);
  if (fault) throw new RtcError(fault);
  const { token, maxMemberCount, isUserStatusNotify } = config;
  const joining = { userUpdate: isUserStatusNotify === true, ...(maxMemberCount !== undefined && { maxMemberCount }) };
  const entering = { roomID: toRoomID, token, user, config: joining };
  if (parts.keepsPlays) return loginRoom(parts, { ...entering, from: fromRoomID });
  parts.core.logout(fromRoomID);
  parts.plays.forgetStopped();
  return loginRoom(parts, entering);
}
