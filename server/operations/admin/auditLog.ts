import type { AdminParams, AdminResult } from '@liuyun/protocol/admin/requests';
import type { Asking } from './Desk.ts';
import { numberOf } from './paging.ts';

export async function listAudit({ desk }: Asking, asked: AdminParams<'listAudit'>): Promise<AdminResult<'listAudit'>> {
  const { actor, verb, from, to, cursor, limit } = asked;
  const found = await desk.audit.list({
    ...(actor !== undefined && { actor }),
    ...(verb !== undefined && { verb }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(cursor !== undefined && { before: numberOf(cursor) }),
    limit: limit + 1,
  });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last && { next: String(last.id) }) };
}
