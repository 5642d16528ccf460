import { type Cancel, type Clock, type RandomSource, randomFraction } from '@liuyun/kit';
import { nextReconnectDelay } from '../signalling/ReconnectPolicy.ts';

export type ReconnectionOptions = {
  clock: Clock;
  random: RandomSource;
  windowMs(): number;
  attempt(): void;
  gaveUp(): void;
};

/** When to try again after a loss: one attempt at a time, the waits cut short by hints, an end to it all. */
export class Reconnection {
  readonly #options: ReconnectionOptions;
  #lostAt = 0;
  #attempt = 0;
  #notBefore = 0;
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

  /** The attempt did not work out. */
  failed(): void {
    this.#attempt++;
    this.#plan();
  }

  /** Something says that an attempt may work now. Does nothing while one is being made. */
  hint(): void {
    if (!this.#stopTimer || this.#options.clock.now() < this.#notBefore) return;
    this.#cancel();
    this.#options.attempt();
  }

  stop(): void {
    this.#cancel();
  }

  #plan(): void {
    const { clock, random, windowMs, attempt, gaveUp } = this.#options;
    this.#cancel();
    const delay = nextReconnectDelay({
      attempt: this.#attempt,
      elapsedMs: clock.now() - this.#lostAt,
      windowMs: windowMs(),
      fraction: randomFraction(random),
    });
    if (delay === undefined) {
      gaveUp();
      return;
    }
    this.#stopTimer = clock.after(Math.max(delay, this.#notBefore - clock.now()), () => {
      this.#stopTimer = undefined;
      attempt();
    });
  }

  #cancel(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
