import type { FastifyInstance } from 'fastify';
import type { Cloud } from '../../operations/Cloud.ts';
import { readiness } from '../../operations/readiness.ts';

/** `/healthz`: the process answers, and says whose it is (`liuyun doctor` asks). `/readyz`: new users may come. */
export function addHealth(server: FastifyInstance, cloud: Cloud): void {
  server.get('/healthz', async (_request, reply) => reply.header('Cache-Control', 'no-store').send({ ok: true, name: 'liuyun' }));
  server.get('/readyz', async (_request, reply) => {
    const state = await readiness(cloud);
    return reply
      .code(state.ready ? 200 : 503)
      .header('Cache-Control', 'no-store')
      .send(state);
  });
}
