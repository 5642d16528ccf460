import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfRoomID, faultOfUserID, faultOfUserName } from '@liuyun/protocol/ids';
import { TOKEN_BYTES, USERS_PER_ROOM } from '@liuyun/protocol/limits';
import type { EngineOptions } from './Engine.ts';
import type { LoginOptions } from './room/RoomDoor.ts';

type Asked = LoginOptions & { roomID: string; user: { userID: string; userName: string } };
type Fault = { failure: ErrorName; detail?: string };

/** Throws what can be seen to be wrong with a login before anything is sent. */
export function checkLogin(engine: EngineOptions, asked: Asked): void {
  const fault = faultOf(engine, asked);
  if (fault) throw new RtcError(fault.failure, fault.detail);
}

function faultOf(engine: EngineOptions, asked: Asked): Fault | undefined {
  const { roomID, user, token, maxMemberCount } = asked;
  const fault = faultOfRoomID(roomID) ?? faultOfUserID(user?.userID) ?? faultOfUserName(user?.userName);
  if (fault) return { failure: fault };
  if (token !== undefined && (typeof token !== 'string' || token.length > TOKEN_BYTES)) return { failure: 'TOKEN_FORMAT' };
  if (!Number.isInteger(maxMemberCount) || maxMemberCount < 0 || maxMemberCount > USERS_PER_ROOM) {
    return { failure: 'INPUT_PARAM', detail: 'maxMemberCount' };
  }
  const { appID, appSign, servers } = engine;
  if (!Number.isInteger(appID) || appID < 1 || appID > 0xffff_ffff) return { failure: 'APP_ID_UNKNOWN', detail: 'appID' };
  if (servers.length === 0) return { failure: 'INIT_WRONG', detail: 'no server' };
  return token || appSign ? undefined : { failure: 'NO_CREDENTIALS' };
}
