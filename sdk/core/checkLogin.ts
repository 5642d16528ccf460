import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfRoomID, faultOfUserID, faultOfUserName } from '@liuyun/protocol/ids';
import type { EngineOptions } from './Engine.ts';
import { faultOfEntering } from './room/faultOfEntering.ts';
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
  const entering = faultOfEntering({ token, maxMemberCount });
  if (entering) return { failure: entering, ...(entering === 'INPUT_PARAM' && { detail: 'maxMemberCount' }) };
  const { appID, appSign, servers } = engine;
  if (!Number.isInteger(appID) || appID < 1 || appID > 0xffff_ffff) return { failure: 'APP_ID_UNKNOWN', detail: 'appID' };
  if (servers.length === 0) return { failure: 'INIT_WRONG', detail: 'no server' };
  return token || appSign ? undefined : { failure: 'NO_CREDENTIALS' };
}
