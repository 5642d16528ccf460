import type { Clock } from '@liuyun/kit';

/** How many entries are kept. */
export const HISTORY_LENGTH = 200;

export type HistoryEntry = { at: number; what: string; detail: string };

/** The last things that happened, for bug reports: names and IDs only, never tokens, addresses or messages. */
export class History {
  readonly #clock: Clock;
  readonly #entries: HistoryEntry[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(what: string, detail = ''): void {
    if (this.#entries.length === HISTORY_LENGTH) this.#entries.shift();
    this.#entries.push({ at: this.#clock.now(), what, detail: detail.slice(0, 200) });
  }

  entries(): readonly HistoryEntry[] {
    return this.#entries.map((entry) => ({ ...entry }));
  }
}
