import { createHash, createHmac } from 'node:crypto';
import { randomHex } from '@liuyun/kit';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import { sameSecret } from '@liuyun/token';
import { type AdministratorRecord, nameKey } from '../../stores/AdministratorStore.ts';
import type { Asking, Desk, Who } from './Desk.ts';

/** A session ends when it has not been used for so long … */
export const IDLE_MS = 12 * 3_600_000;
/** … and in any case after so long. */
export const LONGEST_MS = 7 * 24 * 3_600_000;
/** Its use is written down no more often than this. */
const TOUCH_EVERY_MS = 60_000;
/** What stands for the secret that who has not signed in has not got. Other sites cannot send the header at all. */
const NOBODY = 'nobody';

/** Whose session this is; undefined when it is over. */
export async function findWho(desk: Desk, token: string | undefined): Promise<Who | undefined> {
  if (token === undefined) return undefined;
  const hash = hashOf(token);
  const found = await desk.administrators.findSession(hash);
  const now = desk.cloud.clock.now();
  if (!found || found.administrator.disabled) return undefined;
  const { createdAt, seenAt } = found.session;
  if (now - createdAt >= LONGEST_MS || now - seenAt >= IDLE_MS) {
    await desk.administrators.endSession(hash);
    return undefined;
  }
  if (now - seenAt >= TOUCH_EVERY_MS) await desk.administrators.touchSession(hash, now);
  const { username, role } = found.administrator;
  return { username, role, sessionHash: hash };
}

/** What a page of this session must send with every POST. Who knows it has read an answer, which other sites cannot. */
export function csrfOf(token: string | undefined): string {
  return token === undefined ? NOBODY : createHmac('sha256', token).update('liuyun console csrf').digest('hex');
}

export async function getSession({ desk, who, token, secure }: Asking): Promise<AdminResult<'getSession'>> {
  return {
    username: who?.username ?? null,
    role: who?.role ?? null,
    csrf: csrfOf(who && token),
    firstRunNeeded: !who && (await desk.administrators.count()) === 0,
    version: desk.version,
    secure,
  };
}

export async function firstRun(asking: Asking, params: AdminParams<'firstRun'>): Promise<AdminResult<'firstRun'>> {
  const { desk, address } = asking;
  const now = desk.cloud.clock.now();
  // Nobody can guess this key: only whoever tries waits, and not whoever has the link.
  const attempt = { name: ` first run ${address}`, address };
  mustNotWait(desk.throttle.begin(attempt, now));
  const rightKey = sameSecret(params.key, desk.firstRunKey);
  if ((await desk.administrators.count()) > 0) throw new AdminError('CONFLICT', 'there is an administrator already');
  if (!rightKey) throw new AdminError('FORBIDDEN', 'this link is not the one that was printed at the last start');
  const administrator: AdministratorRecord = {
    username: params.username,
    passwordHash: await desk.passwords.hash(params.password),
    role: 'admin',
    disabled: false,
    createdAt: now,
    lastLoginAt: now,
  };
  if (!(await desk.administrators.create(administrator, { onlyFirst: true })))
    throw new AdminError('CONFLICT', 'there is an administrator already');
  desk.throttle.succeeded(attempt, now);
  return begin(asking, administrator);
}

export async function login(asking: Asking, params: AdminParams<'login'>): Promise<AdminResult<'login'>> {
  const { desk, address } = asking;
  const { clock } = desk.cloud;
  const attempt = { name: nameKey(params.username), address };
  mustNotWait(desk.throttle.begin(attempt, clock.now()));
  const found = await desk.administrators.find(params.username);
  // The same work for a name that does not exist and for one that may not: the time says nothing.
  const right = await desk.passwords.check(params.password, found?.passwordHash);
  if (!found || !right || found.disabled) throw new AdminError('UNAUTHENTICATED', 'name or password wrong');
  desk.throttle.succeeded(attempt, clock.now());
  await desk.administrators.change(found.username, { lastLoginAt: clock.now() });
  return begin(asking, found);
}

export async function logout({ desk, who, setToken }: Asking): Promise<AdminResult<'logout'>> {
  if (who) await desk.administrators.endSession(who.sessionHash);
  setToken(undefined);
  return {};
}

export async function changePassword(
  asking: Asking,
  params: AdminParams<'changePassword'>,
): Promise<AdminResult<'changePassword'>> {
  const { desk } = asking;
  const { username, sessionHash } = await askAgain(asking, { password: params.oldPassword, field: 'oldPassword' });
  const passwordHash = await desk.passwords.hash(params.newPassword);
  await desk.administrators.change(username, { passwordHash });
  await desk.administrators.endSessionsOf(username, sessionHash);
  return {};
}

/** Who is signed in shows that they are who they were: BAD_REQUEST with the field for a wrong password, TOO_MANY after several. */
export async function askAgain(
  { desk, who, address }: Asking,
  { password, field }: { password: string; field: string },
): Promise<{ username: string; sessionHash: string }> {
  const found = who && (await desk.administrators.find(who.username));
  if (!who || !found) throw new AdminError('UNAUTHENTICATED');
  const attempt = { name: nameKey(who.username), address };
  mustNotWait(desk.throttle.begin(attempt, desk.cloud.clock.now()));
  if (!(await desk.passwords.check(password, found.passwordHash)))
    throw new AdminError('BAD_REQUEST', 'the present password is another one', { field });
  desk.throttle.succeeded(attempt, desk.cloud.clock.now());
  return { username: found.username, sessionHash: who.sessionHash };
}

/** A new session takes the place of whatever this browser had. */
async function begin(asking: Asking, { username, role }: AdministratorRecord): Promise<AdminResult<'login'>> {
  const { desk, who, setToken } = asking;
  const now = desk.cloud.clock.now();
  const token = randomHex(desk.random, 32);
  const sessionHash = hashOf(token);
  if (who) await desk.administrators.endSession(who.sessionHash);
  await desk.administrators.purgeSessions({ createdAt: now - LONGEST_MS, seenAt: now - IDLE_MS });
  await desk.administrators.addSession({ hash: sessionHash, username, createdAt: now, seenAt: now });
  setToken(token);
  return getSession({ ...asking, token, who: { username, role, sessionHash } });
}

function mustNotWait(ms: number): void {
  if (ms > 0) throw new AdminError('TOO_MANY', 'too many wrong passwords; wait a little', { retryAfterMs: Math.ceil(ms) });
}

/** Only this is kept: who reads the database cannot be anybody with it. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
