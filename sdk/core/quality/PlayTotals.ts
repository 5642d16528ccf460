import { Records, type StatsSample } from './stats.ts';

/** Since playing began, ms: for how long it was played, and how much of that nothing new was seen (heard). */
export type Totals = { decodeMs: number; breakMs: number; breakRate: number };

/** How long, within the interval, the browser says that nothing new came; and whether anything came at all. */
export type Interval = { brokenMs: number; idle: boolean };

/**
 * Sums up one kind of a played stream over all its connections. What is muted or paused counts for nothing; the time
 * between two connections is a break.
 */
export class PlayTotals {
  readonly #read: (records: Records) => Interval;
  #last: { at: number; id: string; silent: boolean } | undefined;
  /** The last moment at which it was not meant to be seen (heard); a gap is no break before it. */
  #since = 0;
  /** Counted already, while it lasted; the browser reports a freeze only when it is over. */
  #ahead = 0;
  #decodeMs = 0;
  #breakMs = 0;

  constructor(read: (records: Records) => Interval) {
    this.#read = read;
  }

  get totals(): Totals {
    const { decodeMs, breakMs } = { decodeMs: Math.round(this.#decodeMs), breakMs: Math.round(this.#breakMs) };
    return { decodeMs, breakMs, breakRate: decodeMs > 0 ? Math.round(Math.min(1, breakMs / decodeMs) * 1e4) / 1e4 : 0 };
  }

  /** @param sample `id` is the consumer's: with another one counters begin anew. */
  take({ id, before, now, silent }: { id: string; before: StatsSample | undefined; now: StatsSample; silent: boolean }): Totals {
    const last = this.#last;
    this.#last = { at: now.at, id, silent };
    if (!last || silent || last.silent) {
      this.#since = now.at;
      this.#ahead = 0;
      return this.totals;
    }
    const elapsed = Math.max(0, now.at - last.at);
    this.#decodeMs += elapsed;
    this.#breakMs += this.#broken({ elapsed, at: now.at, records: last.id === id && before && new Records(before, now) });
    return this.totals;
  }

  /** The publisher ended the stream: waiting for another one is no break. */
  interrupted(): void {
    this.#last = undefined;
    this.#ahead = 0;
  }

  /** Without records there was no connection. */
  #broken({ elapsed, at, records }: { elapsed: number; at: number; records: Records | false | undefined }): number {
    const { brokenMs, idle } = records ? this.#read(records) : { brokenMs: 0, idle: true };
    if (idle) {
      this.#ahead += elapsed;
      return elapsed;
    }
    const told = Math.max(0, Math.min(brokenMs, at - this.#since) - this.#ahead);
    this.#ahead = 0;
    return told;
  }
}
