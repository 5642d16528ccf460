/** Lets through `burst` at once and `perSecond` in the long run. Times are Unix ms, handed in. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #left: number;
  #filledAt: number;

  constructor(given: { perSecond: number; burst: number; now: number }) {
    this.#perSecond = given.perSecond;
    this.#burst = given.burst;
    this.#left = given.burst;
    this.#filledAt = given.now;
  }

  take(now: number): boolean {
    this.#fill(now);
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }

  /** Whether `take` would succeed. */
  hasOne(now: number): boolean {
    this.#fill(now);
    return this.#left >= 1;
  }

  full(now: number): boolean {
    this.#fill(now);
    return this.#left >= this.#burst;
  }

  #fill(now: number): void {
    const passed = Math.max(0, now - this.#filledAt);
    this.#left = Math.min(this.#burst, this.#left + (passed / 1000) * this.#perSecond);
    this.#filledAt = now;
  }
}
