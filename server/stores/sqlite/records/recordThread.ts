import { parentPort, workerData } from 'node:worker_threads';
import { RtcError } from '@liuyun/protocol/errors';
import type { Answered, Asked, Opened } from './calls.ts';
import { openRecords } from './openRecords.ts';
import { SqliteRecords } from './SqliteRecords.ts';

/** A thread of the records' own: neither writes nor long searches hold up what happens in calls. */
function serve(dataDir: string, port: NonNullable<typeof parentPort>): void {
  const say = (message: Answered | Opened) => port.postMessage(message);
  let records: SqliteRecords;
  try {
    records = new SqliteRecords(openRecords(dataDir));
  } catch (error) {
    say({ opened: false, message: (error as Error).message });
    port.close();
    return;
  }
  port.on('message', ({ id, verb, args }: Asked) => {
    try {
      const answer = (records[verb] as (...given: unknown[]) => unknown).apply(records, args);
      say({ id, ok: answer });
    } catch (error) {
      const { message } = error as Error;
      say({ id, fail: error instanceof RtcError ? { message: error.detail, failure: error.failure } : { message } });
    }
    if (verb === 'close') port.close();
  });
  say({ opened: true });
}

if (parentPort) serve((workerData as { dataDir: string }).dataDir, parentPort);
