import type { Clock } from '@liuyun/kit';

/** One heartbeat: when it was sent and answered on the own clock, and what the server's clock said. Unix ms. */
export type Beat = { sentAt: number; receivedAt: number; serverTime: number };

const KEPT = 8;
/** A cheap clock runs wrong by at most this part. */
const DRIFT = 100e-6;

/**
 * The server's time, as in NTP (RFC 5905 §8): each answered heartbeat says by how much the own clock differs, give or
 * take half its round trip. The best of the last few counts; one that contradicts them means that the own clock was set.
 */
export class NetworkTime {
  readonly #clock: Clock;
  #samples: { at: number; offset: number; deviation: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add({ sentAt, receivedAt, serverTime }: Beat): void {
    const roundTrip = receivedAt - sentAt;
    if (roundTrip < 0 || !(serverTime > 0)) return;
    const sample = { at: receivedAt, offset: serverTime - (sentAt + receivedAt) / 2, deviation: roundTrip / 2 };
    const agrees = (other: typeof sample) =>
      Math.abs(other.offset - sample.offset) <= sample.deviation + this.#deviation(other, receivedAt) + 1;
    this.#samples = [...this.#samples.filter(agrees), sample].slice(-KEPT);
  }

  /** By how much the server's clock is ahead of the own one, ms; undefined until the first heartbeat was answered. */
  offset(): number | undefined {
    return this.#best()?.offset;
  }

  /** Both in ms; zeros until the first heartbeat was answered. */
  now(): { timestamp: number; maxDeviation: number } {
    const now = this.#clock.now();
    const best = this.#best();
    if (!best) return { timestamp: 0, maxDeviation: 0 };
    return { timestamp: Math.round(now + best.offset), maxDeviation: Math.ceil(this.#deviation(best, now)) };
  }

  #best() {
    const now = this.#clock.now();
    const [first, ...others] = this.#samples;
    return others.reduce(
      (before, sample) => (before && this.#deviation(sample, now) > this.#deviation(before, now) ? before : sample),
      first,
    );
  }

  #deviation(sample: { at: number; deviation: number }, now: number): number {
    return sample.deviation + Math.abs(now - sample.at) * DRIFT;
  }
}
