import type { Call, ExportCalls } from '@liuyun/protocol/admin/records';
import type { ExportedRow, ExportedRows, RecordStore } from '../../stores/RecordStore.ts';
import { columnsOf, csvLine } from './csv.ts';

/** A download ends here. */
const CALLS = 100_000;
const ROWS = 1_000_000;
const CALLS_AT_ONCE = 100;
const ROWS_AT_ONCE = 1_000;

type Asked = ExportCalls & { now: number };

/**
 * Calls as text, piece by piece: CSV of one kind of row (RFC 4180), or a JSON array with one call a line and everything
 * about it. Never more than a page is in memory. At most 100,000 calls and 1,000,000 rows.
 */
export async function* exportCalls(store: RecordStore, asked: Asked): AsyncGenerator<string> {
  yield* asked.format === 'csv' ? csv(store, asked) : json(store, asked);
}

async function* csv(store: RecordStore, asked: Asked): AsyncGenerator<string> {
  const { rows } = asked;
  yield csvLine(columnsOf(rows));
  let left = ROWS;
  for await (const calls of pages(store, asked)) {
    if (rows === 'calls') {
      yield calls.map((call) => csvLine(columnsOf('calls', call))).join('');
      continue;
    }
    for (const call of calls) {
      for await (const some of rowsOf(store, call, rows)) {
        if (left <= 0) return;
        yield some.map((row) => csvLine(columnsOf(rows, call, row))).join('');
        left -= some.length;
      }
    }
  }
}

async function* json(store: RecordStore, asked: Asked): AsyncGenerator<string> {
  let left = ROWS;
  let first = true;
  for await (const calls of pages(store, asked)) {
    for (const call of calls) {
      if (left <= 0) break;
      yield `${first ? '[\n' : ',\n'}{"call":${JSON.stringify(call)}`;
      first = false;
      for (const rows of ['stays', 'publications', 'plays', 'samples'] as const) {
        yield `,"${rows}":[`;
        let comma = '';
        for await (const some of rowsOf(store, call, rows)) {
          if (left <= 0) break;
          yield comma + some.map(({ call: _, ...row }) => JSON.stringify(row)).join(',');
          comma = ',';
          left -= some.length;
        }
        yield ']';
      }
      yield '}';
    }
  }
  yield first ? '[]\n' : '\n]\n';
}

async function* pages(store: RecordStore, { callID, now, ...filter }: Asked): AsyncGenerator<Call[]> {
  if (callID !== undefined) {
    const described = await store.describeCall(callID, now);
    if (described) yield [described.call];
    return;
  }
  let cursor: string | undefined;
  let left = CALLS;
  do {
    const page = await store.searchCalls({ ...filter, limit: CALLS_AT_ONCE, cursor }, now);
    if (page.items.length > 0) yield page.items;
    cursor = page.next;
    left -= page.items.length;
  } while (cursor !== undefined && left > 0);
}

/** Of one call, never empty pages. */
async function* rowsOf(store: RecordStore, { callID }: Call, rows: ExportedRows): AsyncGenerator<ExportedRow['row'][]> {
  let after: string | undefined;
  do {
    const page = await store.page({ callID, rows, after, limit: ROWS_AT_ONCE });
    if (page.rows.length > 0) yield page.rows;
    after = page.next;
  } while (after !== undefined);
}
