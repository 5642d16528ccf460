import type BetterSqlite3 from 'better-sqlite3';
import { migrations as all } from './migrations/index.ts';

/**
 * Brings a database up to date; PRAGMA user_version counts the migrations that have run. Server and command line may open
 * it at the same moment: the write lock is taken before the count is read, so each migration runs once.
 */
export function migrate(database: BetterSqlite3.Database, migrations: readonly { sql: string }[] = all): void {
  if (versionOf(database) === migrations.length) return;
  const run = database.transaction(() => {
    const done = versionOf(database);
    if (done > migrations.length) {
      throw new Error(`it was written by a newer liuyun (version ${done}; this one knows ${migrations.length})`);
    }
    for (const { sql } of migrations.slice(done)) database.exec(sql);
    database.pragma(`user_version = ${migrations.length}`);
  });
  run.immediate();
}

function versionOf(database: BetterSqlite3.Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}
