import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { RequestName } from '../../apps/console/api/types.ts';
import { ROOT } from '../build/inputs.ts';
import { type Amount, fakeAnswers, type Person } from './fakeAnswers.ts';

const TYPES: { [ending: string]: string } = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};
/** As strict as the real server's. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'";

/** Serves the built console with made-up answers, so that every page can be looked at with any amount of rows. */
export async function serveFakeConsole() {
  let amount: Amount = 1;
  let person: Person = 'admin';
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = /^\/console\/api\/(\w+)$/.exec(url.pathname)?.[1] as RequestName | undefined;
    if (name) {
      const answer = fakeAnswers(amount, person)[name]?.(url.searchParams);
      response.setHeader('Content-Type', 'application/json');
      response.statusCode = answer ? 200 : 404;
      return response.end(JSON.stringify(answer ?? { error: { name: 'NOT_FOUND', message: 'not faked' } }));
    }
    const file = url.pathname.replace(/^\/console\//, '');
    const wanted = file && extname(file) in TYPES ? file : 'index.html';
    const text = await readFile(join(ROOT, 'apps/console/dist', wanted)).catch(() => undefined);
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Content-Type', TYPES[extname(wanted)] ?? 'text/plain');
    response.statusCode = text ? 200 : 404;
    return response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set(next: { amount?: Amount; person?: Person }) {
      amount = next.amount ?? amount;
      person = next.person ?? person;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
