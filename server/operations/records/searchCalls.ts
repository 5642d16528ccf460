import type { SearchCalls, SearchedCalls } from '@liuyun/protocol/admin/records';
import type { Records } from './openRecords.ts';

/** Calls by app, room, user, stream and time, the newest first; what happened until now is in it. INPUT_PARAM for a wrong cursor. */
export async function searchCalls(records: Records, asked: SearchCalls): Promise<SearchedCalls> {
  await records.settle();
  return records.store.searchCalls(asked, records.now());
}
