import { Readable } from 'node:stream';
import { AdminError } from '@liuyun/protocol/admin/errors';
import { ExportCallsParams } from '@liuyun/protocol/admin/records';
import { EXPORT_CALLS_PATH } from '@liuyun/protocol/admin/routes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { recordsOf } from '../../operations/admin/callRecords.ts';
import type { Desk } from '../../operations/admin/Desk.ts';
import { findWho } from '../../operations/admin/sessions.ts';
import { exportCalls } from '../../operations/records/exportCalls.ts';
import { readToken } from './cookies.ts';
import { refuseDownload } from './refuseDownload.ts';

/** Downloads at a time, of everybody together. */
const DOWNLOADS = 3;

/** `GET /console/api/exportCalls?format=csv&rows=stays&…`: records of calls as a file, for whoever is signed in. */
export function addCallExport(server: FastifyInstance, desk: Desk): void {
  let running = 0;
  server.get(EXPORT_CALLS_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    try {
      if (!(await findWho(desk, readToken(request.headers.cookie)))) throw new AdminError('UNAUTHENTICATED');
      const asked = read(request);
      const records = recordsOf(desk);
      if (running >= DOWNLOADS) throw new AdminError('TOO_MANY', 'others are downloading', { retryAfterMs: 5_000 });
      await records.settle();
      running += 1;
      const body = Readable.from(exportCalls(records.store, { ...asked, now: records.now() }));
      body.once('close', () => {
        running -= 1;
      });
      const kind = asked.format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8';
      const name = asked.format === 'csv' ? `${asked.rows}.csv` : 'calls.json';
      return reply
        .header('Content-Type', kind)
        .header('Content-Disposition', `attachment; filename="${name}"`)
        .header('Cache-Control', 'no-store')
        .send(body);
    } catch (error) {
      return refuseDownload(error, { desk, reply, what: 'an export of calls' });
    }
  });
}

function read({ query }: FastifyRequest) {
  const given = Object.entries(query as { [field: string]: unknown }).filter(([, value]) => value !== '');
  const numeric = new Set(['appID', 'from', 'to']);
  const fields = given.map(([field, value]) => [
    field,
    numeric.has(field) && /^\d{1,16}$/.test(String(value)) ? Number(value) : value,
  ]);
  const read = ExportCallsParams.safeParse(Object.fromEntries(fields));
  if (read.success) return read.data;
  const field = String(read.error.issues[0]?.path[0] ?? '');
  throw new AdminError('BAD_REQUEST', `${field || 'the request'}: ${read.error.issues[0]?.message ?? 'wrong'}`, { field });
}
