import type { IncomingMessage } from 'node:http';
import { sameSecret } from '@liuyun/token';

type Asking = { headers: IncomingMessage['headers']; socket: { remoteAddress?: string | undefined } };

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
/** What proxies add when they speak for somebody else. */
const SPOKEN_FOR = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
/** A page of another site whose name leads here is no local program. */
const HERE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/** With a token whoever shows it; without one whoever asks on this machine, by its own name and for itself. */
export function mayScrape({ headers, socket }: Asking, token: string | undefined): boolean {
  if (token !== undefined) {
    const shown = /^Bearer (\S{1,512})$/i.exec(headers.authorization ?? '')?.[1];
    return shown !== undefined && sameSecret(shown, token);
  }
  const local = LOOPBACK.test(socket.remoteAddress ?? '') && HERE.test(headers.host ?? '');
  return local && SPOKEN_FOR.every((name) => headers[name] === undefined);
}
