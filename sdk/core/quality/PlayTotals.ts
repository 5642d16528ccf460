import { Records, type StatsSample } from './stats.ts';

/**
 * Since playing began, ms: for how long it was played, and how much of that nothing new was seen (heard); how often that
 * was, and how often since the sample before.
 */
export type Totals = { decodeMs: number; breakMs: number; breakRate: number; breaks: number; newBreaks: number };

/**
 * How long and how often, within the interval, the browser says that nothing new came; and whether anything came at all. Of
 * sound the browser tells while it lasts: `quietMs` is what it played as silence because it had nothing, which is a break only
 * beside an interval in which nothing came. Of a picture (without `quietMs`) it tells when it is over.
 */
export type Interval = { brokenMs: number; breaks: number; idle: boolean; quietMs?: number };

const NOTHING_CAME: Interval = { brokenMs: 0, breaks: 0, idle: true };

/**
 * Sums up one kind of a played stream over all its connections. What is muted or paused counts for nothing; the time
 * between two connections is a break.
 */
export class PlayTotals {
  readonly #read: (records: Records) => Interval;
  #last: { at: number; id: string; silent: boolean } | undefined;
  /** How long after the last sample the connection went, if it did. */
  #lostMs: number | undefined;
  /** The last moment at which it was not meant to be seen (heard); a gap is no break before it. */
  #since = 0;
  /** Counted already, while it lasted; the browser reports a freeze only when it is over. */
  #ahead = 0;
  /** Of the interval before: a break may have begun in it. */
  #quietMs = 0;
  #decodeMs = 0;
  #breakMs = 0;
  #breaks = 0;
  #newBreaks = 0;

  constructor(read: (records: Records) => Interval) {
    this.#read = read;
  }

  get totals(): Totals {
    const { decodeMs, breakMs } = { decodeMs: Math.round(this.#decodeMs), breakMs: Math.round(this.#breakMs) };
    const breakRate = decodeMs > 0 ? Math.round(Math.min(1, breakMs / decodeMs) * 1e4) / 1e4 : 0;
    return { decodeMs, breakMs, breakRate, breaks: this.#breaks, newBreaks: this.#newBreaks };
  }

  /**
   * @param sample `id` is the consumer's: with another one counters begin anew, and the first sample before it says when it
   * began
   */
  take({ id, before, now, silent }: { id: string; before: StatsSample | undefined; now: StatsSample; silent: boolean }): Totals {
    const last = this.#last;
    this.#last = { at: now.at, id, silent };
    this.#newBreaks = 0;
    if (!last || silent || last.silent) {
      this.#lostMs = undefined;
      this.#since = now.at;
      this.#ahead = 0;
      this.#quietMs = 0;
      return this.totals;
    }
    const [lasting, lostMs] = [this.#ahead > 0, this.#lostMs];
    this.#lostMs = undefined;
    this.#decodeMs += Math.max(0, now.at - last.at);
    if (last.id === id) {
      this.#breakMs += this.#broken({ from: last.at, at: now.at, records: before && new Records(before, now), lasting });
      return this.totals;
    }
    this.#ahead = 0;
    this.#quietMs = 0;
    const from = before ? Math.max(last.at, before.at) : last.at;
    // One that gave way to the next was there until then, unless nothing came of it.
    const gap = Math.max(0, from - last.at - (lasting ? 0 : (lostMs ?? from - last.at)));
    if (gap > 0 && !lasting) this.#count(1);
    this.#breakMs += gap;
    const records = before && new Records(before, now);
    this.#breakMs += this.#broken({ from, at: now.at, records, lasting: lasting || gap > 0 });
    return this.totals;
  }

  /** It is muted or paused, if only for a moment: what is under way between two samples counts for nothing. */
  silenced(): void {
    if (this.#last) this.#last.silent = true;
  }

  /** The connection is gone, so long after the last sample. */
  lost(ms: number): void {
    this.#lostMs ??= ms;
  }

  /** The publisher ended the stream: waiting for another one is no break. */
  interrupted(): void {
    this.#last = undefined;
    this.#lostMs = undefined;
    this.#ahead = 0;
    this.#quietMs = 0;
  }

  /** Without records there was no connection. A break may be `lasting` from before. */
  #broken({ from, at, records, lasting }: { from: number; at: number; records: Records | undefined; lasting: boolean }): number {
    const elapsed = Math.max(0, at - from);
    const { brokenMs, breaks, idle, quietMs } = records ? this.#read(records) : NOTHING_CAME;
    const quietBefore = this.#quietMs;
    this.#quietMs = idle ? 0 : (quietMs ?? 0);
    if (idle) {
      this.#ahead += elapsed;
      this.#count(lasting ? 0 : 1);
      return elapsed + quietBefore;
    }
    const told =
      lasting && quietMs !== undefined
        ? Math.min(brokenMs + quietMs, elapsed)
        : Math.max(0, Math.min(brokenMs, at - this.#since) - this.#ahead);
    // What has been counted as the end of one is not the beginning of another.
    if (lasting) this.#quietMs = 0;
    this.#ahead = 0;
    // The one that lasted is over now, and told again.
    if (told > 0) this.#count(lasting ? Math.max(0, breaks - 1) : Math.max(1, breaks));
    return told;
  }

  #count(breaks: number): void {
    this.#breaks += breaks;
    this.#newBreaks += breaks;
  }
}
