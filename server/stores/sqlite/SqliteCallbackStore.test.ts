import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { callbackStoreContract } from '../CallbackStore.contract.ts';
import { databasePath } from './openDatabase.ts';
import { SqliteCallbackStore } from './SqliteCallbackStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-callbacks-'));
let made = 0;
const fresh = () => join(folder, String(++made));
afterAll(() => rmSync(folder, { recursive: true }));

callbackStoreContract('sqlite', () => SqliteCallbackStore.open(fresh()));

it('[STORE-36] a write is whole or not at all', async () => {
  const store = await SqliteCallbackStore.open(fresh());
  const add = [{ appID: 1, roomID: 'r', streamID: null, event: 'room_create', fields: '{}', createdAt: 1, error: '' }];
  const opened = [{ appID: 1, key: 'k', opened: '{}' }];
  await store.write({ add, opened, closed: [] });
  await expect(store.write({ add, opened, closed: [] })).rejects.toThrow(/UNIQUE/);
  expect(await store.countWaiting(1)).toBe(1);
  await store.close();
});

it('[STORE-39] a page of an app’s callbacks goes by an index, however many others there are', async () => {
  const dataDir = fresh();
  const store = await SqliteCallbackStore.open(dataDir);
  await store.list({ limit: 1 });
  const sqlite = new BetterSqlite3(databasePath(dataDir), { readonly: true });
  const page = 'AND id < 9 ORDER BY id DESC LIMIT 5';
  for (const where of ['app_id = 1', "app_id = 1 AND state = 'failed'"]) {
    const plan = sqlite.prepare(`EXPLAIN QUERY PLAN SELECT * FROM callbacks WHERE ${where} ${page}`).all();
    expect(JSON.stringify(plan)).toMatch(/SEARCH callbacks USING INDEX callbacks_(of_app|by_state)/);
    expect(JSON.stringify(plan)).not.toMatch(/TEMP B-TREE|SCAN/);
  }
  sqlite.close();
  await store.close();
});
