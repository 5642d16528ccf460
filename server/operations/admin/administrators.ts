import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import {
  type AdministratorOutcome,
  type AdministratorRecord,
  type AdministratorRole,
  type AdministratorStore,
  nameKey,
} from '../../stores/AdministratorStore.ts';
import type { Asking } from './Desk.ts';
import { pageBehind } from './paging.ts';
import type { Passwords } from './passwords.ts';

/** So many that a page of them is never long, and passwords are few enough to be known to be somebody's. */
const MOST = 500;

export async function listAdministrators(
  { desk }: Asking,
  { cursor, limit }: AdminParams<'listAdministrators'>,
): Promise<AdminResult<'listAdministrators'>> {
  const all = await desk.administrators.list();
  const page = pageBehind(all, { cursor, limit, keyOf: ({ username }) => nameKey(username) });
  return { ...page, items: page.items.map(described) };
}

export async function createAdministrator({ desk }: Asking, params: AdminParams<'createAdministrator'>) {
  const now = desk.cloud.clock.now();
  return described(await addAdministrator(desk, { ...params, now }));
}

/** CONFLICT when the name is taken, or there are too many. */
export async function addAdministrator(
  { administrators, passwords }: { administrators: AdministratorStore; passwords: Passwords },
  given: { username: string; password: string; role: AdministratorRole; now: number },
): Promise<AdministratorRecord> {
  if ((await administrators.count()) >= MOST) throw new AdminError('CONFLICT', `there are ${MOST} administrators already`);
  const { username, password, role, now } = given;
  const taken = () => new AdminError('CONFLICT', 'this name is taken', { field: 'username' });
  // Before the work of a hash; whoever comes at the same moment is refused after it.
  if (await administrators.find(username)) throw taken();
  const passwordHash = await passwords.hash(password);
  const made: AdministratorRecord = { username, passwordHash, role, disabled: false, createdAt: now, lastLoginAt: null };
  if (!(await administrators.create(made))) throw taken();
  return made;
}

export async function changeAdministrator({ desk, who }: Asking, params: AdminParams<'changeAdministrator'>) {
  const { username, password, role, disabled } = params;
  const { administrators, passwords } = desk;
  const before = await administrators.find(username);
  if (!before) throw new AdminError('NOT_FOUND');
  const change = {
    ...(role !== undefined && { role }),
    ...(disabled !== undefined && { disabled }),
    ...(password !== undefined && { passwordHash: await passwords.hash(password) }),
  };
  mustBeDone(await administrators.change(username, change));
  // Whoever was signed in as them signs in again, under what counts now.
  const own = who && nameKey(who.username) === nameKey(username) ? who.sessionHash : undefined;
  if (Object.keys(change).length > 0) await administrators.endSessionsOf(username, own);
  return described({ ...before, ...change });
}

export async function deleteAdministrator({ desk }: Asking, { username }: AdminParams<'deleteAdministrator'>) {
  mustBeDone(await desk.administrators.remove(username));
  return {};
}

function mustBeDone(outcome: AdministratorOutcome): void {
  if (outcome === 'unknown') throw new AdminError('NOT_FOUND');
  if (outcome === 'lastAdmin') throw new AdminError('CONFLICT', 'somebody with the role admin must be left');
}

function described({ passwordHash: _, ...rest }: AdministratorRecord) {
  return rest;
}
