import { existsSync } from 'node:fs';
import { type ExportCalls, ExportCallsParams, SearchCallsParams } from '@liuyun/protocol/admin/records';
import { type Flags, readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { exportCalls } from '../operations/records/exportCalls.ts';
import type { RecordStore } from '../stores/RecordStore.ts';
import { recordsPath } from '../stores/sqlite/records/openRecords.ts';
import { SqliteRecordStore } from '../stores/sqlite/records/SqliteRecordStore.ts';
import { type Call, type Command, CommandFailed, UsageError } from './Command.ts';
import { dataFolderHelp, dataFolderOptions } from './dataFolder.ts';
import { table } from './printable.ts';

const own = {
  app: 'text',
  room: 'text',
  user: 'text',
  stream: 'text',
  call: 'text',
  from: 'text',
  to: 'text',
  prefix: 'switch',
  limit: 'text',
  rows: 'text',
  format: 'text',
  json: 'switch',
} as const;

/** `liuyun calls list | export` */
export const calls: Command = {
  summary: 'who was in which room when, from the records of calls',
  help: `liuyun calls list [FILTER] [--limit COUNT] [--json]
liuyun calls export [FILTER] [--format csv|json] [--rows calls|stays|publications|plays|samples]

A call is one life of a room. What happens in the last second may be missing while the server runs. An export goes to standard
output: liuyun calls export --rows stays > stays.csv

  --app APPID        of this app
  --room ROOMID      of this room, --user USERID with this user, --stream STREAMID with this stream
  --prefix           these IDs are beginnings of IDs
  --from TIME        that went on at or after this time: 2026-11-21 or 2026-11-21T10:30:00Z
  --to TIME          that went on at or before this time
  --call CALLID      export: this call
  --limit COUNT      list: at most so many, the newest (50)
  --json             list: for programs
  --format FORMAT    export: csv or json, one call a line with everything about it (csv)
  --rows ROWS        export: what a line of CSV is (calls)
${dataFolderHelp}`,
  async run(call) {
    const [name = '', ...argv] = call.argv;
    const flags = readFlags(argv, own, dataFolderOptions);
    if (flags.words.length > 0) throw new UsageError(`${JSON.stringify(flags.words[0])} is not expected here`);
    const { dataDir } = configFrom(flags, call.env);
    if (name === 'list') await withRecords(dataDir, (store) => list(store, { call, flags }));
    else if (name === 'export') await withRecords(dataDir, (store) => write(store, { call, flags }));
    else throw new UsageError('liuyun calls list or export?');
    return 0;
  },
};

type Asked = { call: Call; flags: Flags<typeof own> };

async function list(store: RecordStore, { call, flags }: Asked): Promise<void> {
  const { limit, json } = flags.own;
  const asked = read(SearchCallsParams, { ...filterOf(flags), ...(limit !== undefined && { limit: number(limit, '--limit') }) });
  const { items } = await store.searchCalls(asked, Date.now());
  if (json) return call.out(JSON.stringify(items, null, 2));
  const rows = items.map(({ callID, openedAt, durationMs, closedAt, appID, roomID, peakUsers, plays, crashed }) => {
    const lasted = `${Math.round(durationMs / 1_000)} s${closedAt === null ? ' …' : crashed ? ' †' : ''}`;
    return [callID, new Date(openedAt).toISOString(), lasted, String(appID), roomID, String(peakUsers), String(plays)];
  });
  call.out(rows.length === 0 ? 'none' : table([['CALL', 'OPENED', 'LASTED', 'APPID', 'ROOM', 'USERS', 'PLAYS'], ...rows]));
}

async function write(store: RecordStore, { call, flags }: Asked): Promise<void> {
  const { format = 'csv', rows, call: callID } = flags.own;
  const given = { ...filterOf(flags), format, ...(rows !== undefined && { rows }), ...(callID !== undefined && { callID }) };
  const asked: ExportCalls = read(ExportCallsParams, given);
  // `out` ends each line itself.
  let line = '';
  for await (const piece of exportCalls(store, { ...asked, now: Date.now() })) {
    const lines = (line + piece).split('\n');
    line = lines.pop() ?? '';
    for (const whole of lines) call.out(whole);
  }
}

function filterOf({ own: { app, room, user, stream, prefix, from, to } }: Asked['flags']): object {
  return {
    ...(app !== undefined && { appID: number(app, '--app') }),
    ...(room !== undefined && { roomID: room }),
    ...(user !== undefined && { userID: user }),
    ...(stream !== undefined && { streamID: stream }),
    ...(prefix && { match: 'prefix' }),
    ...(from !== undefined && { from: time(from, '--from') }),
    ...(to !== undefined && { to: time(to, '--to') }),
  };
}

function read<T>(
  schema: {
    safeParse(given: object): { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[] }[] } };
  },
  given: object,
): T {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new UsageError(
    `${read.error.issues.map(({ path }) => path.join('.')).join(', ')}: not as it must be; see "liuyun calls --help"`,
  );
}

function number(word: string, what: string): number {
  if (!/^\d{1,15}$/.test(word)) throw new UsageError(`${what} must be a number`);
  return Number(word);
}

function time(word: string, what: string): number {
  const ms = /^\d{4}-\d\d-\d\d/.test(word) ? Date.parse(word) : Number.NaN;
  if (Number.isNaN(ms)) throw new UsageError(`${what} must be a time like 2026-11-21 or 2026-11-21T10:30:00Z`);
  return ms;
}

async function withRecords(dataDir: string, task: (store: RecordStore) => Promise<void>): Promise<void> {
  if (!existsSync(recordsPath(dataDir))) throw new CommandFailed(`there are no records of calls in ${dataDir}`);
  let store: RecordStore;
  try {
    store = await SqliteRecordStore.open(dataDir);
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
  try {
    await task(store);
  } finally {
    await store.close();
  }
}
