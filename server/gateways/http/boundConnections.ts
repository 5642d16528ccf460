import type { Server } from 'node:net';
import { addressKey } from '../addressKey.ts';
import type { TrustedProxies } from '../addressOf.ts';

/**
 * Cuts connections of an address that has `most` already, whatever it means to say on them. A proxy that is believed about whom
 * it speaks for brings many people: it is not counted.
 */
export function boundConnections(server: Server, { most, proxies }: { most: number; proxies: TrustedProxies }): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || proxies.believes(remoteAddress)) return;
    const key = addressKey(remoteAddress);
    const count = open.get(key) ?? 0;
    if (count >= most) {
      socket.destroy();
      return;
    }
    open.set(key, count + 1);
    socket.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
  });
}
