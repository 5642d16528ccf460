import { TokenBucket } from '@liuyun/kit';
import { addressKey } from './addressKey.ts';

/** Addresses that are remembered; above it those that tried longest ago are forgotten first. */
const ADDRESSES = 50_000;

/** How many wrong keys or signatures each address has left. Addresses stay in here: they are never logged. */
export class WrongTries {
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #rate: { perSecond: number; burst: number };
  readonly #most: number;

  constructor(rate: { perSecond: number; burst: number }, most = ADDRESSES) {
    this.#rate = rate;
    this.#most = most;
  }

  /** Whether this address has tried too often; asking costs nothing. */
  tooMany(address: string, now: number): boolean {
    const bucket = this.#buckets.get(addressKey(address));
    return bucket !== undefined && !bucket.hasOne(now);
  }

  wrong(address: string, now: number): void {
    const key = addressKey(address);
    const bucket = this.#buckets.get(key) ?? new TokenBucket({ ...this.#rate, now });
    bucket.take(now);
    // Put last: a Map remembers in which order entries came.
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    for (const [oldest, its] of this.#buckets) {
      if (this.#buckets.size <= this.#most && !its.full(now)) break;
      this.#buckets.delete(oldest);
    }
  }

  get size(): number {
    return this.#buckets.size;
  }
}
