import { DelayHistogram } from './DelayHistogram.ts';
import type { RtpPacket } from './rtp.ts';
import { SequenceCount } from './SequenceCount.ts';
import { monotonicUs, readStamp } from './stamp.ts';

/** What one player received of one stream in one measurement. */
export type Metered = { received: number; missing: number; duplicates: number; reordered: number; bytes: number };

/**
 * Measures one played stream by the stamps of its packets: only those of the measurement `window` count, whenever they
 * come, so that what is counted here and at the publisher are the same packets.
 */
export class PacketMeter {
  readonly #window: number;
  readonly #delays: DelayHistogram;
  readonly #sequences = new Map<number, SequenceCount>();
  #bytes = 0;

  /** @param delays may be shared by many players. */
  constructor(window: number, delays = new DelayHistogram()) {
    this.#window = window;
    this.#delays = delays;
  }

  get delays(): DelayHistogram {
    return this.#delays;
  }

  take({ ssrc, sequence, payload }: RtpPacket): void {
    const stamp = readStamp(payload);
    if (stamp?.window !== this.#window) return;
    this.#delays.record(monotonicUs() - stamp.sentAtUs);
    this.#bytes += payload.length;
    let count = this.#sequences.get(ssrc);
    if (!count) this.#sequences.set(ssrc, (count = new SequenceCount()));
    count.take(sequence);
  }

  get metered(): Metered {
    const sum = { received: 0, missing: 0, duplicates: 0, reordered: 0, bytes: this.#bytes };
    for (const { received, missing, duplicates, reordered } of this.#sequences.values()) {
      sum.received += received;
      sum.missing += missing;
      sum.duplicates += duplicates;
      sum.reordered += reordered;
    }
    return sum;
  }
}
