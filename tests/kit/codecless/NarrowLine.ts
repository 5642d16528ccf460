import { type Arrival, transportNumber, writeTransportFeedback } from './transportFeedback.ts';

const REPORT_MS = 100;
const ROUND = 0x10000;
/** A report is about no more packets than this. */
const MOST = 500;

/** What becomes of packets. `queueMs`: how much the narrow place holds before it drops. */
export type Line = { kbps?: number; queueMs?: number };

type Options = {
  /** The header extension with the transport-wide number. */
  extensionID: number;
  /** The stream that reports name; the sender does not care which. */
  ssrc: number;
  /** Packets that got through. */
  pass: (packet: Buffer) => void;
  /** Sends RTCP back. */
  report: (packet: Buffer) => void;
};

/**
 * The last piece of a player's network, in front of a client without codecs: packets wait in it, or are dropped, and the
 * sender is told so as a browser tells it.
 */
export class NarrowLine {
  /** May be changed at any time. */
  line: Line = {};
  readonly #options: Options;
  readonly #timer: NodeJS.Timeout;
  readonly #waiting = new Set<NodeJS.Timeout>();
  readonly #seen = new Map<number, Arrival>();
  #next: number | undefined;
  #freeAt = 0;
  #count = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => this.#report(), REPORT_MS);
  }

  take(packet: Buffer): void {
    const now = performance.now();
    const { kbps, queueMs = 300 } = this.line;
    const number = transportNumber(packet, this.#options.extensionID);
    const waits = kbps === undefined ? 0 : Math.max(0, this.#freeAt - now);
    const dropped = kbps !== undefined && waits > queueMs;
    const at = dropped || kbps === undefined ? now : now + waits + (packet.length * 8) / kbps;
    if (!dropped) this.#freeAt = at;
    if (number !== undefined) {
      this.#next ??= number;
      this.#seen.set(number, { number, at: dropped ? undefined : at });
    }
    if (dropped) return;
    if (at <= now) {
      this.#options.pass(packet);
      return;
    }
    const timer = setTimeout(() => {
      this.#waiting.delete(timer);
      this.#options.pass(packet);
    }, at - now);
    this.#waiting.add(timer);
  }

  close(): void {
    clearInterval(this.#timer);
    for (const timer of this.#waiting) clearTimeout(timer);
  }

  #report(): void {
    const now = performance.now();
    const arrivals: Arrival[] = [];
    while (this.#next !== undefined && arrivals.length < MOST) {
      const one = this.#seen.get(this.#next);
      if (!one || (one.at ?? 0) > now) break;
      this.#seen.delete(this.#next);
      this.#next = (this.#next + 1) % ROUND;
      arrivals.push(one);
    }
    if (arrivals.length === 0) return;
    this.#options.report(writeTransportFeedback(arrivals, { ssrc: this.#options.ssrc, count: this.#count++ }));
  }
}
