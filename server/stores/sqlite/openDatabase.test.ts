import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SqliteAdministratorStore } from './SqliteAdministratorStore.ts';
import { SqliteAppStore } from './SqliteAppStore.ts';
import { SqliteAuditStore } from './SqliteAuditStore.ts';
import { SqliteCallbackStore } from './SqliteCallbackStore.ts';
import { SqliteRuleStore } from './SqliteRuleStore.ts';

const stores = [SqliteAdministratorStore, SqliteAppStore, SqliteAuditStore, SqliteCallbackStore, SqliteRuleStore];

it.each(stores)('[STORE-18] a store (%o) that was closed before it was asked anything holds no file open', async (Store) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-store-'));
  const store = await Store.open(dataDir);
  await store.close();
  // SQLite takes its side files away when the last connection is closed.
  expect(readdirSync(dataDir).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  if (process.platform === 'linux') expect(openFiles().filter((name) => name.startsWith(dataDir))).toEqual([]);
  rmSync(dataDir, { recursive: true });
});

function openFiles(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // The folder itself is one of them, and closed by now.
      return [];
    }
  });
}
