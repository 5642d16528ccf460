import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './Metrics.ts';
import { mayScrape } from './mayScrape.ts';

/** A port of its own for `/metrics` and nothing else: who may reach it is the operator's choice, with or without a token. */
export class MetricsServer {
  readonly #server: Server;
  readonly #metrics: Metrics;
  readonly #token: string | undefined;

  constructor(metrics: Metrics, token: string | undefined) {
    this.#metrics = metrics;
    this.#token = token;
    this.#server = createServer({ requestTimeout: 10_000 }, (request, response) => void this.#answer(request, response));
  }

  /** The port that was taken. Rejects with the system's error: EADDRINUSE, EACCES, EADDRNOTAVAIL. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port }, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Cache-Control', 'no-store');
    const allowed = this.#token === undefined || mayScrape(request, this.#token);
    const [path] = (request.url ?? '').split('?');
    if (path !== '/metrics' || request.method !== 'GET') response.writeHead(404).end();
    else if (!allowed) response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
    else {
      try {
        const text = await this.#metrics.text();
        response.writeHead(200, { 'Content-Type': this.#metrics.contentType }).end(text);
      } catch {
        response.writeHead(500).end();
      }
    }
  }
}
