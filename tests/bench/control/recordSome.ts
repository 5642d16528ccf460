import { readdirSync } from 'node:fs';
import { Facts, systemClock, systemRandom } from '@liuyun/kit';
import type { App } from '../../../server/domain/apps/App.ts';
import type { Cloud } from '../../../server/operations/Cloud.ts';
import { openRecords } from '../../../server/operations/records/openRecords.ts';
import { SqliteRecordStore } from '../../../server/stores/sqlite/records/SqliteRecordStore.ts';

export type SomeRecords = { threads: number[]; settle(): Promise<void>; close(): Promise<void> };

const KEEP = { recordsDays: 30, qualityDays: 7, maxRecords: 5_000_000, maxSamples: 10_000_000 };

/**
 * Keeps records of some apps of a running cloud, as the server itself does of all. So one and the same process can be asked what
 * it does with and without them, and nothing else is different: neither its memory nor what has been compiled.
 */
export async function recordSome(cloud: Cloud, given: { dataDir: string; appIDs: ReadonlySet<unknown> }): Promise<SomeRecords> {
  const before = new Set(threads());
  const store = await SqliteRecordStore.open(given.dataDir);
  const own = threads().filter((thread) => !before.has(thread));
  const records = await openRecords({ store, clock: systemClock, random: systemRandom, log: cloud.log, keep: KEEP });
  const facts = new Facts<{ appOpened: [app: App] }>();
  cloud.apps.facts.on('appOpened', (app) => given.appIDs.has(app.appID) && facts.tell('appOpened', app));
  // All that records look at of a cloud.
  records.watch({ apps: { facts }, facts: cloud.facts } as unknown as Cloud);
  const close = async () => {
    await records.close();
    await store.close();
  };
  return { threads: own, settle: () => records.settle(), close };
}

/** Of this process, by their system's IDs; none where that cannot be seen. */
function threads(): number[] {
  return process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [];
}
