import type { Opened } from '../Machine.ts';

/** What should be captured: two sources with the same key are the same. */
export type Source = { key: string; open(): Promise<Opened> };

/**
 * One kind of one channel: opens and closes what is wanted of it. A source that could not be opened is not asked for again
 * before the app has done something about it (`forgive`).
 */
export class Slot {
  readonly #wanted: () => Source | undefined;
  readonly #failed: (error: unknown) => void;
  #open: { key: string; opened: Opened } | undefined;
  #refused: string | undefined;

  constructor(wanted: () => Source | undefined, failed: (error: unknown) => void) {
    this.#wanted = wanted;
    this.#failed = failed;
  }

  get opened(): Opened | undefined {
    return this.#open?.opened;
  }

  forgive(): void {
    this.#refused = undefined;
  }

  /** Resolves true when something else is open than before. Not to be called while it runs. */
  async settle(): Promise<boolean> {
    let changed = false;
    for (;;) {
      const source = this.#wanted();
      if (source?.key === this.#open?.key) return changed;
      if (this.#open) {
        this.close();
        changed = true;
      }
      if (!source || source.key === this.#refused) return changed;
      try {
        const opened = await source.open();
        this.#open = { key: source.key, opened };
        this.#refused = undefined;
        changed = true;
      } catch (error) {
        this.#refused = source.key;
        if (this.#wanted()?.key === source.key) this.#failed(error);
      }
    }
  }

  close(): void {
    this.#open?.opened.stop();
    this.#open = undefined;
  }
}
