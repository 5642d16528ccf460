import { faultOfEntering } from '@liuyun/core/room/faultOfEntering';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfRoomID, faultOfUserID, faultOfUserName, type UserID } from '@liuyun/protocol/ids';
import type { ZegoRoomConfig, ZegoUser } from '../types/room.ts';
import type { EngineParts } from './EngineParts.ts';
import { codeOf } from './ZegoError.ts';

/**
 * `loginRoom`: checks what can be checked here, then the core logs in. What is wrong is told as LOGIN_FAILED as well, but not
 * of a room that one is in: a second login into it changes nothing about that.
 */
export async function loginRoom(
  parts: EngineParts,
  request: {
    roomID: string;
    token: string;
    user: ZegoUser;
    config: ZegoRoomConfig;
    /** Left for this one; what is played in it goes on. */
    from?: string;
  },
): Promise<true> {
  const { roomID, token, config } = request;
  const user = { userID: request.user?.userID as UserID, userName: request.user?.userName ?? '' };
  const fault =
    parts.fault ??
    faultOfRoomID(roomID) ??
    faultOfUserID(user.userID) ??
    faultOfUserName(user.userName) ??
    faultOfJoining(token, config.maxMemberCount);
  if (fault) {
    const error = new RtcError(fault);
    if (parts.core.rooms.some((room) => room.roomID === roomID)) throw error;
    const failed = [typeof roomID === 'string' ? roomID : '', codeOf(fault), error.message] as const;
    parts.events.tell('roomStateChanged', failed[0], 'LOGIN_FAILED', failed[1], failed[2]);
    parts.events.tell('roomStateUpdate', failed[0], 'DISCONNECTED', failed[1], failed[2]);
    throw error;
  }
  const options = { token, userUpdate: config.userUpdate === true, maxMemberCount: config.maxMemberCount ?? 0 };
  if (request.from === undefined) await parts.core.login(roomID, user, options);
  else await parts.core.moveTo(request.from, roomID, options);
  return true;
}

/** What can be seen to be wrong with how a room is to be entered. Without a token nobody enters. */
export function faultOfJoining(token: unknown, maxMemberCount: unknown): ErrorName | undefined {
  if (token === '' || token === undefined || token === null) return 'NO_CREDENTIALS';
  return faultOfEntering({ token, maxMemberCount });
}
