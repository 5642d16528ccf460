import { existsSync } from 'node:fs';
import type { Config } from '../config/Config.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { type CallbackState, type CallbackStore, callbackStates } from '../stores/CallbackStore.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import { SqliteCallbackStore } from '../stores/sqlite/SqliteCallbackStore.ts';
import { audited } from './audited.ts';
import { type Call, type Command, CommandFailed, UsageError } from './Command.ts';
import { dataFolderHelp, dataFolderOptions } from './dataFolder.ts';
import { table } from './printable.ts';

const LISTED = 100;

/** `liuyun callbacks list | replay` */
export const callbacks: Command = {
  summary: "see what apps' servers were told, and send again what they missed",
  help: `liuyun callbacks list [--app APPID] [--state waiting|delivered|failed] [--limit COUNT] [--json]
liuyun callbacks replay APPID all|ID…

A callback that was not accepted after six attempts is kept as failed for 7 days; one that was is listed for a day.
A running server sends within a second what is to be replayed.

  --app APPID        list: of this app only
  --state STATE      list: waiting, delivered or failed
  --limit COUNT      list: at most so many, the newest (${LISTED})
  --json             list: for programs, with the fields of each
${dataFolderHelp}`,
  async run(call) {
    const [name = '', ...argv] = call.argv;
    if (name === 'list') await list({ ...call, argv });
    else if (name === 'replay') await replay({ ...call, argv });
    else throw new UsageError('liuyun callbacks list or replay?');
    return 0;
  },
};

async function list(call: Call): Promise<void> {
  const own = { app: 'text', state: 'text', limit: 'text', json: 'switch' } as const;
  const flags = readFlags(call.argv, own, dataFolderOptions);
  if (flags.words.length > 0) throw new UsageError('liuyun callbacks list takes options only');
  const { app, limit = String(LISTED), json } = flags.own;
  const asked = {
    appID: app === undefined ? undefined : number(app, '--app'),
    state: stateOf(flags.own.state),
    limit: number(limit, '--limit'),
  };
  const found = await withCallbacks(configFrom(flags, call.env), (store) => store.list(asked));
  if (json)
    return call.out(
      JSON.stringify(
        found.map((one) => ({ ...one, fields: JSON.parse(one.fields) })),
        null,
        2,
      ),
    );
  const rows = found.map(({ id, appID, event, roomID, state, attempts, createdAt, error }) => {
    return [String(id), new Date(createdAt).toISOString(), String(appID), event, roomID, state, String(attempts), error];
  });
  call.out(rows.length === 0 ? 'none' : table([['ID', 'TIME', 'APPID', 'EVENT', 'ROOM', 'STATE', 'ATTEMPTS', 'ERROR'], ...rows]));
}

async function replay(call: Call): Promise<void> {
  const flags = readFlags(call.argv, {}, dataFolderOptions);
  const [app, ...words] = flags.words;
  if (app === undefined || words.length === 0) throw new UsageError('which ones? liuyun callbacks replay APPID all|ID…');
  const ids = words[0] === 'all' && words.length === 1 ? undefined : words.map((word) => number(word, 'ID'));
  const asked = { appID: number(app, 'APPID'), ids, now: Date.now() };
  const config = configFrom(flags, call.env);
  const given = { appID: asked.appID, ids: asked.ids };
  const count = await withCallbacks(config, (store) =>
    audited(config, { verb: 'callbacks replay', given }, () => store.replay(asked)),
  );
  if (count === 0) throw new CommandFailed('none of these failed');
  call.out(`${count} ${count === 1 ? 'callback waits' : 'callbacks wait'} to be sent again`);
}

function number(word: string, what: string): number {
  if (!/^\d{1,15}$/.test(word)) throw new UsageError(`${what} must be a number`);
  return Number(word);
}

function stateOf(word: string | undefined): CallbackState | undefined {
  if (word === undefined) return undefined;
  const state = callbackStates.find((one) => one === word);
  if (!state) throw new UsageError(`--state must be one of ${callbackStates.join(', ')}`);
  return state;
}

async function withCallbacks<T>(config: Config, task: (store: CallbackStore) => Promise<T>): Promise<T> {
  if (!existsSync(databasePath(config.dataDir))) throw new CommandFailed(`there is no data in ${config.dataDir}`);
  let store: CallbackStore;
  try {
    store = await SqliteCallbackStore.open(config.dataDir);
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
  try {
    return await task(store);
  } finally {
    await store.close();
  }
}
