import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { callbackStoreContract } from '../CallbackStore.contract.ts';
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
