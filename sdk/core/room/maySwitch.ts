import { RtcError } from '@liuyun/protocol/errors';
import { faultOfRoomID } from '@liuyun/protocol/ids';
import type { Engine } from '../Engine.ts';

/** Who changes rooms. Throws for what can be seen to be wrong, before the old room is left. */
export function maySwitch(
  { rooms, multiRoom }: Pick<Engine, 'rooms' | 'multiRoom'>,
  fromRoomID: unknown,
  toRoomID: unknown,
): { userID: string; userName: string } {
  if (multiRoom) throw new RtcError('MULTI_ROOM_SWITCH');
  const room = rooms.find(({ roomID }) => roomID === fromRoomID);
  if (!room) throw new RtcError('ROOM_NOT_JOINED', 'fromRoomID');
  if (room.state === 'loggingIn') throw new RtcError('LOGIN_IN_PROGRESS', room.roomID);
  const fault = faultOfRoomID(toRoomID);
  if (fault) throw new RtcError(fault);
  if (toRoomID === fromRoomID) throw new RtcError('ROOM_ALREADY_JOINED', room.roomID);
  return { userID: room.user.userID, userName: room.user.userName };
}
