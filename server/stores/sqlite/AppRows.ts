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
  readonly #sqlite: BetterSqlite3.Database;
  readonly #meanings = new Map<number, { row: AppRow; record: AppRecord }>();

  constructor(sqlite: BetterSqlite3.Database) {
    this.#sqlite = sqlite;
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

  /** What is read and then written within the task: nobody else writes in between, other processes included. */
  alone<T>(task: () => T): T {
    return this.#sqlite.transaction(task).immediate();
  }

  /** Writes these columns of a row that is there. */
  write(appID: number, columns: Partial<AppRow>): void {
    if (Object.keys(columns).length === 0) return;
    this.#sqlite.prepare(`UPDATE apps SET ${settersOf(columns)} WHERE app_id = @app_id`).run({ ...columns, app_id: appID });
  }
}

/** The names of columns are our own; only values come from elsewhere. */
function settersOf(columns: Partial<AppRow>): string {
  return Object.keys(columns)
    .map((name) => `${name} = @${name}`)
    .join(', ');
}

function same(one: AppRow, other: AppRow): boolean {
  return (Object.keys(one) as (keyof AppRow)[]).every((column) => one[column] === other[column]);
}
