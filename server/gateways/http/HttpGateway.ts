import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Cloud } from '../../operations/Cloud.ts';
import type { TrustedProxies } from '../addressOf.ts';
import { addHeaders } from './addHeaders.ts';
import { addHealth } from './addHealth.ts';
import { addPages, type Folders } from './addPages.ts';
import { addReach } from './addReach.ts';
import { addStart, type Start } from './addStart.ts';
import { boundConnections } from './boundConnections.ts';
import { refuseBroken } from './refuseBroken.ts';
import { tellFailure } from './tellFailure.ts';

/** No request of this door has a body worth more. */
const BODY_BYTES = 16_384;
/** How long somebody may take who connects, before their connection is cut. */
export type HttpLimits = {
  /** Until a whole request is there: whoever sends one drop by drop is cut off. */
  requestMs: number;
  /** Until its headers are there, or until anything at all is. */
  headersMs: number;
  /** Between two requests. */
  idleMs: number;
  /** How often is looked. */
  checkMs: number;
};

/** What holds where nothing else is said. */
export const httpLimits: HttpLimits = { requestMs: 30_000, headersMs: 10_000, idleMs: 30_000, checkMs: 5_000 };

export type HttpParts = {
  cloud: Cloud;
  folders: Folders;
  /** PEM texts; plain HTTP without. */
  tls: { cert: string; key: string } | undefined;
  /** Whether browsers may be told never to come without TLS again: not with a certificate that they had to be asked to trust. */
  alwaysTls: boolean;
  /** Whether media is announced at a loopback address only, which not every browser connects to. */
  mediaStaysHere: () => boolean;
  /** Only in `--dev`: tokens for whoever has the start key. */
  start: Start | undefined;
  /** Doors of their own behind the same port. */
  doors?: readonly ((server: FastifyInstance) => void)[];
  /** Where a request goes that was sent elsewhere. */
  rewriteUrl?: (url: string, method: string) => string;
  limits?: Partial<HttpLimits> | undefined;
  /** How many connections one address may have, and whose are not counted. */
  connections: { most: number; proxies: TrustedProxies };
  /** Takes over WebSocket handshakes. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
};

/** Pages, SDK files and health; it also owns the port that signalling shares. */
export class HttpGateway {
  readonly #server: FastifyInstance;

  private constructor(server: FastifyInstance) {
    this.#server = server;
  }

  static async open(parts: HttpParts): Promise<HttpGateway> {
    const limits = { ...httpLimits, ...parts.limits };
    const times = { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkMs };
    const server: FastifyInstance = Fastify({
      // Request logs would hold addresses; metrics count requests.
      logger: false,
      bodyLimit: BODY_BYTES,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      forceCloseConnections: true,
      clientErrorHandler: refuseBroken,
      ...(parts.tls ? { https: { ...parts.tls, ...times } } : { http: times }),
      rewriteUrl: ({ url = '/', method = 'GET' }: IncomingMessage) => parts.rewriteUrl?.(url, method) ?? url,
    } as object);
    server.setErrorHandler((error, request, reply) => tellFailure(error, { request, reply, log: parts.cloud.log }));
    addHeaders(server, { always: parts.alwaysTls ? 'https' : undefined });
    addHealth(server, parts.cloud);
    addReach(server, parts.mediaStaysHere);
    if (parts.start) addStart(server, parts.cloud, parts.start);
    for (const add of parts.doors ?? []) add(server);
    await addPages(server, parts.folders);
    boundConnections(server.server, parts.connections);
    server.server.on('upgrade', (request, socket, head) => parts.upgrade(request, socket, head));
    await server.ready();
    return new HttpGateway(server);
  }

  /** The port that was taken. Rejects with the system's error: EADDRINUSE, EACCES, EADDRNOTAVAIL. */
  async listen(host: string, port: number): Promise<number> {
    await this.#server.listen({ host, port });
    return (this.#server.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await this.#server.close();
  }
}
