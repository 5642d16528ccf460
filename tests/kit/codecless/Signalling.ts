import {
  type FromServer,
  type NoticeName,
  type Notices,
  PROTOCOL,
  type RequestName,
  type Result,
  RtcError,
  type Sent,
  type Tell,
} from '@liuyun/protocol';
import { WebSocket } from 'ws';

const NOTICE_TIMEOUT_MS = 10_000;

type Pending = { resolve(result: never): void; reject(error: Error): void };
type Waiting = { matches(notice: Tell): boolean; resolve(notice: Tell): void };

/** The signalling protocol and nothing else: asks, answers, notices in order. For tests of any server, by URL. */
export class Signalling {
  /** Every notice so far, oldest first. */
  readonly notices: Tell[] = [];
  /** Ends with the close code when the socket is closed. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  readonly #waiting: Waiting[] = [];
  #read = 0;
  #nextID = 1;

  static async connect(url: string): Promise<Signalling> {
    const socket = new WebSocket(url, PROTOCOL, { rejectUnauthorized: false });
    const signalling = new Signalling(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return signalling;
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#received(JSON.parse(String(data)) as FromServer));
    socket.on('error', () => {}); // `close` follows
    this.closed = new Promise((resolve) =>
      socket.once('close', (code) => {
        for (const { reject } of this.#pending.values()) reject(new RtcError('SOCKET_CLOSED', String(code)));
        this.#pending.clear();
        resolve(code);
      }),
    );
  }

  /** Asks without waiting for earlier answers. @throws RtcError as the server named it. */
  async ask<N extends RequestName>(name: N, params: Sent<N>): Promise<Result<N>> {
    const id = this.#nextID++;
    const answer = new Promise<Result<N>>((resolve, reject) => this.#pending.set(id, { resolve: resolve as never, reject }));
    this.#socket.send(JSON.stringify({ id, ask: name, params }));
    return answer;
  }

  /** The next notice of that name (and, if given, kind) that was not handed out before; waits for it if need be. */
  async notice<N extends NoticeName>(name: N, matches: (body: Notices[N]) => boolean = () => true): Promise<Notices[N]> {
    const fits = (notice: Tell) => notice.tell === name && matches(notice.body as Notices[N]);
    for (let index = this.#read; index < this.notices.length; index++) {
      const notice = this.notices[index];
      if (!notice || !fits(notice)) continue;
      this.#read = index + 1;
      return notice.body as Notices[N];
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no notice ${name} came`)), NOTICE_TIMEOUT_MS);
      this.#waiting.push({
        matches: fits,
        resolve: (notice) => {
          clearTimeout(timer);
          this.#read = this.notices.length;
          resolve(notice.body as Notices[N]);
        },
      });
    });
  }

  async close(): Promise<void> {
    this.#socket.close(1000);
    await this.closed;
  }

  /** Drops the connection as a dying network does: no close frame. */
  cut(): void {
    this.#socket.terminate();
  }

  #received(frame: FromServer): void {
    if ('tell' in frame) {
      this.notices.push(frame);
      const index = this.#waiting.findIndex(({ matches }) => matches(frame));
      if (index >= 0) this.#waiting.splice(index, 1)[0]?.resolve(frame);
      return;
    }
    const pending = this.#pending.get(frame.id);
    this.#pending.delete(frame.id);
    if ('ok' in frame) pending?.resolve(frame.ok as never);
    else pending?.reject(new RtcError(frame.fail.name, frame.fail.detail));
  }
}
