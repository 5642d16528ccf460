import { createReadStream } from 'node:fs';
import { AdminError } from '@liuyun/protocol/admin/errors';
import { DOWNLOAD_BACKUP_PATH } from '@liuyun/protocol/admin/routes';
import type { FastifyInstance } from 'fastify';
import type { Desk } from '../../operations/admin/Desk.ts';
import { takeBackup } from '../../operations/admin/maintenance.ts';
import { findWho } from '../../operations/admin/sessions.ts';
import { readToken } from './cookies.ts';
import { refuseDownload } from './refuseDownload.ts';

/** `GET /console/api/downloadBackup?ticket=…`: what `makeBackup` wrote, once, for who asked for it. */
export function addBackupDownload(server: FastifyInstance, desk: Desk): void {
  server.get(DOWNLOAD_BACKUP_PATH, { exposeHeadRoute: false }, async (request, reply) => {
    try {
      const who = await findWho(desk, readToken(request.headers.cookie));
      if (!who) throw new AdminError('UNAUTHENTICATED');
      if (who.role !== 'admin') throw new AdminError('FORBIDDEN');
      const { ticket } = request.query as { ticket?: unknown };
      const file = takeBackup({ desk, owner: who.sessionHash }, String(ticket ?? ''));
      const body = createReadStream(file.path);
      body.once('close', () => void file.remove().catch(() => {}));
      const day = new Date(desk.cloud.clock.now()).toISOString().slice(0, 10);
      return reply
        .header('Content-Type', 'application/gzip')
        .header('Content-Length', String(file.bytes))
        .header('Content-Disposition', `attachment; filename="liuyun-${day}.tar.gz"`)
        .header('Cache-Control', 'no-store')
        .send(body);
    } catch (error) {
      return refuseDownload(error, { desk, reply, what: 'a download of a backup' });
    }
  });
}
