import { type RoomID, RtcError, type UserID } from '@liuyun/protocol';
import { allPrivileges, checkToken, mayPublish, sameSecret } from '@liuyun/token';
import type { Permit } from '../domain/sessions/Session.ts';
import type { AppRecord } from '../stores/AppStore.ts';

/** What a user shows at the door. */
export type Credentials = {
  userID: UserID;
  roomID: RoomID;
  token: string | undefined;
  appSign: string | undefined;
};

/**
 * Judges credentials: AppSign first when both are there, as documented, unless the app takes tokens only.
 * Fails with NO_CREDENTIALS, APP_SIGN_WRONG, or what is wrong with the token.
 */
export function admit(app: AppRecord, shown: Credentials, now: number): Permit {
  if (shown.appSign && !app.options.tokenOnly) {
    if (!sameSecret(shown.appSign.toLowerCase(), app.appSign.toLowerCase())) throw new RtcError('APP_SIGN_WRONG');
    return { tokenExpiresAt: null, mayPublish: (streamID) => mayPublish(allPrivileges(), streamID) };
  }
  if (!shown.token) throw new RtcError('NO_CREDENTIALS');
  return permitOfToken(app, { ...shown, token: shown.token }, now);
}

export function permitOfToken(app: AppRecord, shown: { userID: UserID; roomID: RoomID; token: string }, now: number): Permit {
  const checked = checkToken({
    token: shown.token,
    appID: app.appID,
    userID: shown.userID,
    roomID: shown.roomID,
    secret: app.serverSecret,
    now,
    checkPrivileges: app.options.checkPrivileges,
  });
  if (!checked.ok) throw new RtcError(checked.failure);
  const { privileges, token } = checked;
  return { tokenExpiresAt: token.expiresAt * 1000, mayPublish: (streamID) => mayPublish(privileges, streamID) };
}
