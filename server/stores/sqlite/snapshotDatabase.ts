import { chmodSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { migrations } from './migrations/index.ts';
import { migrations as recordMigrations } from './records/schema.ts';

const BUSY_MS = 30_000;

/** The databases of a data folder: what each is called, and how many migrations of it are known here. */
export const databases: readonly { name: string; version: number }[] = [
  { name: 'liuyun.db', version: migrations.length },
  { name: 'records.db', version: recordMigrations.length },
];

/** Copies a database as it is at one moment, whoever writes to it meanwhile. The copy is readable by its owner only. */
export function snapshotDatabase(from: string, to: string): void {
  const database = new BetterSqlite3(from, { readonly: false, fileMustExist: true, timeout: BUSY_MS });
  try {
    database.prepare('VACUUM INTO ?').run(to);
    chmodSync(to, 0o600);
  } finally {
    database.close();
  }
}

/** @throws Error of one line when it is damaged, or of a version that is newer than this program. */
export function checkDatabase(path: string, { name, version }: { name: string; version: number }): void {
  const database = new BetterSqlite3(path, { readonly: true, fileMustExist: true });
  try {
    const found = database.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new Error(`${name} is damaged: ${String(found)}`);
    const has = database.pragma('user_version', { simple: true }) as number;
    if (has > version) throw new Error(`${name} was written by a newer liuyun`);
  } finally {
    database.close();
  }
}
