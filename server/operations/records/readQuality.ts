import type { GetQuality, Quality } from '@liuyun/protocol/admin/records';
import type { Records } from './openRecords.ts';

/** How good the streams of a call were, over time; undefined if there is no such call (any more). */
export async function readQuality(records: Records, asked: GetQuality): Promise<Quality | undefined> {
  await records.settle();
  return records.store.readQuality(asked);
}
