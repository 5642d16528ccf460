import { AdminError } from '@liuyun/protocol/admin/errors';
import { type AdminParams, type AdminRequestName, adminRequests } from '@liuyun/protocol/admin/requests';
import { z } from 'zod';

/** What the fields of a request are, so that text from a query can become numbers and booleans. */
type Shape = { type?: string; anyOf?: Shape[] };

const shapes = new Map<AdminRequestName, { [field: string]: Shape }>();

/** Parameters as the request wants them, whether they came in a query or as JSON. BAD_REQUEST with the field that is wrong. */
export function readAdminParams<N extends AdminRequestName>(name: N, raw: unknown): AdminParams<N> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new AdminError('BAD_REQUEST', 'no JSON object');
  const read = adminRequests[name].params.safeParse({ ...raw });
  if (read.success) return read.data as AdminParams<N>;
  const [issue] = read.error.issues;
  const field = issue?.path.map(String).join('.').slice(0, 128) ?? '';
  throw new AdminError('BAD_REQUEST', `${field || 'the request'}: ${issue?.message ?? 'wrong'}`.slice(0, 300), { field });
}

/** What a query says, with numbers and booleans where the request has them; what is empty is missing. */
export function readQuery(name: AdminRequestName, query: URLSearchParams): { [field: string]: unknown } {
  const given: { [field: string]: unknown } = {};
  for (const [field, shape] of Object.entries(shapeOf(name))) {
    const text = query.get(field);
    if (text !== null && text !== '') given[field] = shaped(text, shape);
  }
  return given;
}

function shapeOf(name: AdminRequestName): { [field: string]: Shape } {
  const known = shapes.get(name);
  if (known) return known;
  const { properties = {} } = z.toJSONSchema(adminRequests[name].params, { io: 'input', unrepresentable: 'any' });
  const made = properties as { [field: string]: Shape };
  shapes.set(name, made);
  return made;
}

/** Where it cannot be made, the schema says what is wrong with it. */
function shaped(text: string, { type }: Shape): unknown {
  if (type === 'integer' || type === 'number') return /^-?\d{1,16}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
