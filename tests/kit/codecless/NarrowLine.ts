import { type Arrival, transportNumber, writeTransportFeedback } from './transportFeedback.ts';

const REPORT_MS = 100;
const ROUND = 0x10000;
/** Less than this is the pace of a source's timer, and counts as in time. */
const LATE_MS = 60;
/** What comes late comes within so long. */
const BURST_MS = 100;
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
  /**
   * When a packet of media was to be sent (`performance.now()`). What comes late because the machine stood still comes all at
   * once, more than the line holds, though nobody sent more than it carries: it may use what the line did not carry meanwhile.
   */
  dueAt?: (packet: Buffer) => number | undefined;
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
  #late = { ms: 0, until: 0 };
  #count = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#timer = setInterval(() => this.#report(), REPORT_MS);
  }

  take(packet: Buffer): void {
    const now = performance.now();
    const { kbps, queueMs = 300 } = this.line;
    const number = transportNumber(packet, this.#options.extensionID);
    const starts = Math.max(this.#freeAt, now - this.#lateness(packet, now));
    const dropped = kbps !== undefined && starts - now > queueMs;
    const ends = dropped || kbps === undefined ? now : starts + (packet.length * 8) / kbps;
    const at = Math.max(now, ends);
    if (!dropped) this.#freeAt = ends;
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

  /** By how much the media is late that comes now: as much as the first of it. */
  #lateness(packet: Buffer, now: number): number {
    const late = now - (this.#options.dueAt?.(packet) ?? now);
    const counts = late > LATE_MS ? late : 0;
    if (counts >= this.#late.ms || now > this.#late.until) this.#late = { ms: counts, until: now + BURST_MS };
    return this.#late.ms;
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
