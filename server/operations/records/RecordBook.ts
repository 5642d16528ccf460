import type { CallRow, PlayRow, PublicationRow, RecordBatch, SampleRow, StayRow } from '../../stores/RecordStore.ts';

/** Samples that wait to be written; above this the newest are given up. */
const SAMPLES_HELD = 20_000;
/** Publications and plays that wait, together; above this the oldest are given up. Calls and stays never are. */
const STREAMS_HELD = 100_000;

/**
 * What is still to be written. Rows stay the recorder's own objects: whatever becomes of one before it is written is
 * written once.
 */
export class RecordBook {
  readonly #calls = new Map<number, CallRow>();
  readonly #stays = new Map<number, StayRow>();
  readonly #publications = new Map<number, PublicationRow>();
  readonly #plays = new Map<number, PlayRow>();
  #samples: SampleRow[] = [];
  #dropped = { samples: 0, streams: 0 };

  /** What was given up since the last time that somebody asked. */
  takeDropped(): { samples: number; streams: number } {
    const dropped = this.#dropped;
    this.#dropped = { samples: 0, streams: 0 };
    return dropped;
  }

  get size(): number {
    return this.#calls.size + this.#stays.size + this.#publications.size + this.#plays.size + this.#samples.length;
  }

  call(row: CallRow): void {
    this.#calls.set(row.number, row);
  }

  stay(row: StayRow): void {
    this.#stays.set(row.stayID, row);
  }

  publication(row: PublicationRow): void {
    this.#publications.set(row.publicationID, row);
    this.#giveUp(this.#publications);
  }

  play(row: PlayRow): void {
    this.#plays.set(row.playID, row);
    this.#giveUp(this.#plays);
  }

  sample(row: SampleRow): void {
    if (this.#samples.length < SAMPLES_HELD) this.#samples.push(row);
    else this.#dropped.samples += 1;
  }

  /** At most so many rows, calls and stays first. What is taken is no longer here. */
  take(limit: number, at: number): RecordBatch {
    let left = limit;
    const some = <T>(rows: Map<number, T>): T[] => {
      const taken: T[] = [];
      for (const [key, row] of rows) {
        if (left === 0) break;
        left -= 1;
        rows.delete(key);
        taken.push(row);
      }
      return taken;
    };
    const [calls, stays, publications, plays] = [
      some(this.#calls),
      some(this.#stays),
      some(this.#publications),
      some(this.#plays),
    ];
    return { at, calls, stays, publications, plays, samples: this.#samples.splice(0, left) };
  }

  /** It could not be written. */
  giveBack({ calls, stays, publications, plays, samples }: RecordBatch): void {
    for (const row of calls) this.call(row);
    for (const row of stays) this.stay(row);
    for (const row of publications) this.publication(row);
    for (const row of plays) this.play(row);
    const room = Math.max(0, SAMPLES_HELD - this.#samples.length);
    this.#dropped.samples += Math.max(0, samples.length - room);
    this.#samples = [...samples.slice(0, room), ...this.#samples];
  }

  #giveUp(rows: Map<number, unknown>): void {
    if (this.#publications.size + this.#plays.size <= STREAMS_HELD) return;
    const [oldest] = rows.keys();
    if (oldest === undefined) return;
    rows.delete(oldest);
    this.#dropped.streams += 1;
  }
}
