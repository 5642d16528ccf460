import type { Cancel, Clock } from '@liuyun/kit';

/** What has come in over one direction's connection so far; undefined where the browser does not count. */
export type Flow = { packets: number; rttMs: number };

/** One direction of the media connection, as far as the watch needs it. */
export interface Watched {
  /** Packets received, of whatever kind: media, reports about sent media, answers to STUN checks. */
  received(): Promise<Flow | undefined>;
  /** Sends something small that the server answers at once. False where that is not possible. */
  probe(): boolean;
  /** Nothing gets through any more. */
  stall(): void;
  /** Packets get through again. */
  flow(): void;
}

/** How often packets are counted while so many come that their absence would mean something … */
export const LIVELY_EVERY_MS = 250;
/** … and otherwise: counting costs the browser a little. */
export const IDLE_EVERY_MS = 1_000;
/** So many packets within a second: the next one is due. Reports about sent media alone come ten times a second. */
const LIVELY_PACKETS = 8;
const WINDOW_MS = 1_000;
/** So many counts without a packet are suspicious … */
const QUIET_COUNTS = 2;
/** … and this long, or a few round trips, without an answer to a probe is proof. */
export const ANSWER_MS = 500;
const ROUND_TRIPS = 4;
const PROBE_EVERY_MS = 125;
/** A count that is this late was held back: we slept, and what did not come meanwhile says nothing. */
const SLEPT_MS = 1_500;
/** Time by which a question was asked about late is not time in which there was no answer. */
const LATE_MS = 100;

/**
 * Finds out within a second that packets no longer get through; browsers take five to eight (RFC 7675 consent). Only
 * where packets have been coming does their absence count, and a silence is asked about before it is believed: a
 * publisher who mutes, or Opus in a pause (DTX), is no fault of the network.
 */
export class FlowWatch {
  readonly #clock: Clock;
  readonly #send: Direction;
  readonly #receive: Direction;
  readonly #suspect: () => void;
  #suspectedAt: number | undefined;
  #tickAt = 0;
  #dueAt = 0;
  #stopTimer: Cancel | undefined;
  #closed = false;

  /** `suspect`: a silence is being asked about; the socket might be asked as well. */
  constructor({ clock, send, receive, suspect }: { clock: Clock; send: Watched; receive: Watched; suspect(): void }) {
    this.#clock = clock;
    this.#send = new Direction(send);
    this.#receive = new Direction(receive);
    this.#suspect = suspect;
    this.#again(IDLE_EVERY_MS);
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
  }

  #again(afterMs: number): void {
    if (this.#closed) return;
    this.#dueAt = this.#clock.now() + afterMs;
    this.#stopTimer = this.#clock.after(afterMs, () => void this.#tick());
  }

  async #tick(): Promise<void> {
    const now = this.#clock.now();
    const slept = now - this.#tickAt > SLEPT_MS;
    this.#tickAt = now;
    const lateMs = now - this.#dueAt;
    if (this.#suspectedAt !== undefined && lateMs > LATE_MS) this.#suspectedAt += lateMs;
    const next = await this.#next(now, slept);
    if (next !== undefined) this.#again(next);
  }

  /** Looks, and says when to look again; undefined where there is nothing to look at (any more). */
  #next(now: number, slept: boolean): Promise<number | undefined> {
    if (this.#send.stalled || this.#receive.stalled) return this.#awaitFlow(now);
    return this.#suspectedAt === undefined ? this.#look(now, slept) : this.#ask(now, slept);
  }

  /** Sending is looked at first: its connection has the fewest things to count, and what is sent is reported on all the time. */
  async #look(now: number, slept: boolean): Promise<number | undefined> {
    const counted = await this.#send.count(now);
    if (!counted || this.#closed) return undefined;
    const direction = this.#send.lively ? this.#send : this.#receive;
    if (direction === this.#receive && !(await this.#receive.count(now))) return undefined;
    if (slept) direction.quiet = 0;
    if (!direction.lively) return IDLE_EVERY_MS;
    if (direction.quiet < QUIET_COUNTS) return LIVELY_EVERY_MS;
    // The other direction may not have been counted for long.
    if (direction === this.#send) await this.#receive.count(now);
    if (this.#closed) return undefined;
    this.#suspectedAt = now;
    this.#send.mark();
    this.#receive.mark();
    const asked = this.#send.watched.probe();
    if (asked) this.#suspect();
    // Nobody to ask: then only a longer silence counts.
    else this.#suspectedAt += WINDOW_MS;
    return PROBE_EVERY_MS;
  }

  async #ask(now: number, slept: boolean): Promise<number | undefined> {
    await Promise.all([this.#send.count(now), this.#receive.count(now)]);
    if (this.#closed) return undefined;
    if (slept || this.#send.heard || this.#receive.heard) {
      this.#suspectedAt = undefined;
      this.#send.forget();
      this.#receive.forget();
      return LIVELY_EVERY_MS;
    }
    const patience = Math.max(ANSWER_MS, ROUND_TRIPS * Math.max(this.#send.rttMs, this.#receive.rttMs));
    if (now - (this.#suspectedAt ?? now) < patience) {
      this.#send.watched.probe();
      return PROBE_EVERY_MS;
    }
    this.#suspectedAt = undefined;
    for (const direction of [this.#send, this.#receive]) {
      if (!direction.used) continue;
      direction.mark();
      direction.stalled = true;
      direction.watched.stall();
    }
    return LIVELY_EVERY_MS;
  }

  /** Each direction may return at another moment. */
  async #awaitFlow(now: number): Promise<number | undefined> {
    for (const direction of [this.#send, this.#receive]) {
      await direction.count(now);
      if (this.#closed) return undefined;
      if (!direction.stalled || !direction.heard) continue;
      direction.forget();
      direction.stalled = false;
      direction.watched.flow();
    }
    return LIVELY_EVERY_MS;
  }
}

/** What was counted in one direction. */
class Direction {
  readonly watched: Watched;
  stalled = false;
  /** Counts in a row that found nothing new. */
  quiet = 0;
  rttMs = 0;
  #packets: number | undefined;
  #marked = 0;
  #recent: { at: number; packets: number }[] = [];

  constructor(watched: Watched) {
    this.watched = watched;
  }

  /** False where nothing can be counted. */
  async count(now: number): Promise<boolean> {
    const flow = await this.watched.received();
    if (!flow) return false;
    const more = flow.packets - (this.#packets ?? flow.packets);
    this.#packets = flow.packets;
    this.rttMs = flow.rttMs;
    if (more > 0) {
      this.quiet = 0;
      this.#recent.push({ at: now, packets: more });
      this.#recent = this.#recent.filter(({ at }) => at > now - WINDOW_MS);
    } else this.quiet++;
    return true;
  }

  /** Whether so many packets came in the second before the last one that the next is due. */
  get lively(): boolean {
    return this.#recent.reduce((sum, { packets }) => sum + packets, 0) >= LIVELY_PACKETS;
  }

  /** Whether anything ever came. */
  get used(): boolean {
    return (this.#packets ?? 0) > 0;
  }

  /** From now on `heard` means: since now. */
  mark(): void {
    this.#marked = this.#packets ?? 0;
  }

  get heard(): boolean {
    return (this.#packets ?? 0) > this.#marked;
  }

  /** What came before says nothing about what is due. */
  forget(): void {
    this.quiet = 0;
    this.#recent = [];
  }
}
