/** At most `limit` in any one second, exactly: it remembers when the last ones were. */
export class RateWindow {
  readonly #limit: number;
  #times: number[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether one more may happen at `now` (Unix ms); if so, it counts. */
  take(now: number): boolean {
    if (!this.allows(now)) return false;
    this.#times.push(now);
    return true;
  }

  allows(now: number): boolean {
    const since = now - 1000;
    // A clock set back must not lock anybody out until it has caught up.
    if ((this.#times.at(-1) ?? now) > now) this.#times = [];
    while (this.#times[0] !== undefined && this.#times[0] <= since) this.#times.shift();
    return this.#times.length < this.#limit;
  }
}
