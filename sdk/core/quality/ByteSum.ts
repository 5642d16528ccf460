import { Records, type StatsSample } from './stats.ts';

/** Payload bytes of one kind of a stream since it began: counters of another connection go on where the last one ended. */
export class ByteSum {
  readonly #type: 'outbound-rtp' | 'inbound-rtp';
  readonly #key: 'bytesSent' | 'bytesReceived';
  #sum = 0;

  constructor(direction: 'sent' | 'received') {
    this.#type = direction === 'sent' ? 'outbound-rtp' : 'inbound-rtp';
    this.#key = direction === 'sent' ? 'bytesSent' : 'bytesReceived';
  }

  /** @param samples of the same connection; without an earlier one all that it has counted is new */
  take({ before, now }: { before: StatsSample | undefined; now: StatsSample }): number {
    const records = new Records(before, now);
    this.#sum += before ? records.growthOfAll(this.#type, this.#key) : records.total(this.#type, this.#key);
    return this.#sum;
  }
}
