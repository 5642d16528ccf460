import { existsSync } from 'node:fs';
import { randomHex, systemRandom } from '@liuyun/kit';
import { AdminError } from '@liuyun/protocol/admin/errors';
import type { Config } from '../config/Config.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { addAdministrator } from '../operations/admin/administrators.ts';
import { Passwords } from '../operations/admin/passwords.ts';
import { type AdministratorStore, administratorRoles } from '../stores/AdministratorStore.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import { SqliteAdministratorStore } from '../stores/sqlite/SqliteAdministratorStore.ts';
import { audited } from './audited.ts';
import { type Call, type Command, CommandFailed, UsageError } from './Command.ts';
import { dataFolderHelp, dataFolderOptions } from './dataFolder.ts';
import { table } from './printable.ts';

const NAME = /^[\p{L}\p{N}._@-]{1,64}$/u;
const PASSWORD_BYTES = 10;

const verbs: { [name: string]: (call: Call) => Promise<void> } = { create, list, 'reset-password': resetPassword };

/** `liuyun admin create | list | reset-password` */
export const admin: Command = {
  summary: 'create administrators of the console, and let in one who lost the password',
  help: `liuyun admin create NAME [--role admin|viewer]
liuyun admin list
liuyun admin reset-password NAME

A password is made and printed; change it in the console. A running server takes it at once. Resetting a password ends the
sessions of its administrator, and lets one sign in again who was disabled.

  --role ROLE        admin may change things, viewer may look (admin)
${dataFolderHelp}`,
  async run(call) {
    const [name = '', ...argv] = call.argv;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (!verb) throw new UsageError('liuyun admin create, list or reset-password?');
    await verb({ ...call, argv });
    return 0;
  },
};

async function create(call: Call): Promise<void> {
  const flags = readFlags(call.argv, { role: 'text' }, dataFolderOptions);
  const username = nameOf(flags.words, 'create');
  const role = administratorRoles.find((one) => one === (flags.own.role ?? 'admin'));
  if (!role) throw new UsageError(`--role must be one of ${administratorRoles.join(', ')}`);
  const config = configFrom(flags, call.env);
  const password = newPassword();
  await withAdministrators(config, (administrators) =>
    audited(config, { verb: 'admin create', given: { username, role } }, () =>
      addAdministrator({ administrators, passwords: new Passwords() }, { username, password, role, now: Date.now() }),
    ),
  );
  call.out(`${username} signs in with the password ${password}`);
}

async function list(call: Call): Promise<void> {
  const flags = readFlags(call.argv, {}, dataFolderOptions);
  if (flags.words.length > 0) throw new UsageError('liuyun admin list takes options only');
  const all = await withAdministrators(configFrom(flags, call.env), (administrators) => administrators.list());
  const day = (ms: number | null) => (ms === null ? 'never' : new Date(ms).toISOString().slice(0, 16).replace('T', ' '));
  const rows = all.map((one) => [one.username, one.role, one.disabled ? 'disabled' : '', day(one.lastLoginAt)]);
  call.out(all.length === 0 ? 'no administrators yet' : table([['NAME', 'ROLE', '', 'LAST LOGIN'], ...rows]));
}

async function resetPassword(call: Call): Promise<void> {
  const flags = readFlags(call.argv, {}, dataFolderOptions);
  const username = nameOf(flags.words, 'reset-password');
  const config = configFrom(flags, call.env);
  const password = newPassword();
  await withAdministrators(config, (administrators) =>
    audited(config, { verb: 'admin reset-password', given: { username } }, async () => {
      const passwordHash = await new Passwords().hash(password);
      if ((await administrators.change(username, { passwordHash, disabled: false })) === 'unknown')
        throw new CommandFailed(
          `there is no administrator ${JSON.stringify(username)}; "liuyun admin list" shows those there are`,
        );
      await administrators.endSessionsOf(username);
    }),
  );
  call.out(`${username} signs in with the password ${password}`);
}

function nameOf(words: readonly string[], verb: string): string {
  const [name = '', more] = words;
  if (more !== undefined) throw new UsageError(`${JSON.stringify(more)} is not expected here`);
  if (!NAME.test(name)) throw new UsageError(`whom? liuyun admin ${verb} NAME (letters, digits and . _ @ - only)`);
  return name.normalize('NFC');
}

/** 80 random bits: nobody guesses them, and they can be typed. */
function newPassword(): string {
  return randomHex(systemRandom, PASSWORD_BYTES).replace(/(.{5})(?=.)/g, '$1-');
}

async function withAdministrators<T>(config: Config, task: (store: AdministratorStore) => Promise<T>): Promise<T> {
  if (!existsSync(databasePath(config.dataDir)))
    throw new CommandFailed(`there is no data in ${config.dataDir}; start the server once`);
  let store: AdministratorStore;
  try {
    store = SqliteAdministratorStore.open(config.dataDir);
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
  try {
    return await task(store);
  } catch (error) {
    throw error instanceof AdminError ? new CommandFailed(error.message, { cause: error }) : error;
  } finally {
    await store.close();
  }
}
