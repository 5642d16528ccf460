import type BetterSqlite3 from 'better-sqlite3';
import { type PackedBatch, unpacked, type Value, widths } from './packed.ts';

/** The tables of what has a beginning and an end, and the words for both. */
const ENDING = [
  ['stays', 'until_at', 'from_at'],
  ['publications', 'until_at', 'from_at'],
  ['plays', 'until_at', 'from_at'],
] as const;

/** Puts batches into the tables, and closes what a crash left open. */
export class Writing {
  readonly #database: BetterSqlite3.Database;
  readonly #put: { [K in 'call' | 'stay' | 'publication' | 'play' | 'sample' | 'alive']: BetterSqlite3.Statement };
  readonly #series: { find: BetterSqlite3.Statement; add: BetterSqlite3.Statement; count: BetterSqlite3.Statement };
  readonly #write: BetterSqlite3.Transaction<(at: number, values: PackedBatch['values']) => { samples: number }>;
  #seriesOf = new Map<string, number>();

  constructor(database: BetterSqlite3.Database) {
    this.#database = database;
    this.#put = {
      call: database.prepare(put('calls', 12, CALL_CHANGES)),
      stay: database.prepare(put('stays', 14, STAY_CHANGES)),
      publication: database.prepare(put('publications', 11, PUBLICATION_CHANGES)),
      play: database.prepare(put('plays', 14, PLAY_CHANGES)),
      sample: database.prepare('INSERT OR IGNORE INTO samples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
      alive: database.prepare("INSERT OR REPLACE INTO meta VALUES ('aliveAt', ?)"),
    };
    this.#write = database.transaction((at, values) => {
      for (const row of unpacked(values.calls, widths.calls)) this.#put.call.run(row);
      for (const row of unpacked(values.stays, widths.stays)) this.#put.stay.run(row);
      for (const row of unpacked(values.publications, widths.publications)) this.#put.publication.run(row);
      for (const row of unpacked(values.plays, widths.plays)) this.#put.play.run(row);
      this.#put.alive.run(at);
      return { samples: this.#writeSamples(values.samples) };
    });
    this.#series = {
      find: database
        .prepare('SELECT number FROM series WHERE call = ? AND user_id = ? AND stream_id = ? AND direction = ?')
        .pluck(),
      add: database.prepare(
        'INSERT INTO series (call, user_id, stream_id, direction, from_t, samples) VALUES (?, ?, ?, ?, ?, 0)',
      ),
      count: database.prepare('UPDATE series SET samples = samples + ? WHERE number = ?'),
    };
  }

  /** How many rows there are more than before. */
  write({ at, values }: PackedBatch): { samples: number } {
    try {
      return this.#write.immediate(at, values);
    } catch (error) {
      // Series made in a transaction that was rolled back are not there.
      this.#seriesOf.clear();
      throw error;
    }
  }

  /** What was left open ends at the last known moment. */
  recover(): { last: number; closed: number } {
    const run = this.#database.transaction(() => {
      const one = (sql: string) => (this.#database.prepare(sql).pluck().get() as number | null) ?? 0;
      const aliveAt = one("SELECT value FROM meta WHERE key = 'aliveAt'");
      for (const [table, until, from] of ENDING) {
        this.#database
          .prepare(`UPDATE ${table} SET ${until} = max(${from}, ?), reason = 'serverCrashed' WHERE ${until} IS NULL`)
          .run(aliveAt);
      }
      const closing = 'UPDATE calls SET closed_at = max(opened_at, ?), crashed = 1 WHERE closed_at IS NULL';
      const closed = this.#database.prepare(closing).run(aliveAt).changes;
      const last = Math.max(
        ...['calls', 'stays', 'publications', 'plays'].map((table) => one(`SELECT max(number) FROM ${table}`)),
      );
      return { last, closed };
    });
    return run.immediate();
  }

  /** Series are looked up once, as long as they are in use. */
  forgetSeries(): void {
    this.#seriesOf.clear();
  }

  #writeSamples(samples: readonly Value[]): number {
    const added = new Map<number, number>();
    for (const [call, userID, streamID, direction, ...sample] of unpacked(samples, widths.samples)) {
      const series = this.#seriesNumber([call, userID, streamID, direction], sample[0]);
      const { changes } = this.#put.sample.run(series, sample);
      if (changes > 0) added.set(series, (added.get(series) ?? 0) + 1);
    }
    let all = 0;
    for (const [series, count] of added) {
      this.#series.count.run(count, series);
      all += count;
    }
    return all;
  }

  #seriesNumber(of: readonly unknown[], t: Value | undefined): number {
    const key = JSON.stringify(of);
    const known = this.#seriesOf.get(key);
    if (known !== undefined) return known;
    const found = this.#series.find.get(...of) as number | undefined;
    const number = found ?? Number(this.#series.add.run(...of, t).lastInsertRowid);
    if (this.#seriesOf.size >= KNOWN_SERIES) this.#seriesOf.clear();
    this.#seriesOf.set(key, number);
    return number;
  }
}

const KNOWN_SERIES = 50_000;

/** What may change of a row. The rest stays, and with it the indexes of the rest are not touched. */
const CALL_CHANGES = ['closed_at', 'crashed', 'users', 'peak_users', 'stays', 'publications', 'plays'];
const STAY_CHANGES = ['until_at', 'reason', 'detail', 'sockets', 'breaks', 'join_ms'];
const PUBLICATION_CHANGES = ['tracks', 'until_at', 'reason', 'publish_ms'];
const PLAY_CHANGES = ['until_at', 'reason', 'play_ms', 'first_video_ms', 'first_audio_ms', 'freezes', 'freeze_ms'];

function put(table: string, columns: number, changes: readonly string[]): string {
  const values = Array(columns).fill('?').join(', ');
  const set = changes.map((column) => `${column} = excluded.${column}`).join(', ');
  return `INSERT INTO ${table} VALUES (${values}) ON CONFLICT (number) DO UPDATE SET ${set}`;
}
