import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** How often a port that the system gave for UDP may be somebody's for TCP. */
const TRIES = 20;

/** A port that is free for UDP and for TCP just now, and for UDP at `beside`. */
export async function freePort(host: string, beside: string | undefined, take = portFreeForBoth): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      return await take(host, beside);
    } catch (error) {
      if (tries === TRIES || (error as { code?: unknown }).code !== 'EADDRINUSE') throw error;
    }
  }
}

async function portFreeForBoth(host: string, beside: string | undefined): Promise<number> {
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
