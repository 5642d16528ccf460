import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { migrate } from './migrate.ts';
import type { Tables } from './Tables.ts';

export type Database = Kysely<Tables>;

/** How long a write waits for another process (the command line beside the server) to finish its own. */
const BUSY_MS = 5_000;

export function databasePath(dataDir: string): string {
  return join(dataDir, 'liuyun.db');
}

/** Kysely takes a file over at the first query, and closes only what it has taken over. */
class OpenDatabase extends Kysely<Tables> {
  readonly #sqlite: BetterSqlite3.Database;

  constructor(sqlite: BetterSqlite3.Database) {
    super({ dialect: new SqliteDialect({ database: sqlite }) });
    this.#sqlite = sqlite;
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    this.#sqlite.close();
  }
}

/**
 * Opens the database of a data folder, creating folder, file and tables as needed. Readable by its owner only. `prepare` may look
 * at it before anybody else does; what it throws is why the database cannot be opened.
 * @throws Error whose message names the file and what is wrong with it.
 */
export function openDatabase(dataDir: string, prepare?: (sqlite: BetterSqlite3.Database) => void): Database {
  const path = databasePath(dataDir);
  let sqlite: BetterSqlite3.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // SQLite gives its -wal and -shm files the mode of the main file, so that one must be right from the start.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    sqlite = new BetterSqlite3(path, { timeout: BUSY_MS });
    sqlite.pragma('journal_mode = WAL');
    // FULL: a write is on the disk when its promise resolves, even if the power fails next.
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    migrate(sqlite);
    prepare?.(sqlite);
    return new OpenDatabase(sqlite);
  } catch (error) {
    sqlite?.close();
    throw new Error(`the database ${path} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}
