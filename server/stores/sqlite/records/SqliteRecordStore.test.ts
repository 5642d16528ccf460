import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FakeClock } from '@liuyun/kit';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { RecordBook } from '../../../operations/records/RecordBook.ts';
import { RecordWriter } from '../../../operations/records/RecordWriter.ts';
import { recordStoreContract } from '../../RecordStore.contract.ts';
import { aCall, aStay, batch, callID } from '../../RecordStore.examples.ts';
import { openRecords, recordsPath } from './openRecords.ts';
import { SqliteRecordStore, type ThreadLost } from './SqliteRecordStore.ts';
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

describe('a thread that ends', () => {
  /** The real thread, which ends when it is told to, from inside. */
  const MORTAL = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (message) => message === 'end' && process.exit(3));
    import(${JSON.stringify(new URL('./recordThread.ts', import.meta.url).href)});
  `;

  async function mortal() {
    const workers: Worker[] = [];
    const lost: ThreadLost[] = [];
    const clock = new FakeClock();
    const store = await SqliteRecordStore.open(fresh(), {
      clock,
      lost: (one) => lost.push(one),
      start: (dataDir) => {
        const worker = new Worker(MORTAL, { eval: true, workerData: { dataDir }, execArgv: [] });
        workers.push(worker);
        return worker;
      },
    });
    const end = async (how: 'terminate' | 'exit') => {
      const worker = workers.at(-1) as Worker;
      const gone = once(worker, 'exit');
      if (how === 'terminate') void worker.terminate();
      else worker.postMessage('end');
      await gone;
    };
    /** Until another one answers; time passes meanwhile. */
    const back = (ms: number) => {
      clock.advance(ms);
      return vi.waitFor(() => store.count(), { timeout: 20_000, interval: 20 });
    };
    return { store, clock, lost, workers, end, back };
  }

  it.each(['terminate', 'exit'] as const)('[STORE-53] is replaced (%s), and what had been written is there', async (how) => {
    const { store, lost, workers, end, back } = await mortal();
    await store.write(batch({ calls: [aCall()], stays: [aStay()] }));
    await end(how);
    await expect(store.count()).rejects.toThrow(/ended/);
    expect(lost).toMatchObject([{ againInMs: 500 }]);
    expect(await back(500)).toEqual({ records: 2, samples: 0 });
    expect(workers).toHaveLength(2);
    // It goes on: nothing was closed as if the server had crashed.
    expect((await store.describeCall(callID(1), 0))?.stays[0]?.until).toBeNull();
    await store.close();
  });

  it('[STORE-53] one that ends again and again is replaced ever later, and a closed store starts none', async () => {
    const { store, clock, lost, workers, end, back } = await mortal();
    for (const ms of [500, 1_000, 2_000]) {
      await end('terminate');
      expect(lost.at(-1)?.againInMs).toBe(ms);
      await back(ms);
    }
    clock.advance(60_000);
    await end('terminate');
    expect(lost.at(-1)?.againInMs).toBe(500);
    await store.close();
    clock.advance(120_000);
    expect(workers).toHaveLength(4);
    await expect(store.count()).rejects.toThrow('the records are closed');
  });

  it('[STORE-53, REC-13] what was in its hands, and what happened meanwhile, is written by the next', async () => {
    const { store, clock, end, back } = await mortal();
    const errors: string[] = [];
    const log = { error: (_: object, text: string) => errors.push(text), warn: () => {}, info: () => {} };
    const book = new RecordBook();
    const writer = new RecordWriter({ store, book, clock, log: log as never });
    book.call(aCall());
    book.stay(aStay());
    const writing = writer.flush();
    await end('terminate');
    await writing;
    book.stay(aStay({ stayID: 12, userID: 'bob' }));
    await back(500);
    await writer.flush();
    expect(await store.count()).toEqual({ records: 3, samples: 0 });
    expect(errors.length).toBeLessThanOrEqual(1);
    await store.close();
  });
});
