import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes, PROTOCOL } from '@liuyun/protocol';
import { WebSocket, WebSocketServer } from 'ws';
import type { Cloud } from '../../operations/Cloud.ts';
import { addressOf, TrustedProxies } from '../addressOf.ts';
import { AddressBook } from './AddressBook.ts';
import { Connection } from './Connection.ts';
import type { Observer } from './Observer.ts';
import { type SignallingLimits, signallingLimits } from './SignallingLimits.ts';

type Server = InstanceType<typeof WebSocketServer>;

export const SIGNALLING_PATH = '/signalling';
/** The same door where the access URLs of apps that were written for ZEGO have it: they change the host alone. */
const PATHS: readonly string[] = [SIGNALLING_PATH, '/ws'];

/** A frame announced to be too big is refused by the library before it is read; here that has our own close code. */
class SignallingSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === 1009) super.close(closeCodes.TOO_BIG.code, closeCodes.TOO_BIG.text);
    else super.close(code, reason);
  }
}

/** The WebSocket door of the SDKs. It listens on nothing itself: an HTTP server hands it the upgrades. */
export class SignallingGateway {
  readonly #cloud: Cloud;
  readonly #limits: SignallingLimits;
  readonly #observer: Observer;
  readonly #proxies: TrustedProxies;
  readonly #addresses: AddressBook;
  readonly #connections = new Set<Connection>();
  readonly #server: Server;
  readonly #stopSweeping: () => void;
  #closed = false;

  constructor(given: { cloud: Cloud; limits?: Partial<SignallingLimits>; observer?: Observer; proxies?: TrustedProxies }) {
    this.#cloud = given.cloud;
    this.#limits = { ...signallingLimits, ...given.limits };
    this.#observer = given.observer ?? {};
    this.#proxies = given.proxies ?? new TrustedProxies();
    this.#addresses = new AddressBook(this.#limits);
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      // Compression costs memory per socket and lets frames grow after they were measured.
      perMessageDeflate: false,
      maxPayload: this.#limits.frameBytes,
      WebSocket: SignallingSocket,
      // Browsers refuse a handshake that takes none of their protocols, so a wrong one is taken and then closed by name.
      handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : ([...offered][0] ?? false)),
    });
    this.#stopSweeping = this.#cloud.clock.every(this.#limits.sweepMs, () => this.#sweep());
  }

  get sockets(): number {
    return this.#connections.size;
  }

  /** Takes over an upgrade request for one of `PATHS`; refuses any other. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const address = addressOf(request, this.#proxies);
    if (!PATHS.includes(path)) this.#refuse(socket, 404);
    else if (this.#closed) this.#refuse(socket, 503);
    else if (!this.#addresses.open(address, this.#cloud.clock.now())) this.#refuse(socket, 429);
    else {
      let stranger = true;
      const known = () => {
        if (stranger) this.#addresses.known(address);
        stranger = false;
      };
      // Counted until the TCP connection is gone, whether or not the handshake succeeds.
      socket.once('close', () => {
        known();
        this.#addresses.closed(address);
      });
      this.#server.handleUpgrade(request, socket, head, (accepted) => this.#accept(accepted, { address, known }));
    }
  }

  /** Closes every socket with SERVER_CLOSING, and resolves when all are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const connection of this.#connections) connection.close('SERVER_CLOSING');
    const deadline = performance.now() + this.#limits.closingMs;
    while (this.#connections.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const connection of [...this.#connections]) connection.terminate();
    this.#stopSweeping();
    this.#server.close();
  }

  #accept(socket: WebSocket, { address, known }: { address: string; known: () => void }): void {
    const { PROTOCOL_VERSION } = closeCodes;
    if (socket.protocol !== '' && socket.protocol !== PROTOCOL) {
      socket.on('error', () => {});
      this.#observer.closed?.('PROTOCOL_VERSION');
      socket.close(PROTOCOL_VERSION.code, PROTOCOL_VERSION.text);
      socket.once(
        'close',
        this.#cloud.clock.after(this.#limits.closingMs, () => socket.terminate()),
      );
      return;
    }
    const connection = new Connection({
      socket,
      cloud: this.#cloud,
      limits: this.#limits,
      addresses: this.#addresses,
      address,
      known,
      observer: this.#observer,
    });
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
  }

  #sweep(): void {
    const now = this.#cloud.clock.now();
    for (const connection of this.#connections) connection.sweep(now);
    this.#addresses.sweep(now);
  }

  #refuse(socket: Duplex, status: number): void {
    socket.on('error', () => {});
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    this.#observer.refused?.(status);
  }
}
