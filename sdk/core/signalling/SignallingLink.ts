import { type Cancel, type Clock, Facts } from '@liuyun/kit';
import type { FromServer, RequestName, Result, Sent, Tell } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { PROTOCOL } from '@liuyun/protocol/limits';
import type { Platform, Socket } from '../platform/Platform.ts';
import { Heartbeat } from './Heartbeat.ts';
import type { Beat } from './NetworkTime.ts';
import { RequestTracker } from './RequestTracker.ts';

/** How long one server may take to accept the WebSocket before the next one is tried. */
export const CONNECT_TIMEOUT_MS = 5_000;

/** What is asked every few seconds is no event. */
const REGULAR: ReadonlySet<RequestName> = new Set<RequestName>(['heartbeat', 'reportNetwork', 'reportQuality']);

const SILENT = 'no heartbeat';

export type LinkFacts = {
  opened: [];
  told: [notice: Tell];
  /** Exactly once. `opened`: the server had been reached at all; `silent`: nobody said so, nothing came any more. */
  closed: [end: { code: number; reason: string; opened: boolean; silent: boolean }];
  /** For the engine's history: no parameters, so no secrets. */
  asked: [name: RequestName, failure: ErrorName | undefined];
  /** A heartbeat was answered. */
  beat: [beat: Beat];
};

/**
 * One connection to the cloud, from the first attempt to its end: connecting · open · closed. Requests made while
 * connecting are sent, in order, as soon as a server has accepted; a lost link is never revived, a new one is made.
 */
export class SignallingLink {
  readonly facts = new Facts<LinkFacts>();
  readonly #platform: Platform;
  readonly #clock: Clock;
  readonly #requests: RequestTracker;
  readonly #heartbeat: Heartbeat;
  #state: 'connecting' | 'open' | 'closed' = 'connecting';
  #socket: Socket | undefined;
  #stopConnectTimer: Cancel | undefined;
  #heard: number | undefined;
  #unsent: { id: number; frame: string }[] = [];
  readonly #connectTimeoutMs: number;

  constructor(platform: Platform, servers: readonly string[], connectTimeoutMs = CONNECT_TIMEOUT_MS) {
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#platform = platform;
    this.#clock = platform.clock;
    this.#requests = new RequestTracker(platform.clock);
    this.#heartbeat = new Heartbeat(platform.clock, {
      send: () => this.#beat(),
      dead: () => this.#end(1006, SILENT),
    });
    this.#tryServer(servers, 0);
  }

  get state(): 'connecting' | 'open' | 'closed' {
    return this.#state;
  }

  /** Sends a request without waiting for earlier answers. Rejects with RtcError: the server's, TIMEOUT or SOCKET_CLOSED. */
  ask<N extends RequestName>(name: N, params: Sent<N>): Promise<Result<N>> {
    if (this.#state === 'closed') return Promise.reject(new RtcError('SOCKET_CLOSED', name));
    const { id, answer } = this.#requests.begin(name);
    const frame = JSON.stringify({ id, ask: name, params });
    if (this.#state === 'open') this.#send(id, frame);
    else this.#unsent.push({ id, frame });
    if (name === 'reportNetwork') this.#heartbeat.asked();
    return answer;
  }

  /** Whether something was asked that nothing has been heard after. */
  get waiting(): boolean {
    return this.#heartbeat.waiting;
  }

  /** The network may have changed: find out quickly whether this connection still lives. */
  probe(answerMs?: number): void {
    if (this.#state === 'open') this.#heartbeat.probe(answerMs);
  }

  /** The next heartbeat says that notices were heard up to this number. */
  heard(number: number): void {
    this.#heard = number;
  }

  close(code = 1000, reason = ''): void {
    this.#end(code, reason);
  }

  #tryServer(servers: readonly string[], index: number): void {
    const url = servers[index];
    if (url === undefined) {
      // Later, so that whoever made this link can listen first.
      this.#stopConnectTimer = this.#clock.after(0, () => this.#end(1006, 'no server could be reached'));
      return;
    }
    let over = false;
    const tryNext = () => {
      if (over) return;
      over = true;
      this.#stopConnectTimer?.();
      this.#socket?.close();
      this.#socket = undefined;
      if (this.#state === 'connecting') this.#tryServer(servers, index + 1);
    };
    this.#stopConnectTimer = this.#clock.after(this.#connectTimeoutMs, tryNext);
    try {
      const socket = this.#platform.openSocket(url, PROTOCOL, {
        opened: () => {
          if (over || this.#state !== 'connecting') return socket.close();
          this.#stopConnectTimer?.();
          this.#open();
        },
        received: (text) => {
          if (!over && this.#state === 'open') this.#received(text);
        },
        closed: (code, reason) => {
          if (over) return;
          // It is closed: nobody closes it again (browsers refuse most of the codes that servers may use).
          this.#socket = undefined;
          if (this.#state === 'connecting') return tryNext();
          over = true;
          this.#end(code, reason);
        },
      });
      this.#socket = socket;
    } catch {
      tryNext();
    }
  }

  #open(): void {
    this.#state = 'open';
    this.#heartbeat.start();
    for (const { id, frame } of this.#unsent.splice(0)) this.#send(id, frame);
    this.#beat();
    this.facts.tell('opened');
  }

  /** Also right after opening: its answer says what time it is. */
  #beat(): void {
    const sentAt = this.#clock.now();
    this.ask('heartbeat', this.#heard === undefined ? {} : { heard: this.#heard }).then(
      ({ serverTime }) => this.facts.tell('beat', { sentAt, receivedAt: this.#clock.now(), serverTime }),
      () => undefined,
    );
  }

  #send(id: number, frame: string): void {
    this.#requests.sent(id);
    this.#socket?.send(frame);
  }

  #received(text: string): void {
    this.#heartbeat.heard();
    const frame = parse(text);
    if (!frame) {
      this.#platform.log('warn', 'a frame of the server was not understood');
      return;
    }
    if ('tell' in frame) {
      this.facts.tell('told', frame);
      return;
    }
    const settled = this.#requests.settle(frame);
    if (settled && !REGULAR.has(settled.name)) this.facts.tell('asked', settled.name, settled.failure);
  }

  #end(code: number, reason: string): void {
    if (this.#state === 'closed') return;
    const opened = this.#state === 'open';
    this.#state = 'closed';
    this.#stopConnectTimer?.();
    this.#heartbeat.stop();
    this.#unsent = [];
    // 1006 may not be sent (RFC 6455 §7.4.1).
    this.#socket?.close(code === 1006 ? 1000 : code, reason);
    this.#socket = undefined;
    this.facts.tell('closed', { code, reason, opened, silent: reason === SILENT });
    this.#requests.rejectAll('SOCKET_CLOSED');
  }
}

function parse(text: string): FromServer | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    if (typeof frame !== 'object' || frame === null) return undefined;
    if ('tell' in frame) return 'body' in frame ? (frame as FromServer) : undefined;
    if (!('id' in frame) || typeof frame.id !== 'number') return undefined;
    return 'ok' in frame || 'fail' in frame ? (frame as FromServer) : undefined;
  } catch {
    return undefined;
  }
}
