import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import serveFolder from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Nothing from elsewhere and nothing inline: what an app's name or a user's message holds can never run. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Console – Liuyun</title>
<body>
<h1>The console has not been built</h1>
<p>Run <code>npm start</code>, which builds it, or <code>npm run build</code>; then load this page again.</p>
<p lang="zh">控制台尚未构建：运行 <code>npm start</code> 或 <code>npm run build</code>，然后刷新本页。</p>
`;

/** `/console/`: the pages of the console. Any path that is no file is its first page, which shows what the path names. */
export function addConsolePages(server: FastifyInstance, folder: string): void {
  server.get('/console', (_request, reply) => reply.redirect('/console/'));
  server.register(
    async (pages) => {
      await pages.register(serveFolder, {
        root: folder,
        decorateReply: false,
        dotfiles: 'deny',
        cacheControl: false,
        index: false,
        setHeaders: (reply, path) => {
          // Files that have a hash in their name never change.
          const hashed = path.startsWith(join(folder, 'assets'));
          reply.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
          protect(reply);
        },
      });
      const first = async (reply: FastifyReply) => {
        const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
        protect(reply.type('text/html; charset=utf-8').header('Cache-Control', 'no-cache'));
        return reply.code(page === undefined ? 503 : 200).send(page ?? NOT_BUILT);
      };
      pages.get('/', { prefixTrailingSlash: 'slash' }, (_request, reply) => first(reply));
      pages.setNotFoundHandler((request, reply) => {
        // Deeper down a dot may belong to a room's name.
        const isFile = /^\/console\/(assets\/|[^/]*\.[a-z0-9]{1,11}$)/i.test(request.url.split('?')[0] ?? '');
        if (isFile || request.method !== 'GET') return reply.code(404).header('Cache-Control', 'no-store').send();
        return first(reply);
      });
    },
    { prefix: '/console' },
  );
}

function protect(reply: { header(name: string, value: string): unknown }): void {
  reply.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  reply.header('Cross-Origin-Opener-Policy', 'same-origin');
  reply.header('Cross-Origin-Resource-Policy', 'same-origin');
  reply.header('Permissions-Policy', 'camera=(), microphone=(), geolocation=()');
}
