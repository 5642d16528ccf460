import type { Clock, RandomSource, Scope } from '@liuyun/kit';
import { QUALITY_REPORT_MS } from '@liuyun/protocol';
import type { Config } from './config/Config.ts';
import type { Log } from './operations/Cloud.ts';
import { openRecords, type Records } from './operations/records/openRecords.ts';
import { orStartFailed } from './StartFailed.ts';
import { MemoryRecordStore } from './stores/memory/MemoryRecordStore.ts';
import type { RecordStore } from './stores/RecordStore.ts';
import { SqliteRecordStore, type ThreadLost } from './stores/sqlite/records/SqliteRecordStore.ts';

type Given = {
  scope: Scope;
  clock: Clock;
  random: RandomSource;
  log: Log;
  recordStore: RecordStore | undefined;
  inMemory: boolean;
};

/** Records as the configuration wants them; undefined where it wants none. @throws StartFailed when their file cannot be opened. */
export async function keepRecords(config: Config, given: Given): Promise<Records | undefined> {
  const { recordsDays, qualityDays, recordsRows: maxRecords, qualityRows: maxSamples } = config;
  if (recordsDays === 0) return undefined;
  const { scope, clock, random, log } = given;
  let threadDeaths = 0;
  const lost = ({ error, againInMs }: ThreadLost) => {
    threadDeaths += 1;
    log.error({ err: error, againInMs }, 'the thread of the records has ended: another one is started');
  };
  const store = scope.own(
    given.recordStore ??
      (given.inMemory
        ? new MemoryRecordStore()
        : await orStartFailed(() => SqliteRecordStore.open(config.dataDir, { clock, lost }))),
  );
  const keep = { recordsDays, qualityDays, maxRecords, maxSamples };
  return scope.own(await openRecords({ store, clock, random, log, keep, threadDeaths: () => threadDeaths }));
}

/** How often clients are to tell what they measure; 0: not at all. */
export function qualityReportMs({ qualityReports, recordsDays, qualityDays }: Config): number {
  return qualityReports && recordsDays > 0 && qualityDays > 0 ? QUALITY_REPORT_MS : 0;
}
