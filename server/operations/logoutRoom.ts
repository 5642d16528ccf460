import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Leaves the room for good; what the user published and played ends with it. */
export async function logoutRoom(caller: Caller, _params: Params<'logoutRoom'>): Promise<Result<'logoutRoom'>> {
  caller.app.endSession(caller.session, 'loggedOut');
  return {};
}
