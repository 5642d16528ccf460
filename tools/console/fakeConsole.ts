import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { RequestName } from '../../apps/console/api/types.ts';
import { ROOT } from '../build/inputs.ts';
import { fakeAnswers } from './fakeAnswers.ts';
import { hostile } from './hostile.ts';
import type { Site, Visitor } from './Site.ts';

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
export async function serveFakeConsole(): Promise<Site> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = /^\/console\/api\/(\w+)$/.exec(url.pathname)?.[1] as RequestName | undefined;
    if (name) {
      const { amount, person, names } = visitorOf(request.headers.cookie ?? '');
      const made = fakeAnswers(amount, person)[name]?.(url.searchParams);
      const answer = made && names === 'hostile' ? hostile(made) : made;
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
    response.end(text ?? 'not built');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    cookieOf: async (visitor) => ({ name: 'sight', value: encodeURIComponent(JSON.stringify(visitor)) }),
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a page is to see stands in its cookie, so that several pages can be open at once. */
function visitorOf(cookies: string): Visitor {
  const [, written] = /(?:^|; )sight=([^;]*)/.exec(cookies) ?? [];
  return { amount: 1, person: 'nobody', names: 'plain', ...(written && (JSON.parse(decodeURIComponent(written)) as Visitor)) };
}
