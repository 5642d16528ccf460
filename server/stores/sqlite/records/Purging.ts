import type BetterSqlite3 from 'better-sqlite3';
import type { Retention } from '../../RecordStore.ts';

/** Tables of records with the column that says when each row ended. */
const ENDED = [
  ['plays', 'until_at'],
  ['publications', 'until_at'],
  ['stays', 'until_at'],
  ['calls', 'closed_at'],
] as const;
/** Above the cap so many of the oldest rows of a table tell what counts as old. */
const CAP_STEP = 100;
/** Pages given back to the file system at a time. */
const PAGES = 256;

/** Deletes what is old, a little at a time, and knows how many rows there are. */
export class Purging {
  readonly #database: BetterSqlite3.Database;
  #samples: number;
  /** Counted now and then; between the counts, what was deleted is subtracted. */
  #records: number;

  constructor(database: BetterSqlite3.Database) {
    this.#database = database;
    this.#samples = this.#one('SELECT sum(samples) FROM series');
    this.#records = this.#countRecords();
  }

  get counts(): { records: number; samples: number } {
    this.#records = this.#countRecords();
    return { records: this.#records, samples: this.#samples };
  }

  added({ samples }: { samples: number }): void {
    this.#samples += samples;
  }

  purge(retention: Retention, limit: number): number {
    const run = this.#database.transaction(() => {
      const samples = this.#purgeSamples(retention, limit);
      const left = limit - samples;
      return samples + (left > 0 ? this.#purgeRecords(retention, left) : 0);
    });
    const deleted = run.immediate();
    if (deleted > 0) this.#database.pragma(`incremental_vacuum(${PAGES})`);
    else this.#records = this.#countRecords();
    return deleted;
  }

  #purgeSamples({ samplesBefore, maxSamples }: Retention, limit: number): number {
    let deleted = 0;
    while (deleted < limit) {
      const excess = this.#samples - maxSamples;
      const oldest = this.#database.prepare('SELECT number, from_t FROM series ORDER BY from_t LIMIT 1').get() as
        | { number: number; from_t: number }
        | undefined;
      if (!oldest || (oldest.from_t >= samplesBefore && excess <= 0)) break;
      const before = oldest.from_t < samplesBefore ? samplesBefore : Number.MAX_SAFE_INTEGER;
      const most = Math.min(limit - deleted, oldest.from_t < samplesBefore ? limit : excess);
      const count = this.#deleteSamples(oldest.number, { before, most });
      deleted += Math.max(1, count);
    }
    return deleted;
  }

  /** The oldest of one series; the series goes with its last one. */
  #deleteSamples(series: number, { before, most }: { before: number; most: number }): number {
    const { changes } = this.#database
      .prepare(
        'DELETE FROM samples WHERE series = ? AND t IN (SELECT t FROM samples WHERE series = ? AND t < ? ORDER BY t LIMIT ?)',
      )
      .run(series, series, before, most);
    this.#samples -= changes;
    const next = this.#database.prepare('SELECT min(t) FROM samples WHERE series = ?').pluck().get(series) as number | null;
    if (next === null) this.#database.prepare('DELETE FROM series WHERE number = ?').run(series);
    else
      this.#database.prepare('UPDATE series SET from_t = ?, samples = samples - ? WHERE number = ?').run(next, changes, series);
    return changes;
  }

  #purgeRecords({ recordsBefore, maxRecords }: Retention, limit: number): number {
    const before = this.#records > maxRecords ? Math.max(recordsBefore, this.#oldEnough()) : recordsBefore;
    let deleted = 0;
    for (const [table, ended] of ENDED) {
      if (deleted >= limit) break;
      const oldest = `SELECT number FROM ${table} WHERE ${ended} < ? ORDER BY ${ended} LIMIT ?`;
      deleted += this.#database.prepare(`DELETE FROM ${table} WHERE number IN (${oldest})`).run(before, limit - deleted).changes;
    }
    this.#records -= deleted;
    return deleted;
  }

  /** Just behind the oldest rows. */
  #oldEnough(): number {
    const ends = ENDED.map(([table, ended]) => {
      const sql = `SELECT ${ended} FROM ${table} WHERE ${ended} IS NOT NULL ORDER BY ${ended} LIMIT 1 OFFSET ${CAP_STEP}`;
      const last = `SELECT max(${ended}) FROM ${table}`;
      return this.#one(sql) || this.#one(last);
    });
    const known = ends.filter((end) => end > 0);
    return known.length > 0 ? Math.min(...known) + 1 : 0;
  }

  #countRecords(): number {
    return ENDED.reduce((sum, [table]) => sum + this.#one(`SELECT count(*) FROM ${table}`), 0);
  }

  #one(sql: string): number {
    return (this.#database.prepare(sql).pluck().get() as number | null | undefined) ?? 0;
  }
}
