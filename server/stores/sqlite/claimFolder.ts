import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';

/**
 * Takes a data folder for one server: what it keeps of rooms that are open must not be closed by another. Given back by
 * `close`, or by the system when the process ends, however it does.
 * @throws Error whose message says so when a running server has it.
 */
export function claimFolder(dataDir: string): { close(): void } {
  const path = join(dataDir, 'server.lock');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const lock = new BetterSqlite3(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new Error(`another liuyun runs on the data folder ${dataDir}: stop it first, or name another folder`, { cause: error });
  }
  return { close: () => lock.close() };
}
