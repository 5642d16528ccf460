import { RtcError } from '@liuyun/protocol/errors';
import { faultOfRoomID } from '@liuyun/protocol/ids';
import type { ZegoSwitchRoomConfig } from '../types/room.ts';
import type { EngineParts } from './EngineParts.ts';
import { loginRoom } from './loginRoom.ts';

/** `switchRoom`: what can be seen to be wrong is refused before the old room is left; the rest is logout and login. */
export async function switchRoom(
  parts: EngineParts,
  request: { fromRoomID: string; toRoomID: string; config: ZegoSwitchRoomConfig },
): Promise<true> {
  const { fromRoomID, toRoomID, config } = request;
  const { rooms, multiRoom } = parts.core;
  if (multiRoom) throw new RtcError('MULTI_ROOM_SWITCH');
  const room = rooms.find(({ roomID }) => roomID === fromRoomID);
  if (!room) throw new RtcError('ROOM_NOT_JOINED', 'fromRoomID');
  if (room.state === 'loggingIn') throw new RtcError('LOGIN_IN_PROGRESS', fromRoomID);
  const fault = faultOfRoomID(toRoomID);
  if (fault) throw new RtcError(fault);
  if (toRoomID === fromRoomID) throw new RtcError('ROOM_ALREADY_JOINED', toRoomID);
  if (!config?.token) throw new RtcError('NO_CREDENTIALS');
  if (typeof config.token !== 'string') throw new RtcError('TOKEN_FORMAT');
  const { token, maxMemberCount, isUserStatusNotify } = config;
  const user = { userID: room.user.userID, userName: room.user.userName };
  parts.core.logout(fromRoomID);
  parts.plays.forgetStopped();
  const joining = { userUpdate: isUserStatusNotify === true, ...(maxMemberCount !== undefined && { maxMemberCount }) };
  return loginRoom(parts, { roomID: toRoomID, token, user, config: joining });
}
