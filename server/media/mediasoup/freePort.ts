import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** How often a port that was free a moment ago may be somebody's. */
const TRIES = 20;

/** What `open` opens on a port that it found free; begun anew when somebody else was quicker, and only then. */
export async function unlessTaken<T>(open: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await open();
    } catch (error) {
      // So say Node and libuv, through the worker, which has no code for it.
      if (tries === TRIES || !String(error).includes('address already in use')) throw error;
    }
  }
}

/** A port that is free for UDP and for TCP just now, and for UDP at `beside`. Rejects where one is free for UDP alone. */
export async function freePort(host: string, beside: string | undefined): Promise<number> {
  const udp = udpAt(host);
  const other = beside === undefined ? undefined : udpAt(beside);
  const tcp = createServer();
  try {
    udp.bind(0, host);
    await once(udp, 'listening');
    const { port } = udp.address();
    tcp.listen(port, host);
    await once(tcp, 'listening');
    if (other) {
      other.bind(port, beside);
      await once(other, 'listening');
    }
    return port;
  } finally {
    udp.close();
    other?.close();
    tcp.close();
  }
}

const udpAt = (host: string): Socket => createSocket(host.includes(':') ? 'udp6' : 'udp4');
