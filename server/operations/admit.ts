import { type RoomID, RtcError, type UserID } from '@liuyun/protocol';
import { allPrivileges, checkToken, mayPublish, sameSecret } from '@liuyun/token';
import type { Permit } from '../domain/sessions/Session.ts';
import type { AppRecord } from '../stores/AppStore.ts';
import { serverSecrets } from './serverSecrets.ts';

const refusedToken = { ok: false, failure: 'TOKEN_FORMAT' } as const;

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
    return { tokenExpiresAt: null, tokenIssuedAt: null, mayPublish: (streamID) => mayPublish(allPrivileges(), streamID) };
  }
  if (!shown.token) throw new RtcError('NO_CREDENTIALS');
  return permitOfToken(app, { ...shown, token: shown.token }, now);
}

export function permitOfToken(app: AppRecord, shown: { userID: UserID; roomID: RoomID; token: string }, now: number): Permit {
  const asked = { ...shown, appID: app.appID, now, checkPrivileges: app.options.checkPrivileges };
  const judged = serverSecrets(app, now).map((secret) => checkToken({ ...asked, secret }));
  // A token that one of the secrets reads is judged by that one.
  const checked = judged.find((one) => one.ok || one.failure !== 'TOKEN_FORMAT') ?? judged[0] ?? refusedToken;
  if (!checked.ok) throw new RtcError(checked.failure);
  const { privileges, token } = checked;
  return {
    tokenExpiresAt: token.expiresAt * 1000,
    // Who does not say when it was issued is taken to have issued it long ago.
    tokenIssuedAt: (token.createdAt ?? 0) * 1000,
    mayPublish: (streamID) => mayPublish(privileges, streamID),
  };
}
