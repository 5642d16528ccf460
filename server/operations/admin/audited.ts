import { RtcError } from '@liuyun/protocol';
import { AdminError } from '@liuyun/protocol/admin/errors';
import { type AdminRequestName, adminRequests } from '@liuyun/protocol/admin/requests';
import type { AdminShape } from '@liuyun/protocol/admin/shape';
import type { AuditStore } from '../../stores/AuditStore.ts';
import type { Asking, Desk } from './Desk.ts';
import { withoutQuery } from './withoutQuery.ts';

const TARGET_LENGTH = 300;
const DETAIL_LENGTH = 4_000;
/** Longer than most laws ask for; the count bounds the file. */
const KEPT_MS = 400 * 86_400_000;
const KEPT_ENTRIES = 500_000;
/** Those who guess passwords must not push what administrators did out of the log. */
const FAILED_LOGINS_PER_MINUTE = 20;

/** What names the thing an act is about, in the order in which it is said. */
const NAMES = { appID: 'app', roomID: 'room', userID: 'user', userIDs: 'users', streamID: 'stream', username: 'administrator' };

/** Who acts, from where. */
export type Actor = { actor: string; via: 'console' | 'command line'; address: string };
/** What they do; `given` holds nothing secret. */
export type Act = { verb: string; given: { readonly [field: string]: unknown } };

/**
 * Runs an act between two lines of the audit log. Both are on the disk before the act is answered; if the process ends
 * in between, the first one stays as `begun`.
 */
export async function audited<T>(audit: AuditStore, who: Actor & Act & { now: () => number }, run: () => Promise<T>): Promise<T> {
  const { actor, via, address, verb, given } = who;
  const about = { actor, via, address, verb, target: targetOf(given), detail: detailOf(given) };
  const id = await audit.add({ ...about, at: who.now(), outcome: 'begun' });
  let result: T;
  try {
    result = await run();
  } catch (error) {
    await audit.settle(id, outcomeOf(error));
    throw error;
  }
  await audit.settle(id, 'done', about.target === '' ? targetOf(madeBy(result)) : undefined);
  return result;
}

/** The same for a request of the console. */
export async function auditedRequest<T>(
  asking: Asking,
  request: { name: AdminRequestName; params: object },
  run: () => Promise<T>,
): Promise<T> {
  const { desk, who, address } = asking;
  const { audited: fields }: AdminShape = adminRequests[request.name];
  if (!fields) return run();
  const given = pick(request.params, fields);
  const now = () => desk.cloud.clock.now();
  if (who && request.name !== 'login') {
    const act = { actor: who.username, via: 'console' as const, address, verb: request.name, given, now };
    return audited(desk.audit, act, run);
  }
  return auditedEntry(asking, { verb: request.name, actor: String(given.username ?? '') }, run);
}

/** Whoever signs in is nobody before: how it went is one line, and those that failed are bounded. */
async function auditedEntry<T>(
  { desk, address }: Asking,
  { verb, actor }: { verb: string; actor: string },
  run: () => Promise<T>,
): Promise<T> {
  const line = (outcome: string) =>
    desk.audit.add({ at: desk.cloud.clock.now(), actor, via: 'console', verb, target: '', outcome, address, detail: '{}' });
  try {
    const result = await run();
    await line('done');
    return result;
  } catch (error) {
    const waits = error instanceof AdminError && error.failure === 'TOO_MANY';
    if (!waits && mayWriteFailure(desk)) await line(outcomeOf(error));
    throw error;
  }
}

/** Forgets what is too old or too much. */
export async function purgeAudit(audit: AuditStore, now: number): Promise<void> {
  await audit.purge({ before: now - KEPT_MS, keep: KEPT_ENTRIES });
}

function mayWriteFailure({ failedLogins, cloud }: Desk): boolean {
  const minute = Math.floor(cloud.clock.now() / 60_000);
  if (failedLogins.minute !== minute) Object.assign(failedLogins, { minute, count: 0 });
  failedLogins.count += 1;
  return failedLogins.count <= FAILED_LOGINS_PER_MINUTE;
}

function pick(params: object, fields: readonly string[]): { [field: string]: unknown } {
  const known = new Set(fields);
  return Object.fromEntries(Object.entries(params).filter(([field]) => known.has(field)));
}

/** What was made has a name only afterwards. */
function madeBy(result: unknown): { appID?: unknown } {
  const { appID } = (result ?? {}) as { appID?: unknown };
  return appID === undefined ? {} : { appID };
}

function targetOf(given: { readonly [field: string]: unknown }): string {
  const parts = Object.entries(NAMES).flatMap(([field, word]) => {
    const value = given[field];
    return value === undefined ? [] : [`${word} ${Array.isArray(value) ? value.join(' ') : String(value)}`];
  });
  return parts.join(', ').slice(0, TARGET_LENGTH);
}

function detailOf(given: { readonly [field: string]: unknown }): string {
  const text = JSON.stringify(given, shown);
  return text.length <= DETAIL_LENGTH ? text : JSON.stringify({ tooLong: text.length });
}

function shown(field: string, value: unknown): unknown {
  const isUrl = typeof value === 'string' && /url$/i.test(field);
  return isUrl ? withoutQuery(value) : value;
}

function outcomeOf(error: unknown): string {
  if (error instanceof AdminError) return error.failure;
  return error instanceof RtcError ? error.failure : 'INTERNAL';
}
