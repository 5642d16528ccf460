import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { migrate } from '../migrate.ts';
import { migrations } from './schema.ts';

const BUSY_MS = 5_000;

/** A file of its own: what is written here all the time must not hold up what apps and callbacks write (decision 0024). */
export function recordsPath(dataDir: string): string {
  return join(dataDir, 'records.db');
}

/** @throws Error whose message names the file and what is wrong with it. */
export function openRecords(dataDir: string): BetterSqlite3.Database {
  const path = recordsPath(dataDir);
  let database: BetterSqlite3.Database | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    database = new BetterSqlite3(path, { timeout: BUSY_MS });
    // Before the first table: what is deleted gives its place back bit by bit.
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    // A write survives the end of the process; a power failure may cost the last moments.
    database.pragma('synchronous = NORMAL');
    database.pragma('cache_size = -16384');
    // 16 MB: pages that are written again and again are carried over less often.
    database.pragma('wal_autocheckpoint = 4000');
    migrate(database, migrations);
    return database;
  } catch (error) {
    database?.close();
    throw new Error(`the database ${path} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}
