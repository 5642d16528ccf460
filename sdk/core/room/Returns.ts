import type { Clock } from '@liuyun/kit';

/** Lets what was interrupted by the loss of a connection wait for its return. */
export class Returns {
  readonly #clock: Clock;
  readonly #waiting = new Set<(same: boolean) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether the same session is back within this time. */
  within(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (same: boolean) => {
        stop();
        this.#waiting.delete(settle);
        resolve(same);
      };
      const stop = this.#clock.after(Math.max(0, ms), () => settle(false));
      this.#waiting.add(settle);
    });
  }

  /** It is back, the same session or not, or it will not come back at all. */
  tell(same: boolean): void {
    for (const settle of [...this.#waiting]) settle(same);
  }
}
