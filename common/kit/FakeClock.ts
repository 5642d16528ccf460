import type { Cancel, Clock } from './Clock.ts';

type Entry = { at: number; order: number; task: () => void; periodMs: number | undefined };

/** A clock that moves only when a test says so; tasks run in the order of their time. */
export class FakeClock implements Clock {
  #now: number;
  #order = 0;
  readonly #entries = new Set<Entry>();

  constructor(startMs = 1_700_000_000_000) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, task: () => void): Cancel {
    return this.#schedule({ at: this.#now + delayMs, order: this.#order++, task, periodMs: undefined });
  }

  every(periodMs: number, task: () => void): Cancel {
    return this.#schedule({ at: this.#now + periodMs, order: this.#order++, task, periodMs });
  }

  /** How many timers are waiting: a closed system leaves none. */
  get pending(): number {
    return this.#entries.size;
  }

  /** Moves time forward, running what falls due on the way. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let due = this.#nextDue(until); due; due = this.#nextDue(until)) {
      this.#now = Math.max(this.#now, due.at);
      if (due.periodMs === undefined) this.#entries.delete(due);
      else due.at += due.periodMs;
      due.task();
    }
    this.#now = until;
  }

  /** `advance`, then lets promises that became ready run. */
  async advanceAsync(ms: number, stepMs = ms): Promise<void> {
    for (let left = ms; left > 0; left -= stepMs) {
      this.advance(Math.min(stepMs, left));
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  #schedule(entry: Entry): Cancel {
    this.#entries.add(entry);
    return () => this.#entries.delete(entry);
  }

  #nextDue(until: number): Entry | undefined {
    let next: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.at > until) continue;
      if (!next || entry.at < next.at || (entry.at === next.at && entry.order < next.order)) next = entry;
    }
    return next;
  }
}
