import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { appStoreContract } from '../AppStore.contract.ts';
import { defaultAppOptions } from '../AppStore.ts';
import { migrate } from './migrate.ts';
import { databasePath } from './openDatabase.ts';
import { SqliteAppStore } from './SqliteAppStore.ts';

const folders: string[] = [];
function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'liuyun-store-'));
  folders.push(path);
  return path;
}
afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true });
});

appStoreContract('sqlite', async () => SqliteAppStore.open(folder()));

const app = {
  appID: 5,
  name: 'five',
  appSign: 'a'.repeat(64),
  serverSecret: 'b'.repeat(32),
  createdAt: 1,
  options: defaultAppOptions,
};

describe('SqliteAppStore', () => {
  it('[STORE-9] an app made by another process is seen at once by one that is open already', async () => {
    const dataDir = folder();
    const server = SqliteAppStore.open(dataDir);
    const commandLine = SqliteAppStore.open(dataDir);
    expect(await server.find(5)).toBeUndefined();
    await commandLine.create(app);
    expect(await server.find(5)).toEqual(app);
    await server.update(5, { name: 'cinq' });
    expect((await commandLine.find(5))?.name).toBe('cinq');
    await commandLine.close();
    await server.close();
  });

  it('[STORE-10] the database and its side files are readable by their owner only, even if they were not before', async () => {
    const dataDir = join(folder(), 'new', 'folder');
    const store = SqliteAppStore.open(dataDir);
    await store.create(app);
    const files = readdirSync(dataDir);
    expect(files).toContain('liuyun.db-wal');
    expect(files.map((file) => statSync(join(dataDir, file)).mode & 0o777)).toEqual(files.map(() => 0o600));
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await store.close();
    chmodSync(databasePath(dataDir), 0o644);
    await SqliteAppStore.open(dataDir).close();
    expect(statSync(databasePath(dataDir)).mode & 0o777).toBe(0o600);
  });

  it('[STORE-11] apps outlive the process; options unknown to an older version get their standard value', async () => {
    const dataDir = folder();
    const first = SqliteAppStore.open(dataDir);
    await first.create(app);
    await first.close();
    const raw = new BetterSqlite3(databasePath(dataDir));
    raw.prepare("UPDATE apps SET options = json_remove(options, '$.keepSessionMs')").run();
    raw.close();
    const second = SqliteAppStore.open(dataDir);
    expect(await second.find(5)).toEqual(app);
    await second.close();
  });

  it('[STORE-12] a file that is no database, or of a newer version, is named in the error and left alone', () => {
    const strange = folder();
    writeFileSync(databasePath(strange), 'not a database at all, but long enough to be looked at'.repeat(20));
    expect(() => SqliteAppStore.open(strange)).toThrow(/liuyun\.db cannot be opened: file is not a database/);
    const newer = folder();
    const raw = new BetterSqlite3(databasePath(newer));
    raw.pragma('user_version = 999');
    raw.close();
    expect(() => SqliteAppStore.open(newer)).toThrow(/written by a newer liuyun/);
  });

  it('[STORE-13] a migration that fails changes nothing, and those before it count', () => {
    const raw = new BetterSqlite3(':memory:');
    migrate(raw, [{ sql: 'CREATE TABLE one (x)' }]);
    const broken = [{ sql: 'CREATE TABLE one (x)' }, { sql: 'CREATE TABLE two (x)' }, { sql: 'CREATE TABLE one (x)' }];
    expect(() => migrate(raw, broken)).toThrow(/already exists/);
    expect(raw.pragma('user_version', { simple: true })).toBe(1);
    expect(raw.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([{ name: 'one' }]);
    migrate(raw, broken.slice(0, 2));
    expect(raw.pragma('user_version', { simple: true })).toBe(2);
    raw.close();
  });
});
