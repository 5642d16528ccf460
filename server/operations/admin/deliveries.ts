import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import { webhookOf } from '../callbacks/webhookOf.ts';
import { appOf } from './apps.ts';
import type { Asking } from './Desk.ts';
import { numberOf } from './paging.ts';

export async function listDeliveries(
  { desk }: Asking,
  asked: AdminParams<'listDeliveries'>,
): Promise<AdminResult<'listDeliveries'>> {
  const { appID, state, cursor, limit } = asked;
  await appOf(desk, appID);
  const found = await desk.callbacks.list({
    appID,
    ...(state && { state }),
    ...(cursor !== undefined && { before: numberOf(cursor) }),
    limit: limit + 1,
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  const waiting = await desk.callbacks.countWaiting(appID);
  return { items, ...(found.length > limit && last && { next: String(last.id) }), waiting };
}

export async function replayDelivery(
  { desk }: Asking,
  { appID, ids }: AdminParams<'replayDelivery'>,
): Promise<AdminResult<'replayDelivery'>> {
  await appOf(desk, appID);
  const now = desk.cloud.clock.now();
  return { count: await desk.callbacks.replay({ appID, ...(ids && { ids }), now }) };
}

export async function testCallback(
  { desk }: Asking,
  { appID }: AdminParams<'testCallback'>,
): Promise<AdminResult<'testCallback'>> {
  const { cloud, random, webhooks } = desk;
  const { callback } = await appOf(desk, appID);
  if (!callback) throw new AdminError('NOT_FOUND', 'the app has no callbacks');
  const from = performance.now();
  const test = { id: 0, appID, event: 'test', fields: '{}' };
  const outcome = await webhooks.send(webhookOf(test, callback, { clock: cloud.clock, random }));
  return { ok: outcome.ok, error: outcome.ok ? '' : outcome.error, ms: Math.round(performance.now() - from) };
}
