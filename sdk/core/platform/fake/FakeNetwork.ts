import type { Socket, SocketCallbacks } from '../Platform.ts';

/** The server's end of a fake socket. */
export type ServerEnd = {
  received(text: string): void;
  closed(code: number): void;
};

/**
 * Two queues, flushed by hand: nothing arrives before a test says so, so any interleaving can be written.
 * `cut` is a connection that breaks loudly, `freeze` one that dies without a word.
 */
export class SocketPair {
  readonly url: string;
  readonly #client: SocketCallbacks;
  readonly #server: ServerEnd;
  readonly #toServer: (() => void)[] = [];
  readonly #toClient: (() => void)[] = [];
  #frozen = false;
  #over = false;

  constructor(url: string, client: SocketCallbacks, makeServer: (pair: SocketPair) => ServerEnd) {
    this.url = url;
    this.#client = client;
    this.#server = makeServer(this);
  }

  get over(): boolean {
    return this.#over;
  }

  readonly client: Socket = {
    send: (text) => void this.#toServer.push(() => this.#server.received(text)),
    close: (code = 1000) => {
      // As browsers do, also on a socket that is closed already.
      if (code !== 1000 && (code < 3000 || code > 4999)) throw new Error(`InvalidAccessError: code ${code}`);
      if (this.#over) return;
      this.#over = true;
      this.#toServer.push(() => this.#server.closed(code));
    },
  };

  /** From the server. */
  accept(): void {
    this.#toClient.push(() => this.#client.opened());
  }

  send(text: string): void {
    this.#toClient.push(() => this.#client.received(text));
  }

  close(code: number, reason = ''): void {
    this.#toClient.push(() => {
      if (this.#over) return;
      this.#over = true;
      this.#client.closed(code, reason);
    });
  }

  /** The wire is torn: both ends hear of it, what was on its way is lost. */
  cut(): void {
    this.#toServer.length = 0;
    this.#toClient.length = 0;
    if (this.#over) return;
    this.#over = true;
    this.#client.closed(1006, '');
    this.#server.closed(1006);
  }

  /** From now on nothing gets through, and nobody is told. */
  freeze(): void {
    this.#frozen = true;
  }

  /** Delivers what is on its way; false if there was nothing. */
  flush(): boolean {
    const due = [...this.#toServer.splice(0), ...this.#toClient.splice(0)];
    if (this.#frozen) return false;
    for (const deliver of due) deliver();
    return due.length > 0;
  }
}

export class FakeNetwork {
  /** Every connection that was ever asked for, oldest first. */
  readonly sockets: SocketPair[] = [];
  /** URLs where nobody answers at all. */
  readonly silent = new Set<string>();
  /** URLs that refuse. */
  readonly refusing = new Set<string>();
  /** Whoever is at the other end of the next connection. */
  server: (pair: SocketPair) => ServerEnd;

  constructor(server: (pair: SocketPair) => ServerEnd) {
    this.server = server;
  }

  get latest(): SocketPair {
    const latest = this.sockets.at(-1);
    if (!latest) throw new Error('no socket was opened');
    return latest;
  }

  open(url: string, callbacks: SocketCallbacks): Socket {
    const pair = new SocketPair(url, callbacks, this.server);
    this.sockets.push(pair);
    if (this.refusing.has(url)) pair.close(1006);
    else if (!this.silent.has(url)) pair.accept();
    return pair.client;
  }

  /** Delivers frames, and lets promises run, until everything is quiet. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      await new Promise((resolve) => setImmediate(resolve));
      for (const socket of this.sockets) if (socket.flush()) quiet = 0;
    }
  }
}
