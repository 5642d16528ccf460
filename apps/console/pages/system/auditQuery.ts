import type { Sent } from '../../api/types.ts';
import { fromField } from '../../format/times.ts';

/** What is searched for, as the form and the address bar hold it. */
export type AuditQuery = { actor: string; verb: string; from: string; to: string };

export const EVERYTHING: AuditQuery = { actor: '', verb: '', from: '', to: '' };

export function readQuery(query: URLSearchParams): AuditQuery {
  const read = (name: keyof AuditQuery) => query.get(name) ?? '';
  return { actor: read('actor'), verb: read('verb'), from: read('from'), to: read('to') };
}

/** The address of a search; what is not asked for is not in it. */
export function addressOf(wanted: AuditQuery): string {
  const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ''));
  return query.size ? `/audit?${query}` : '/audit';
}

/** What the server is asked. */
export function filterOf({ actor, verb, from, to }: AuditQuery): Sent<'listAudit'> {
  return { actor: actor || undefined, verb: verb || undefined, from: fromField(from), to: fromField(to) };
}
