import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** When a callback came, on this process's clock, and how old its event was then, ms; -1 where it does not say. */
type Got = { at: number; ageMs: number };

/** An app's server that says yes to every callback. */
export class Receiver {
  readonly got: Got[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (chunk) => (text += chunk));
      request.on('end', () => {
        response.end('ok');
        const happened = Number(
          /"(?:login|logout|room_close)_time":"(\d{13})"/g.exec(text.replace(/"login_time":"\d+",(?=.*logout_time)/, ''))?.[1],
        );
        this.got.push({ at: performance.now(), ageMs: Number.isNaN(happened) ? -1 : Date.now() - happened });
      });
    });
  }

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen({ host: '127.0.0.1', port: 0 }, resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
