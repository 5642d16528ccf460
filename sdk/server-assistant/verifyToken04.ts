import { errorTable } from '@liuyun/protocol/errors';
import { checkToken, type Privileges } from '@liuyun/token';

/** A token that is good, with what it permits; or not, with the name and number of the first thing wrong with it. */
export type VerifiedToken =
  | {
      /** It is good. */
      ok: true;
      /** Until when it is good, Unix seconds. */
      expiresAt: number;
      /** When it was made, Unix seconds; undefined where the token does not say. */
      createdAt: number | undefined;
      /** What was given to `generateToken04`; '' for a basic token. */
      payload: string;
      /** What the payload permits. */
      privileges: Privileges;
    }
  | {
      /** It is not. */
      ok: false;
      /** Name of the failure, as in the list of errors. */
      failure: string;
      /** Its number, as clients see it. */
      errorCode: number;
    };

/**
 * Says whether the cloud would let this user log in with this token, as the cloud itself judges it. Both layouts are read.
 * `expiresAt` and `createdAt` are Unix seconds; `privileges.streamIDs` null means any stream.
 */
export function verifyToken04(
  token: string,
  expected: {
    appId: number;
    userId: string;
    secret: string;
    /** The room to be logged in to; left out, the token's room is not compared. */
    roomId?: string;
    /** Unix ms; the present when left out. */
    now?: number;
    /** false: the payload is not evaluated, as in a project without privilege checks. */
    checkPrivileges?: boolean;
  },
): VerifiedToken {
  const { appId: appID, userId: userID, secret, roomId = null, now = Date.now(), checkPrivileges = true } = expected;
  const checked = checkToken({ token: String(token), appID, userID, roomID: roomId, secret, now, checkPrivileges });
  if (!checked.ok) return { ok: false, failure: checked.failure, errorCode: errorTable[checked.failure].code };
  const { expiresAt, createdAt, payload } = checked.token;
  return { ok: true, expiresAt, createdAt, payload, privileges: checked.privileges };
}
