import { systemRandom } from '@liuyun/kit';
import { type Config, ConfigError } from '../config/Config.ts';
import { closest } from '../config/closest.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { changeServerSecret } from '../operations/admin/apps.ts';
import { changeApp } from '../operations/changeApp.ts';
import { createApp } from '../operations/createApp.ts';
import type { AppRecord } from '../stores/AppStore.ts';
import { SqliteRuleStore } from '../stores/sqlite/SqliteRuleStore.ts';
import { audited } from './audited.ts';
import { type Call, type Command, UsageError } from './Command.ts';
import { appWithID, dataFolderHelp, dataFolderOptions, withApps } from './dataFolder.ts';
import { table } from './printable.ts';

const LONGEST_GRACE_HOURS = 720;

const verbs: { [name: string]: (call: Call) => Promise<void> } = {
  create,
  list,
  show,
  set,
  'rotate-secret': rotateSecret,
  delete: remove,
};

/** `liuyun app create | list | show | set | rotate-secret | delete` */
export const app: Command = {
  summary: 'create, list, show and change apps: an AppID with its secrets',
  help: `liuyun app create [--name NAME] [--json]
liuyun app list [--json]
liuyun app show APPID [--secrets] [--json]
liuyun app set APPID [--name NAME] [--token-only on|off] [--check-privileges on|off] [--strict-expiry on|off] [--keep-ms MS]
                   [--max-users COUNT] [--max-rooms COUNT] [--max-room-users COUNT]
                   [--max-streams COUNT] [--max-plays COUNT] [--api-rate PERCENT]
                   [--callback-url URL|none] [--callback-secret SECRET]
liuyun app rotate-secret APPID [--grace-hours HOURS] [--json]
liuyun app delete APPID --name NAME

Apps live in the server's data folder; a running server sees a new one at once, and a change within two seconds: it holds for who is
in already, too.

  --name NAME        what people call it; delete: to be sure that the right one is meant
  --id APPID         create: keep the AppID that an application already has …
  --app-sign HEX     … and its AppSign (64 hexadecimal characters) …
  --server-secret S  … and its ServerSecret (32 characters)
  --secrets          show: AppSign and ServerSecret too
  --token-only       set: whether an AppSign no longer suffices to log in
  --check-privileges set: whether the privileges in tokens count (standard: on)
  --strict-expiry    set: whether users are kicked out when their token expires
  --keep-ms MS       set: how long the place of a user whose connection broke is kept, 5000 to 100000
  --max-users        set: users at the same time; 0: any number (so at first)
  --max-rooms        set: open rooms at the same time; 0: any number (so at first)
  --max-room-users   set: users in one room; 0: any number (so at first)
  --max-streams      set: streams that one user publishes, 1 to 20 (20)
  --max-plays        set: streams that one user plays, 1 to 50 (50)
  --api-rate         set: how often the server API may be called, in percent of what every app may, 1 to 10000 (100)
  --callback-url     set: where the app's own server is told of rooms, users and streams; none: nowhere
  --callback-secret  set: what callbacks are signed with; one is made where there is none
  --grace-hours      rotate-secret: how long the former ServerSecret is good too, 0 to 720 (24)
  --json             for programs
${dataFolderHelp}`,
  async run(call) {
    const [name = '', ...argv] = call.argv;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (!verb) {
      const meant = closest(name, Object.keys(verbs));
      throw new UsageError(
        `liuyun app create, list, show, set, rotate-secret or delete?${meant ? ` Did you mean "liuyun app ${meant}"?` : ''}`,
      );
    }
    await verb({ ...call, argv });
    return 0;
  },
};

async function create(call: Call): Promise<void> {
  const own = { name: 'text', id: 'text', 'app-sign': 'text', 'server-secret': 'text', json: 'switch' } as const;
  const flags = readFlags(call.argv, own, dataFolderOptions);
  expectWords(flags.words, 0);
  const config = configFrom(flags, call.env);
  const { name = 'My app', id, json } = flags.own;
  const chosen = {
    name,
    appID: id === undefined ? undefined : Number(id),
    appSign: flags.own['app-sign'],
    serverSecret: flags.own['server-secret'],
    keepSessionMs: config.awayMs,
  };
  const made = await withApps(
    config,
    (apps) => audited(config, { verb: 'app create', given: { name, appID: chosen.appID } }, () => createApp(apps, chosen)),
    { create: true },
  );
  if (json) return call.out(JSON.stringify(made, null, 2));
  call.out(`${described(made, true)}\n\nThe ServerSecret makes tokens: keep it on your server, never in a page or an app.`);
}

async function list(call: Call): Promise<void> {
  const flags = readFlags(call.argv, { json: 'switch' }, dataFolderOptions);
  expectWords(flags.words, 0);
  const config = configFrom(flags, call.env);
  const all = await withApps(config, (apps) => apps.list());
  if (flags.own.json) return call.out(JSON.stringify(all.map(withoutSecrets), null, 2));
  const rows = all.map((one) => [String(one.appID), date(one.createdAt), one.name]);
  call.out(all.length === 0 ? 'no apps yet: "liuyun app create" makes one' : table([['APPID', 'CREATED', 'NAME'], ...rows]));
}

async function show(call: Call): Promise<void> {
  const flags = readFlags(call.argv, { json: 'switch', secrets: 'switch' }, dataFolderOptions);
  const [id = ''] = expectWords(flags.words, 1, 'which app? liuyun app show APPID');
  const config = configFrom(flags, call.env);
  const { json, secrets } = flags.own;
  const found = await withApps(config, (apps) => appWithID(apps, id, config));
  call.out(json ? JSON.stringify(secrets ? found : withoutSecrets(found), null, 2) : described(found, secrets));
}

async function set(call: Call): Promise<void> {
  const switches = { 'token-only': 'text', 'check-privileges': 'text', 'strict-expiry': 'text' } as const;
  const callbackFlags = { 'callback-url': 'text', 'callback-secret': 'text' } as const;
  const flags = readFlags(
    call.argv,
    {
      ...switches,
      ...callbackFlags,
      name: 'text',
      'keep-ms': 'text',
      'max-users': 'text',
      'max-rooms': 'text',
      'max-room-users': 'text',
      'max-streams': 'text',
      'max-plays': 'text',
      'api-rate': 'text',
      json: 'switch',
    } as const,
    dataFolderOptions,
  );
  const [id = ''] = expectWords(flags.words, 1, 'which app? liuyun app set APPID');
  const config = configFrom(flags, call.env);
  const { name, json, 'keep-ms': keepMs } = flags.own;
  const options = {
    tokenOnly: onOff('token-only', flags.own['token-only']),
    checkPrivileges: onOff('check-privileges', flags.own['check-privileges']),
    strictTokenExpiry: onOff('strict-expiry', flags.own['strict-expiry']),
    keepSessionMs: numberOf(keepMs),
    maxUsers: numberOf(flags.own['max-users']),
    maxRooms: numberOf(flags.own['max-rooms']),
    maxUsersPerRoom: numberOf(flags.own['max-room-users']),
    maxStreamsPerUser: numberOf(flags.own['max-streams']),
    maxPlaysPerUser: numberOf(flags.own['max-plays']),
    serverApiRate: numberOf(flags.own['api-rate']),
  };
  const url = flags.own['callback-url'];
  const callback = { url: url === 'none' ? '' : url, secret: flags.own['callback-secret'] };
  const changed = await withApps(config, async (apps) => {
    const { appID } = await appWithID(apps, id, config);
    const given = { appID, name, options, callbackUrl: callback.url };
    return audited(config, { verb: 'app set', given }, () => changeApp(apps, appID, { name, options, callback }));
  });
  call.out(json ? JSON.stringify(withoutSecrets(changed), null, 2) : described(changed, false));
}

async function rotateSecret(call: Call): Promise<void> {
  const flags = readFlags(call.argv, { 'grace-hours': 'text', json: 'switch' } as const, dataFolderOptions);
  const [id = ''] = expectWords(flags.words, 1, 'which app? liuyun app rotate-secret APPID');
  const graceHours = Number(flags.own['grace-hours'] ?? 24);
  if (!(graceHours >= 0 && graceHours <= LONGEST_GRACE_HOURS))
    throw new UsageError(`--grace-hours must be a number from 0 to ${LONGEST_GRACE_HOURS}`);
  const config = configFrom(flags, call.env);
  const changed = await withApps(config, async (apps) => {
    const { appID } = await appWithID(apps, id, config);
    return audited(config, { verb: 'app rotate-secret', given: { appID, graceHours } }, () =>
      changeServerSecret(apps, appID, { random: systemRandom, graceHours, now: Date.now() }),
    );
  });
  if (flags.own.json) return call.out(JSON.stringify({ serverSecret: changed.value, graceUntil: changed.graceUntil }, null, 2));
  const { value, graceUntil } = changed;
  call.out(`The new ServerSecret is ${value}`);
  call.out(graceUntil === null ? 'The former one is good no longer.' : `The former one is good until ${date(graceUntil)} UTC.`);
}

async function remove(call: Call): Promise<void> {
  const flags = readFlags(call.argv, { name: 'text' } as const, dataFolderOptions);
  const [id = ''] = expectWords(flags.words, 1, 'which app? liuyun app delete APPID --name NAME');
  const config = configFrom(flags, call.env);
  const deleted = await withApps(config, async (apps) => {
    const { appID, name } = await appWithID(apps, id, config);
    if (flags.own.name !== name) throw new UsageError(`to delete app ${appID}, say its name too: --name ${JSON.stringify(name)}`);
    await audited(config, { verb: 'app delete', given: { appID, name } }, async () => {
      await apps.remove(appID);
      await forgetRules(config, appID);
    });
    return appID;
  });
  call.out(`App ${deleted} is deleted with its credentials and bans. A running server puts out its users within two seconds.`);
}

async function forgetRules({ dataDir }: Config, appID: number): Promise<void> {
  const rules = SqliteRuleStore.open(dataDir);
  try {
    for (const one of await rules.list()) if (one.appID === appID) await rules.remove(appID, one.rule);
  } finally {
    await rules.close();
  }
}

/** What is no number at all is refused by the rule for that figure. */
function numberOf(word: string | undefined): number | undefined {
  return word === undefined ? undefined : Number(word || Number.NaN);
}

function onOff(flag: string, word: string | undefined): boolean | undefined {
  if (word === undefined) return undefined;
  if (word !== 'on' && word !== 'off') throw new UsageError(`--${flag} must be on or off`);
  return word === 'on';
}

function described(record: AppRecord, secrets: boolean): string {
  const hidden = 'hidden; --secrets shows it';
  const { tokenOnly, checkPrivileges, strictTokenExpiry, keepSessionMs, maxUsers, maxRooms } = record.options;
  return table([
    ['AppID', String(record.appID)],
    ['Name', record.name],
    ['AppSign', secrets ? record.appSign : hidden],
    ['ServerSecret', secrets ? record.serverSecret : hidden],
    ['Callbacks', record.callback?.url ?? 'none'],
    ['CallbackSecret', !record.callback ? 'none' : secrets ? record.callback.secret : hidden],
    ['Created', date(record.createdAt)],
    ['Login', tokenOnly ? 'token only' : 'token or AppSign'],
    ['Privileges', checkPrivileges ? 'checked' : 'not checked'],
    ['Token expired', strictTokenExpiry ? 'kicks out' : 'stays until the next login'],
    ['Keeps a place', `${keepSessionMs / 1000} s after a lost connection`],
    ['At most', `${maxUsers || 'any number of'} users, ${maxRooms || 'any number of'} rooms`],
  ]);
}

function withoutSecrets({ appSign: _, serverSecret: __, previousSecret: ___, callback, ...rest }: AppRecord): object {
  return { ...rest, ...(callback && { callback: { url: callback.url } }) };
}

function date(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
}

function expectWords(words: string[], count: number, tooFew = ''): string[] {
  if (words.length < count) throw new UsageError(tooFew);
  if (words.length > count) throw new ConfigError([`${JSON.stringify(words[count])} is not expected here`]);
  return words;
}
