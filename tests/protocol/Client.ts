import { type NoticeName, type Notices, PROTOCOL, type RequestName, type Result, type Sent } from '@liuyun/protocol';
import { WebSocket } from 'ws';

/** A failure as it came over the wire. */
export class Refused extends Error {
  readonly failure: string;
  readonly code: number;
  readonly detail: string;

  constructor(fail: { name: string; code: number; detail: string }) {
    super(`${fail.name} (${fail.code}) ${fail.detail}`);
    this.failure = fail.name;
    this.code = fail.code;
    this.detail = fail.detail;
  }
}

export type Closed = { code: number; reason: string };
type Pending = { resolve: (result: never) => void; reject: (error: unknown) => void };
type Told = { tell: NoticeName; body: unknown };

/** How long a test waits for what must come. Nothing sleeps for this long unless something is broken. */
const PATIENCE_MS = 10_000;

/** A client that speaks the bare protocol, so that a test can say exactly what is sent. */
export class Client {
  readonly closed: Promise<Closed>;
  /** Notices not yet asked for by `next`. */
  readonly told: Told[] = [];
  /** Everything that arrived, in order: `answer 3`, `tell roomUserUpdate`. */
  readonly order: string[] = [];
  readonly socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #watchers = new Set<() => void>();
  #nextID = 1;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        for (const { reject } of this.#pending.values()) reject(new Error(`closed ${code} while waiting`));
        this.#pending.clear();
        for (const watch of [...this.#watchers]) watch();
        resolve({ code, reason: String(reason) });
      });
    });
    socket.on('error', () => {});
    socket.on('message', (data) => this.#received(String(data)));
  }

  static async open(url: string, protocols: string | string[] = PROTOCOL): Promise<Client> {
    // A page that is dead answers no pings; a test that wants a living one answers them itself.
    const socket = new WebSocket(url, protocols, { autoPong: false });
    const client = new Client(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return client;
  }

  ask<N extends RequestName>(name: N, params: Sent<N>): Promise<Result<N>> {
    return this.askAnything(name, params) as Promise<Result<N>>;
  }

  /** For requests that are wrong on purpose. */
  askAnything(ask: string, params: unknown): Promise<unknown> {
    const id = this.#nextID++;
    this.send(JSON.stringify({ id, ask, params }));
    return this.answerTo(id);
  }

  answerTo(id: number): Promise<unknown> {
    return within(new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject })), `the answer to request ${id}`);
  }

  send(data: string | Buffer): void {
    this.socket.send(data);
  }

  /** The next notice of that name, which may have come already. */
  async next<N extends NoticeName>(name: N): Promise<Notices[N]> {
    const find = () => this.told.findIndex(({ tell }) => tell === name);
    const arrived = new Promise<void>((resolve) => {
      const watch = () => {
        if (find() < 0) return;
        this.#watchers.delete(watch);
        resolve();
      };
      this.#watchers.add(watch);
      watch();
    });
    await within(arrived, `the notice ${name}`);
    const [notice] = this.told.splice(find(), 1);
    return notice?.body as Notices[N];
  }

  /** What was told until now: a heartbeat's answer comes behind everything that was sent before. */
  async toldSoFar(): Promise<NoticeName[]> {
    await this.ask('heartbeat', {});
    return this.told.map(({ tell }) => tell);
  }

  /** Answers the server's next ping; a ping of our own, answered after it, says that the server has it. */
  ponged(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once('ping', () => {
        this.socket.pong();
        this.socket.once('pong', () => resolve());
        this.socket.ping();
      });
    });
  }

  /** Closes without a word of goodbye, as a lost network does. */
  async vanish(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }

  #received(text: string): void {
    const message = JSON.parse(text) as { id?: number; ok?: unknown; fail?: ConstructorParameters<typeof Refused>[0] } & Told;
    if (message.id === undefined) {
      this.order.push(`tell ${message.tell}`);
      this.told.push({ tell: message.tell, body: message.body });
      for (const watch of [...this.#watchers]) watch();
      return;
    }
    this.order.push(`answer ${message.id}`);
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.fail) pending?.reject(new Refused(message.fail));
    else pending?.resolve(message.ok as never);
  }
}

/** The name of the failure that a request ended in; `ok` if it did not fail. */
export async function failureOf(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'ok';
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    throw error;
  }
}

export function within<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
