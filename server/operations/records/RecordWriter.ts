import type { Cancel, Clock } from '@liuyun/kit';
import type { RecordStore } from '../../stores/RecordStore.ts';
import type { Log } from '../Cloud.ts';
import type { RecordBook } from './RecordBook.ts';

/** What is known is written this often: no more is lost with the process. */
export const WRITE_EVERY_MS = 1_000;
const ROWS_AT_ONCE = 4_000;
/** Without anything new, the moment up to which everything is known is written this often. */
const ALIVE_EVERY_MS = 5_000;

type Parts = { store: RecordStore; book: RecordBook; clock: Clock; log: Log };

/** Carries what is in the book to the store, in batches and off the hot path. */
export class RecordWriter {
  readonly #parts: Parts;
  #stopTimer: Cancel | undefined;
  #writing: Promise<void> | undefined;
  #wroteAt = 0;
  #failing = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopTimer = this.#parts.clock.every(WRITE_EVERY_MS, () => void this.#tick());
  }

  /** Resolves when what happened so far is written, or could not be. */
  async flush(): Promise<void> {
    await this.#writing;
    await (this.#writing ?? this.#begin());
  }

  async close(): Promise<void> {
    this.#stopTimer?.();
    await this.flush();
  }

  #tick(): Promise<void> | undefined {
    const { book, clock } = this.#parts;
    if (this.#writing || (book.size === 0 && clock.now() - this.#wroteAt < ALIVE_EVERY_MS)) return undefined;
    return this.#begin();
  }

  #begin(): Promise<void> {
    this.#writing = this.#write().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #write(): Promise<void> {
    const { store, book, clock, log } = this.#parts;
    do {
      const batch = book.take(ROWS_AT_ONCE, clock.now());
      try {
        await store.write(batch);
        this.#wroteAt = clock.now();
        this.#failing = false;
      } catch (error) {
        book.giveBack(batch);
        if (!this.#failing) log.error({ err: error }, 'records cannot be written: trying again');
        this.#failing = true;
        return;
      }
    } while (book.size > 0);
    const dropped = book.takeDropped();
    if (dropped.samples + dropped.streams > 0)
      log.warn(dropped, 'records came faster than they could be written: some were given up');
  }
}
