import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Whose request it is. A reverse proxy on this machine is believed about whom it speaks for; nobody else is. */
export function addressOf(request: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const peer = request.socket.remoteAddress ?? '';
  const forwarded = request.headers['x-forwarded-for'];
  if (!LOOPBACK.test(peer) || forwarded === undefined) return peer;
  const last = String(forwarded).split(',').at(-1)?.trim();
  return last ? last.slice(0, 64) : peer;
}
