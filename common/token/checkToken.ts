import type { ErrorName } from '@liuyun/protocol/errors';
import { allPrivileges, type Privileges, readPrivileges } from './privileges.ts';
import { readToken, type TokenContent } from './readToken.ts';

/** A token judged: who and until when, and what it permits; or the name of the first thing wrong with it. */
export type CheckedToken = { ok: true; token: ValidToken; privileges: Privileges } | { ok: false; failure: TokenFailure };

export type TokenFailure = Extract<
  ErrorName,
  'TOKEN_VERSION' | 'TOKEN_FORMAT' | 'TOKEN_APP_ID' | 'TOKEN_USER_ID' | 'TOKEN_NONCE' | 'TOKEN_EXPIRED' | 'LOGIN_REFUSED'
>;

/** `expiresAt` and `createdAt` are Unix seconds. */
export type ValidToken = Omit<TokenContent, 'appID' | 'userID' | 'nonce'> & { appID: number; userID: string };

/**
 * Judges a token in the order that gives the documented client codes: version, format, app, user, nonce, expiry, privileges.
 * Takes any text and never throws. Publishing is asked separately, with `mayPublish`.
 */
export function checkToken(asked: {
  token: string;
  appID: number;
  userID: string;
  /** The room to be logged in to; null: not compared. */
  roomID: string | null;
  /** The app's ServerSecret. */
  secret: string;
  /** Unix ms. */
  now: number;
  /** The app's option: false leaves the payload unread. */
  checkPrivileges: boolean;
}): CheckedToken {
  const read = readToken(asked.token, asked.secret);
  if (!read.ok) return read;
  const { appID, userID, nonce, ...rest } = read.content;
  if (appID !== asked.appID) return refuse('TOKEN_APP_ID');
  if (userID !== asked.userID) return refuse('TOKEN_USER_ID');
  if (!Number.isInteger(nonce)) return refuse('TOKEN_NONCE');
  if (rest.expiresAt * 1000 <= asked.now) return refuse('TOKEN_EXPIRED');
  const privileges = asked.checkPrivileges ? readPrivileges(rest.payload) : allPrivileges();
  if (!privileges?.login || !goodFor(privileges, asked.roomID)) return refuse('LOGIN_REFUSED');
  return { ok: true, token: { ...rest, appID: asked.appID, userID: asked.userID }, privileges };
}

function goodFor(privileges: Privileges, roomID: string | null): boolean {
  return roomID === null || privileges.roomID === undefined || privileges.roomID === roomID;
}

function refuse(failure: TokenFailure): CheckedToken {
  return { ok: false, failure };
}
