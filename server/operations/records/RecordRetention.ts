import type { Cancel, Clock } from '@liuyun/kit';
import type { RecordStore } from '../../stores/RecordStore.ts';
import type { Log } from '../Cloud.ts';

/** How long, and at most how much. */
export type RetentionRules = { recordsDays: number; qualityDays: number; maxRecords: number; maxSamples: number };

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 600_000;
/** Small steps with pauses between them, so that nothing waits for a deletion. */
const ROWS_AT_ONCE = 2_000;
const PAUSE_MS = 50;

/** Deletes what is older than an operator wants it kept. */
export class RecordRetention {
  readonly #parts: { store: RecordStore; clock: Clock; log: Log; keep: RetentionRules };
  #stopTimer: Cancel | undefined;
  #stopPause: (() => void) | undefined;
  #purging: Promise<void> | undefined;
  #closed = false;

  constructor(parts: { store: RecordStore; clock: Clock; log: Log; keep: RetentionRules }) {
    this.#parts = parts;
  }

  start(): void {
    this.#stopTimer = this.#parts.clock.every(LOOK_EVERY_MS, () => void this.purge());
    void this.purge();
  }

  /** Resolves when nothing old is left. */
  purge(): Promise<void> {
    this.#purging ??= this.#purge().finally(() => {
      this.#purging = undefined;
    });
    return this.#purging;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopTimer?.();
    this.#stopPause?.();
    await this.#purging;
  }

  async #purge(): Promise<void> {
    const { store, clock, log, keep } = this.#parts;
    const { recordsDays, qualityDays, maxRecords, maxSamples } = keep;
    const recordsBefore = clock.now() - recordsDays * DAY_MS;
    const samplesBefore = Math.max(recordsBefore, clock.now() - qualityDays * DAY_MS);
    try {
      while (!this.#closed && (await store.purge({ recordsBefore, samplesBefore, maxRecords, maxSamples }, ROWS_AT_ONCE)) > 0) {
        if (!this.#closed) await this.#pause();
      }
    } catch (error) {
      log.error({ err: error }, 'old records cannot be deleted');
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.#parts.clock.after(PAUSE_MS, resolve);
      this.#stopPause = () => {
        stop();
        resolve();
      };
    });
  }
}
