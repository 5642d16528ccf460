import { existsSync } from 'node:fs';
import { join } from 'node:path';
import serveFolder from '@fastify/static';
import { errorTable } from '@liuyun/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { notFoundPage } from './notFoundPage.ts';

/** Where what is served lies on the disk. */
export type Folders = {
  /** Has the folders home, debug and check. */
  pages: string;
  samples: string;
  /** The built SDK: ZegoExpressWebRTC.js, ES module, typings. */
  sdk: string;
};

/** Serves pages, samples and the SDK. Other sites may load the SDK, and nothing else. */
export async function addPages(server: FastifyInstance, folders: Folders): Promise<void> {
  const places = [
    { prefix: '/sdk/', root: folders.sdk },
    { prefix: '/samples/', root: folders.samples },
    { prefix: '/debug/', root: join(folders.pages, 'debug') },
    { prefix: '/check/', root: join(folders.pages, 'check') },
    { prefix: '/', root: join(folders.pages, 'home') },
  ];
  for (const { prefix, root } of places) {
    await server.register(serveFolder, {
      root,
      prefix,
      decorateReply: false,
      redirect: true,
      dotfiles: 'deny',
      // Browsers ask each time whether a file is still the same: an upgraded server must not meet an older SDK.
      cacheControl: false,
      setHeaders: (reply) => {
        reply.header('Cache-Control', 'no-cache');
        if (prefix === '/sdk/') allowEverywhere(reply);
      },
    });
  }
  for (const path of ['/debug', '/check'])
    server.get(path, (request, reply) => reply.redirect(request.url.replace(path, `${path}/`)));
  for (const path of ['/samples', '/samples/']) server.get(path, (_request, reply) => reply.redirect('/'));
  server.setNotFoundHandler((request, reply) => notFound(request, reply, folders));
}

function allowEverywhere(reply: FastifyReply): void {
  reply.header('Access-Control-Allow-Origin', '*').header('Cross-Origin-Resource-Policy', 'cross-origin');
}

function notFound(request: FastifyRequest, reply: FastifyReply, folders: Folders): FastifyReply {
  const [path = '/'] = request.url.split('?');
  const hint = hintFor(path, folders);
  if (path.startsWith('/sdk/')) allowEverywhere(reply);
  reply.code(404).header('Cache-Control', 'no-store');
  if (!request.headers.accept?.includes('text/html')) {
    return reply.send({ code: errorTable.INPUT_PARAM.code, name: 'NOT_FOUND', detail: hint ?? 'nothing is here' });
  }
  return reply.type('text/html; charset=utf-8').send(notFoundPage(path, hint));
}

function hintFor(path: string, folders: Folders): string | undefined {
  if (path.startsWith('/sdk/') && !existsSync(join(folders.sdk, 'ZegoExpressWebRTC.js'))) {
    return 'the SDK has not been built yet: run "npm run build"';
  }
  if (path.startsWith('/samples/') && !existsSync(folders.samples)) return 'the samples are not installed here';
  if (path === '/' && !existsSync(join(folders.pages, 'home')))
    return 'the pages are not installed here; signalling works all the same';
  return undefined;
}
