import type { CallDescription } from '@liuyun/protocol/admin/records';
import type { Records } from './openRecords.ts';

/** Everything about one call but its figures; undefined if there is no such call (any more). */
export async function describeCall(records: Records, callID: string): Promise<CallDescription | undefined> {
  await records.settle();
  return records.store.describeCall(callID, records.now());
}
