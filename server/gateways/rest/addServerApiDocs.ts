import type { FastifyInstance } from 'fastify';
import { docsPage, docsStyle } from './docsPage.ts';
import { openApi } from './openApi.ts';
import { type ChosenRates, documentedRates } from './rates.ts';

/** Nothing from elsewhere, and no script at all. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** `/api/openapi.json` and, for people, `/api/docs`. Public: they say what everybody may know. */
export function addServerApiDocs(server: FastifyInstance, rates: ChosenRates = documentedRates): void {
  // Made on the first request: most servers are never asked.
  let document: string | undefined;
  let page: string | undefined;
  server.get('/api/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApi(rates), null, 1);
    return reply
      .header('Cache-Control', 'no-cache')
      .header('Access-Control-Allow-Origin', '*')
      .type('application/json; charset=utf-8')
      .send(document);
  });
  server.get('/api/docs', async (_request, reply) => {
    page ??= docsPage(rates);
    return reply
      .header('Cache-Control', 'no-cache')
      .header('Content-Security-Policy', CONTENT_SECURITY_POLICY)
      .type('text/html; charset=utf-8')
      .send(page);
  });
  server.get('/api/docs.css', async (_request, reply) =>
    reply.header('Cache-Control', 'no-cache').type('text/css; charset=utf-8').send(docsStyle),
  );
  server.get('/api/docs/', async (_request, reply) => reply.redirect('/api/docs'));
}
