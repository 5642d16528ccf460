import { createSocket } from 'node:dgram';
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { createServer } from 'node:net';
import type { Config } from '../../config/Config.ts';

/** undefined: free; else the system's code, EADDRINUSE, EACCES, EADDRNOTAVAIL … */
export type PortFault = string | undefined;

export function tcpFault(host: string, port: number): Promise<PortFault> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

export function udpFault(host: string, port: number): Promise<PortFault> {
  return new Promise((resolve) => {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      resolve(error.code ?? error.message);
    });
    socket.bind({ address: host, port, exclusive: true }, () => socket.close(() => resolve(undefined)));
  });
}

/** Whether a liuyun answers on the configured port, with TLS or without. */
export async function isRunning({ host, port, tls }: Config): Promise<boolean> {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const [first, second] = tls === 'off' ? [getHttp, getHttps] : [getHttps, getHttp];
  return (await saysItsName(first, reached, port)) || saysItsName(second, reached, port);
}

function saysItsName(get: typeof getHttp | typeof getHttps, host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // Only its name is asked for, so an unknown certificate does no harm here.
    const asked = { host, port, path: '/healthz', timeout: 2_000, rejectUnauthorized: false, agent: false };
    const request = get(asked, (answer) => {
      let body = '';
      answer.on('data', (chunk) => {
        if (body.length < 10_000) body += chunk;
      });
      answer.on('end', () => resolve(/"name":\s*"liuyun"/.test(body)));
      answer.on('error', () => resolve(false));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
