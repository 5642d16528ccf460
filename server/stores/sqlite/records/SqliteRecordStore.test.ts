import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { recordStoreContract } from '../../RecordStore.contract.ts';
import { aCall, aStay, batch, callID } from '../../RecordStore.examples.ts';
import { openRecords, recordsPath } from './openRecords.ts';
import { SqliteRecordStore } from './SqliteRecordStore.ts';
import { searchSql } from './searchSql.ts';

// Threads and files: on a machine that is busy otherwise they take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const folder = mkdtempSync(join(tmpdir(), 'liuyun-records-'));
let made = 0;
const fresh = () => join(folder, String(++made));
afterAll(() => rmSync(folder, { recursive: true }));

recordStoreContract('sqlite', () => SqliteRecordStore.open(fresh()));

it('[STORE-50] records outlive the process, in a file of their own that is readable by its owner only', async () => {
  const dataDir = fresh();
  const store = await SqliteRecordStore.open(dataDir);
  await store.write(batch({ calls: [aCall()], stays: [aStay()] }));
  await store.close();
  expect(statSync(recordsPath(dataDir)).mode & 0o777).toBe(0o600);
  expect(existsSync(join(dataDir, 'liuyun.db'))).toBe(false);
  const again = await SqliteRecordStore.open(dataDir);
  expect((await again.describeCall(callID(1), 0))?.stays).toHaveLength(1);
  await again.close();
});

it('[STORE-50] a file that is no database is named in the error', async () => {
  const dataDir = fresh();
  await (await SqliteRecordStore.open(dataDir)).close();
  writeFileSync(recordsPath(dataDir), 'no database at all, but long enough to be taken for one');
  await expect(SqliteRecordStore.open(dataDir)).rejects.toThrow(/records\.db cannot be opened/);
});

it('[STORE-51] a batch is whole or not at all', async () => {
  const store = await SqliteRecordStore.open(fresh());
  const bad = aStay({ stayID: 12, userID: null as unknown as string });
  await expect(store.write(batch({ calls: [aCall()], stays: [aStay(), bad] }))).rejects.toThrow(/NOT NULL/);
  expect(await store.count()).toEqual({ records: 0, samples: 0 });
  await store.close();
});

it('[STORE-52] every search goes by an index, and every page of quality by the key', () => {
  const database = openRecords(fresh());
  const plan = (sql: string, values: object) =>
    (database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[]).map(({ detail }) => detail);
  const page = { match: 'exact', limit: 50 } as const;
  const asked = [
    {},
    { appID: 7 },
    { roomID: 'r' },
    { userID: 'u' },
    { streamID: 's' },
    { userID: 'u', match: 'prefix' as const, appID: 7 },
    { from: 1, to: 2 },
  ];
  for (const one of asked) {
    const { sql, values } = searchSql({ ...page, ...one }, { openedAt: 5, number: 5 });
    const steps = plan(sql, values);
    expect(
      steps.filter((step) => /^SCAN/.test(step) && !/USING (COVERING )?INDEX/.test(step)),
      JSON.stringify(one),
    ).toEqual([]);
  }
  const samples = 'SELECT * FROM samples WHERE series = @series AND t BETWEEN @from AND @to ORDER BY t';
  expect(plan(samples, { series: 1, from: 0, to: 1 })).toEqual(['SEARCH samples USING PRIMARY KEY (series=? AND t>? AND t<?)']);
  database.close();
});
