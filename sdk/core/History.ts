import type { Clock } from '@liuyun/kit';

/** How many entries are kept. */
export const HISTORY_LENGTH = 200;

/** What repeats within this time is one entry. */
const ONE_ENTRY_MS = 1_000;
const DETAIL_LENGTH = 200;

export type HistoryEntry = { at: number; what: string; detail: string };
type Noted = HistoryEntry & { times: number };

/**
 * The last things that happened, for bug reports: names and IDs only, never tokens, addresses or messages. A busy room
 * must not push out what a report is about: what repeats is counted, and a kind of entry that comes often makes room by
 * losing its own oldest.
 */
export class History {
  readonly #clock: Clock;
  readonly #entries: Noted[] = [];
  /** How many entries there are of each `what`. */
  readonly #kinds = new Map<string, number>();
  readonly #latest = new Map<string, Noted>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(what: string, text = ''): void {
    const at = this.#clock.now();
    const detail = text.slice(0, DETAIL_LENGTH);
    const same = this.#latest.get(what);
    if (same?.detail === detail && at - same.at < ONE_ENTRY_MS) {
      same.times++;
      return;
    }
    if (this.#entries.length === HISTORY_LENGTH) this.#makeRoom();
    const noted = { at, what, detail, times: 1 };
    this.#entries.push(noted);
    this.#latest.set(what, noted);
    this.#kinds.set(what, (this.#kinds.get(what) ?? 0) + 1);
  }

  entries(): readonly HistoryEntry[] {
    return this.#entries.map(({ at, what, detail, times }) => ({
      at,
      what,
      detail: times > 1 ? counted(detail, times) : detail,
    }));
  }

  /** Drops the oldest entry of the kind that fills most; the oldest of all where no kind fills more than another. */
  #makeRoom(): void {
    const most = Math.max(...this.#kinds.values());
    const index = this.#entries.findIndex(({ what }) => this.#kinds.get(what) === most);
    const [gone] = this.#entries.splice(index, 1);
    if (!gone) return;
    if (this.#latest.get(gone.what) === gone) this.#latest.delete(gone.what);
    if (most === 1) this.#kinds.delete(gone.what);
    else this.#kinds.set(gone.what, most - 1);
  }
}

function counted(detail: string, times: number): string {
  const number = `×${times}`;
  return detail === '' ? number : `${detail.slice(0, DETAIL_LENGTH - number.length - 1)} ${number}`;
}
