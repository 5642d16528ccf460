import type { FastifyInstance, FastifyReply } from 'fastify';

/** Scripts and styles only from files of this server, none within a page; sockets to any server, because the debugging page asks for one. */
const PAGE_POLICY = [
  "default-src 'none'",
  // blob: what processes sound in a thread of its own is made by the SDK.
  "script-src 'self' blob:",
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob: mediastream:",
  "font-src 'self'",
  "connect-src 'self' ws: wss: data: blob:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** Of answers that are no pages: whoever opens one in a browser sees text, whatever it holds. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
const DATA = /^(application\/(problem\+)?json|image\/svg\+xml|text\/(plain|csv))\b/;
const PERMISSIONS = 'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';
const HSTS_SECONDS = 31_536_000;

/** What every answer of this port tells browsers to refuse. A door that needs something else sets it before. */
export function addHeaders(server: FastifyInstance, { always }: { always: 'https' | undefined }): void {
  server.addHook('onSend', async (_request, reply) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    reply.header('Referrer-Policy', 'no-referrer');
    if (always === 'https') reply.header('Strict-Transport-Security', `max-age=${HSTS_SECONDS}`);
    standard(reply, 'Cross-Origin-Resource-Policy', 'same-origin');
    const type = String(reply.getHeader('content-type') ?? '');
    if (type.startsWith('text/html')) {
      standard(reply, 'Content-Security-Policy', PAGE_POLICY);
      standard(reply, 'Permissions-Policy', PERMISSIONS);
    } else if (DATA.test(type)) standard(reply, 'Content-Security-Policy', DATA_POLICY);
  });
}

function standard(reply: FastifyReply, name: string, value: string): void {
  if (reply.getHeader(name) === undefined) reply.header(name, value);
}
