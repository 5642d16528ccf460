import { AdminError } from '@liuyun/protocol/admin/errors';
import type { CallDescription, GetCall, GetQuality, Quality, SearchCalls, SearchedCalls } from '@liuyun/protocol/admin/records';
import { describeCall } from '../records/describeCall.ts';
import type { Records } from '../records/openRecords.ts';
import { readQuality } from '../records/readQuality.ts';
import * as records from '../records/searchCalls.ts';
import type { Asking, Desk } from './Desk.ts';

/** NOT_FOUND where no records are kept. */
export function recordsOf({ records: kept }: Desk): Records {
  if (!kept) throw new AdminError('NOT_FOUND', 'this server keeps no records of calls (records-days: 0)');
  return kept;
}

export function searchCalls({ desk }: Asking, asked: SearchCalls): Promise<SearchedCalls> {
  return records.searchCalls(recordsOf(desk), asked);
}

/** NOT_FOUND. */
export async function getCall({ desk }: Asking, { callID }: GetCall): Promise<CallDescription> {
  return (await describeCall(recordsOf(desk), callID)) ?? gone();
}

/** NOT_FOUND. */
export async function getQuality({ desk }: Asking, asked: GetQuality): Promise<Quality> {
  return (await readQuality(recordsOf(desk), asked)) ?? gone();
}

function gone(): never {
  throw new AdminError('NOT_FOUND', 'there is no such call, or not any more');
}
