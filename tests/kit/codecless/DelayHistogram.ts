/** Counts per bucket, sparse, as they travel between processes; `mostUs` is exact. */
export type DelayCounts = { buckets: [index: number, count: number][]; mostUs: number };

/** Each bucket is 2 % wider than the one before it, so that a percentile is at most 1 % off. */
const GROWTH = 1.02;
/** Everything slower than a minute counts as that. */
const LONGEST_US = 60_000_000;
const BUCKETS = indexOf(LONGEST_US) + 1;

/** Delays of any number of packets in a fixed space. Histograms of several processes can be added up. */
export class DelayHistogram {
  readonly #counts = new Float64Array(BUCKETS);
  #total = 0;
  #mostUs = 0;

  get total(): number {
    return this.#total;
  }

  /** The longest delay, in µs. */
  get mostUs(): number {
    return this.#mostUs;
  }

  record(us: number): void {
    const index = indexOf(Math.min(Math.max(us, 0), LONGEST_US));
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#total++;
    if (us > this.#mostUs) this.#mostUs = us;
  }

  add({ buckets, mostUs }: DelayCounts): void {
    for (const [index, count] of buckets) {
      this.#counts[index] = (this.#counts[index] ?? 0) + count;
      this.#total += count;
    }
    this.#mostUs = Math.max(this.#mostUs, mostUs);
  }

  /** Nearest rank; `share` from 0 to 1. @returns µs, NaN when nothing was recorded. */
  percentile(share: number): number {
    if (this.#total === 0) return Number.NaN;
    const rank = Math.min(this.#total, Math.max(1, Math.ceil(share * this.#total)));
    let counted = 0;
    for (let index = 0; index < BUCKETS; index++) {
      counted += this.#counts[index] ?? 0;
      if (counted >= rank) return Math.min(middleOf(index), this.#mostUs);
    }
    return this.#mostUs;
  }

  get counts(): DelayCounts {
    const buckets = [...this.#counts].flatMap((count, index): [number, number][] => (count > 0 ? [[index, count]] : []));
    return { buckets, mostUs: this.#mostUs };
  }
}

/** Bucket 0 holds what is below a microsecond. */
function indexOf(us: number): number {
  return us < 1 ? 0 : 1 + Math.floor(Math.log(us) / Math.log(GROWTH));
}

function middleOf(index: number): number {
  return index === 0 ? 0 : GROWTH ** (index - 0.5);
}
