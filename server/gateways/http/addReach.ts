import type { FastifyInstance } from 'fastify';

/** `GET /reach` → {mediaStaysHere}: for the pages, which tell people whose browser connects to no loopback address. No address is told. */
export function addReach(server: FastifyInstance, mediaStaysHere: () => boolean): void {
  server.get('/reach', async (_request, reply) =>
    reply.header('Cache-Control', 'no-store').send({ mediaStaysHere: mediaStaysHere() }),
  );
}
