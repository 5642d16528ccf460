import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves HTML pages on localhost, as a customer's own site does: another origin than the cloud. */
export async function servePages(): Promise<{ put(html: string): string; close(): Promise<void> }> {
  const pages = new Map<string, string>();
  const server = createServer((request, response) => {
    const html = pages.get(request.url ?? '');
    if (request.url === '/favicon.ico') response.writeHead(204).end();
    else if (html === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    put(html) {
      const path = `/page-${pages.size + 1}.html`;
      pages.set(path, html);
      return `http://127.0.0.1:${port}${path}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
