import type BetterSqlite3 from 'better-sqlite3';
import type { AppRecord } from '../AppStore.ts';
import type { AppRow } from './Tables.ts';

/** Of so many apps what was read is remembered. */
const REMEMBERED = 2_000;

/**
 * Rows of `apps` by AppID: asked for at every login and every call of the server API. The row is read from the file each time, so
 * nothing that another process wrote is missed; only what it means is worked out once.
 */
export class AppRows {
  readonly #statement: BetterSqlite3.Statement<[number], AppRow>;
  readonly #meanings = new Map<number, { row: AppRow; record: AppRecord }>();

  constructor(sqlite: BetterSqlite3.Database) {
    this.#statement = sqlite.prepare('SELECT * FROM apps WHERE app_id = ?');
  }

  /** The record that `meaning` made of the row as it is now. It is handed out to others again: do not change it. */
  find(appID: number, meaning: (row: AppRow) => AppRecord): AppRecord | undefined {
    const row = this.#statement.get(appID);
    if (!row) return undefined;
    const known = this.#meanings.get(appID);
    if (known && same(known.row, row)) return known.record;
    const record = meaning(row);
    this.#meanings.delete(appID);
    this.#meanings.set(appID, { row, record });
    const [oldest] = this.#meanings.keys();
    if (oldest !== undefined && this.#meanings.size > REMEMBERED) this.#meanings.delete(oldest);
    return record;
  }
}

function same(one: AppRow, other: AppRow): boolean {
  return (Object.keys(one) as (keyof AppRow)[]).every((column) => one[column] === other[column]);
}
