import { type Cancel, type Clock, type RandomSource, randomFraction } from '@liuyun/kit';
import { nextReconnectDelay } from '../signalling/ReconnectPolicy.ts';
import { CONNECT_TIMEOUT_MS } from '../signalling/SignallingLink.ts';

/**
 * For this long after the loss the session is likely to be still there, and somebody is waiting: where packets vanish
 * (no answer at all, unlike a refusal) attempts follow each other so closely that TCP's own, ever longer waits between
 * its first packets (1 s, 2 s, 4 s …) do not keep us from a network that is back.
 */
const EAGER_MS = 60_000;
const EAGER_PATIENCE_MS = 700;
/** Where connecting is slow, an attempt is given this many times as long as the last one that succeeded took … */
const SLOWER = 4;
/** … and now and then one gets all the time there is, as the network may be another one now. */
const PATIENT_EVERY = 8;
/** An attempt that was given up for silence has waited for the next one already; then only this, at most, is added. */
const AFTER_SILENCE_MS = 150;
/** An attempt that has not reached the server after this may have lost its first packet: a hint begins a new one. */
const STUCK_MS = 300;

export type ReconnectionOptions = {
  clock: Clock;
  random: RandomSource;
  windowMs(): number;
  /** How long it took to connect when it last worked. */
  connectMs(): number;
  /** Tries to come back, and takes a server that has not answered after `patienceMs` for unreachable. */
  attempt(patienceMs: number): void;
  gaveUp(): void;
};

/** When to try again after a loss: one attempt at a time, the waits cut short by hints, an end to it all. */
export class Reconnection {
  readonly #options: ReconnectionOptions;
  #lostAt = 0;
  #attempt = 0;
  #notBefore = 0;
  #attemptAt = 0;
  #patienceMs = 0;
  #stopTimer: Cancel | undefined;

  constructor(options: ReconnectionOptions) {
    this.#options = options;
  }

  /** The connection is lost. The server may have asked to stay away for a while. */
  start(waitMs = 0): void {
    const { clock } = this.#options;
    this.#lostAt = clock.now();
    this.#notBefore = this.#lostAt + waitMs;
    this.#attempt = 0;
    this.#plan();
  }

  /** The attempt did not work out. `reached`: a server had at least accepted the connection. */
  failed({ reached }: { reached: boolean }): void {
    this.#attempt++;
    this.#plan({ silent: !reached && this.#options.clock.now() - this.#attemptAt >= this.#patienceMs });
  }

  /** Something says that an attempt may work now: the wait is cut short, and an attempt that is stuck begins anew. */
  hint(): void {
    const now = this.#options.clock.now();
    if (now < this.#notBefore || (!this.#stopTimer && now - this.#attemptAt < STUCK_MS)) return;
    this.#make();
  }

  stop(): void {
    this.#cancel();
  }

  #plan({ silent } = { silent: false }): void {
    const { clock, random, windowMs, gaveUp } = this.#options;
    this.#cancel();
    const elapsedMs = clock.now() - this.#lostAt;
    const fraction = randomFraction(random);
    const usual = nextReconnectDelay({ attempt: this.#attempt, elapsedMs, windowMs: windowMs(), fraction });
    if (usual === undefined) {
      gaveUp();
      return;
    }
    const delay = silent && elapsedMs < EAGER_MS ? Math.min(usual, Math.round(AFTER_SILENCE_MS * fraction)) : usual;
    this.#stopTimer = clock.after(Math.max(delay, this.#notBefore - clock.now()), () => this.#make());
  }

  #make(): void {
    const { clock, connectMs, attempt } = this.#options;
    this.#cancel();
    this.#attemptAt = clock.now();
    const eager = this.#attemptAt - this.#lostAt < EAGER_MS && (this.#attempt + 1) % PATIENT_EVERY !== 0;
    const patience = eager ? Math.max(EAGER_PATIENCE_MS, SLOWER * connectMs()) : CONNECT_TIMEOUT_MS;
    this.#patienceMs = Math.min(patience, CONNECT_TIMEOUT_MS);
    attempt(this.#patienceMs);
  }

  #cancel(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
