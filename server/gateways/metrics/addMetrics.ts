import type { FastifyInstance } from 'fastify';
import type { Metrics } from './Metrics.ts';
import { mayScrape } from './mayScrape.ts';

const HINT = 'figures are for this machine alone, unless metrics-token or metrics-port is set';

/** `/metrics` on the port of everything else: for this machine, or for whoever shows the token. */
export function addMetrics(server: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  server.get('/metrics', async (request, reply) => {
    reply.header('Cache-Control', 'no-store');
    if (!mayScrape(request.raw, token)) {
      if (token !== undefined) reply.header('WWW-Authenticate', 'Bearer');
      return reply.code(token === undefined ? 403 : 401).send({ name: 'FORBIDDEN', detail: token === undefined ? HINT : '' });
    }
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
