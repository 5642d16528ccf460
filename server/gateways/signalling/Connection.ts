import { type Clock, TokenBucket } from '@liuyun/kit';
import { type CloseName, closeCodes, type ErrorName, type NoticeName, type Notices, RtcError } from '@liuyun/protocol';
import type { WebSocket } from 'ws';
import { Caller, type Inbox } from '../../operations/Caller.ts';
import type { Cloud } from '../../operations/Cloud.ts';
import { loseSocket } from '../../operations/loseSocket.ts';
import type { AddressBook } from './AddressBook.ts';
import { answer, openToAll } from './answers.ts';
import { noticeText } from './noticeText.ts';
import type { Closed, Observer } from './Observer.ts';
import { type Frame, readFrame } from './readFrame.ts';
import { isRequestName, readParams } from './readParams.ts';
import type { SignallingLimits } from './SignallingLimits.ts';
import { within } from './within.ts';

export type ConnectionParts = {
  socket: WebSocket;
  cloud: Cloud;
  limits: SignallingLimits;
  addresses: AddressBook;
  address: string;
  /** Called when somebody has logged in. */
  known: () => void;
  observer: Observer;
};

/**
 * Failures of somebody who tries credentials that are not theirs. A session that is not known is none: nobody guesses its
 * key, and after a restart everybody behind an address asks for theirs before they log in anew.
 */
const GUESSES: ReadonlySet<string> = new Set<ErrorName>([
  'APP_ID_UNKNOWN',
  'APP_SIGN_WRONG',
  'LOGIN_REFUSED',
  'NO_CREDENTIALS',
  'TOKEN_APP_ID',
  'TOKEN_FORMAT',
  'TOKEN_NONCE',
  'TOKEN_USER_ID',
  'TOKEN_VERSION',
]);

/** One socket: its requests in strict order, its notices, and the reasons for which it is closed. */
export class Connection implements Inbox {
  readonly #socket: WebSocket;
  readonly #cloud: Cloud;
  readonly #clock: Clock;
  readonly #limits: SignallingLimits;
  readonly #addresses: AddressBook;
  readonly #address: string;
  readonly #known: () => void;
  readonly #observer: Observer;
  readonly #caller: Caller;
  readonly #rate: TokenBucket;
  readonly #refusals: TokenBucket;
  readonly #openedAt: number;
  readonly #waiting: Frame[] = [];
  #answering = false;
  /** Notices that must not overtake the answer to a login. */
  #held: string[] | undefined;
  #endsAfterAnswer: CloseName | undefined;
  #heardAt: number;
  #heard = 0;
  #pingedAt = Number.NEGATIVE_INFINITY;
  #closedAt: number | undefined;
  /** Since when there has always been something that the client had not read. */
  #behindSince: number | undefined;

  constructor(parts: ConnectionParts) {
    this.#socket = parts.socket;
    this.#cloud = parts.cloud;
    this.#clock = parts.cloud.clock;
    this.#limits = parts.limits;
    this.#addresses = parts.addresses;
    this.#address = parts.address;
    this.#known = parts.known;
    this.#observer = parts.observer;
    this.#caller = new Caller(parts.cloud, this, parts.address);
    const now = this.#clock.now();
    const { requestBurst: burst, requestsPerSecond: perSecond } = parts.limits;
    this.#rate = new TokenBucket({ burst, perSecond, now });
    this.#refusals = new TokenBucket({ burst, perSecond, now });
    this.#openedAt = this.#heardAt = now;
    this.#socket.on('message', (data, isBinary) => this.#received(String(data), isBinary));
    this.#socket.on('pong', () => this.#alive(this.#clock.now()));
    this.#socket.on('close', (code) => this.#lost(code));
    // The reason of a socket's failure is the network's business; its close event follows.
    this.#socket.on('error', () => {});
  }

  get heard(): number {
    return this.#heard;
  }

  tell<N extends NoticeName>(name: N, body: Notices[N], number?: number): void {
    const text = noticeText(name, body, number);
    if (this.#held) this.#held.push(text);
    else this.#send(text);
  }

  end(reason: CloseName): void {
    // Whoever logs out hears the answer first; any other reason cannot wait.
    if (reason === 'LOGGED_OUT' && this.#answering) this.#endsAfterAnswer = reason;
    else this.close(reason);
  }

  close(reason: CloseName): void {
    if (this.#closedAt !== undefined) return;
    this.#over(reason);
    this.#socket.close(closeCodes[reason].code, closeCodes[reason].text);
    loseSocket(this.#caller, reason === 'SILENT' ? 'silent' : 'disconnected');
  }

  /** Closes what has been silent or nobody for too long, and cuts what does not confirm its closing. */
  sweep(now: number): void {
    const { bufferedMs, closingMs, heartbeatDeadMs, pingMs, unauthenticatedMs } = this.#limits;
    this.#behindSince = this.#socket.bufferedAmount === 0 ? undefined : (this.#behindSince ?? now);
    if (this.#closedAt !== undefined) {
      if (now - this.#closedAt >= closingMs) this.#socket.terminate();
    } else if (now - this.#heardAt >= heartbeatDeadMs) this.close('SILENT');
    else if (now - (this.#behindSince ?? now) >= bufferedMs) this.close('SLOW');
    else if (!this.#caller.loggedIn && !this.#answering && now - this.#openedAt >= unauthenticatedMs) {
      this.close('UNAUTHENTICATED');
    } else if (now - Math.max(this.#heardAt, this.#pingedAt) >= pingMs) {
      // Timers of pages in the background run once a minute, if at all (HTML, "throttle"): no reason to lose them.
      this.#pingedAt = now;
      this.#socket.ping();
    }
  }

  /** At once, without waiting for the other end. */
  terminate(): void {
    this.close('SERVER_CLOSING');
    this.#socket.terminate();
  }

  #lost(code: number): void {
    if (this.#closedAt !== undefined) return;
    this.#over(code === closeCodes.TOO_BIG.code ? 'TOO_BIG' : 'LOST');
    loseSocket(this.#caller, 'disconnected');
  }

  #over(reason: Closed): void {
    this.#closedAt = this.#clock.now();
    this.#waiting.length = 0;
    this.#observer.closed?.(reason);
  }

  #alive(now: number): void {
    this.#heardAt = now;
    this.#heard += 1;
  }

  #received(text: string, isBinary: boolean): void {
    if (this.#closedAt !== undefined) return;
    const now = this.#clock.now();
    this.#alive(now);
    const frame = isBinary ? undefined : readFrame(text);
    if (!frame) this.close('BAD_FRAME');
    else if (!this.#rate.take(now)) this.#refuse(frame, now);
    else if (frame.ask === 'heartbeat') this.#beat(frame, now);
    else if (this.#waiting.length >= this.#limits.queuedRequests) this.close('FLOOD');
    else {
      this.#waiting.push(frame);
      if (!this.#answering) void this.#answerAll();
    }
  }

  /** Answered at once, ahead of waiting requests. */
  #beat({ id, params }: Frame, now: number): void {
    try {
      const { heard } = readParams('heartbeat', params);
      if (heard !== undefined && this.#caller.loggedIn) this.#caller.session.confirm(heard);
      this.#sendOk(id, { serverTime: now });
    } catch (error) {
      this.#sendFail(id, RtcError.from(error));
    }
  }

  /** Too fast: told so at first, shown the door if it goes on. */
  #refuse({ id }: Frame, now: number): void {
    if (this.#refusals.take(now)) this.#sendFail(id, new RtcError('TOO_MANY_REQUESTS'));
    else this.close('FLOOD');
  }

  async #answerAll(): Promise<void> {
    this.#answering = true;
    for (let frame = this.#waiting.shift(); frame && this.#closedAt === undefined; frame = this.#waiting.shift()) {
      await this.#followed(frame);
      if (this.#endsAfterAnswer) this.close(this.#endsAfterAnswer);
    }
    this.#answering = false;
  }

  #followed(frame: Frame): Promise<void> {
    const { around } = this.#observer;
    return around ? around(nameOf(frame), () => this.#answer(frame)) : this.#answer(frame);
  }

  async #answer({ id, ask, params }: Frame): Promise<void> {
    const started = performance.now();
    let outcome = 'ok';
    const comesIn = ask === 'loginRoom' || ask === 'resumeRoom';
    if (comesIn) this.#held = [];
    try {
      this.#sendOk(id, await this.#resultOf(ask, params, comesIn));
      if (comesIn) this.#known();
    } catch (error) {
      const failure = this.#failureOf(error, ask);
      outcome = failure.failure;
      this.#sendFail(id, failure);
      if (comesIn && GUESSES.has(outcome)) this.#addresses.loginRefused(this.#address, this.#clock.now());
    }
    for (const text of this.#held?.splice(0) ?? []) this.#send(text);
    this.#held = undefined;
    this.#observer.answered?.({
      request: nameOf({ ask }),
      outcome,
      ms: performance.now() - started,
      openMs: this.#clock.now() - this.#openedAt,
      who: this.#who(),
    });
  }

  async #resultOf(ask: string, params: unknown, comesIn: boolean): Promise<object> {
    if (!isRequestName(ask)) throw new RtcError('REQUEST_UNKNOWN');
    if (!this.#caller.loggedIn && !openToAll.has(ask)) throw new RtcError('NOT_LOGGED_IN');
    if (comesIn && !this.#addresses.mayLogIn(this.#address, this.#clock.now())) throw new RtcError('TOO_MANY_REQUESTS', 'logins');
    return within(this.#clock, this.#limits.answerMs, answer(this.#caller, ask, params));
  }

  #who(): { appID: number; roomID: string; userID: string } | undefined {
    if (!this.#caller.loggedIn) return undefined;
    const { appID, roomID, user } = this.#caller.session;
    return { appID, roomID, userID: user.userID };
  }

  /** What the client may know. A bug is logged with its cause, and its text stays here. */
  #failureOf(error: unknown, ask: string): RtcError {
    const failure = RtcError.from(error);
    const { failure: name, cause, detail } = failure;
    if (name === 'INTERNAL') this.#cloud.log.error({ err: cause ?? failure, ask }, 'a request failed unexpectedly');
    // A client can cause these by nonsense, so no stack traces: they would fill the log.
    else if (name === 'MEDIA_FAILED' || name === 'TIMEOUT') {
      const why = cause instanceof Error ? cause.message : detail;
      this.#cloud.log.warn({ ask, failure: name, why }, 'a request failed');
    }
    return failure.failure === 'INTERNAL' ? new RtcError('INTERNAL') : failure;
  }

  #sendOk(id: number, ok: object): void {
    this.#send(JSON.stringify({ id, ok }));
  }

  #sendFail(id: number, { code, failure, detail }: RtcError): void {
    this.#send(JSON.stringify({ id, fail: { code, name: failure, detail } }));
  }

  #send(text: string): void {
    if (this.#closedAt !== undefined || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > this.#limits.bufferedBytes) this.close('SLOW');
    else this.#socket.send(text);
  }
}

/** What a client made up is no name. */
function nameOf({ ask }: Pick<Frame, 'ask'>): string {
  return isRequestName(ask) ? ask : 'unknown';
}
