import { SESSION_COOKIE } from '@liuyun/protocol/admin/routes';

const TOKEN = /^[0-9a-f]{64}$/;
const DAYS_7 = 7 * 86_400;

/** The secret of the session, out of the Cookie header; undefined when there is none of its form. */
export function readToken(header: string | undefined): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() !== SESSION_COOKIE) continue;
    const value = pair.slice(at + 1).trim();
    if (TOKEN.test(value)) return value;
  }
  return undefined;
}

/** The Set-Cookie header for a session, or for the end of one. Scripts cannot read it, and other sites cannot make it be sent. */
export function tokenCookie(token: string | undefined, secure: boolean): string {
  const age = token === undefined ? 0 : DAYS_7;
  return `${SESSION_COOKIE}=${token ?? ''}; Path=/console; HttpOnly; SameSite=Strict; Max-Age=${age}${secure ? '; Secure' : ''}`;
}
