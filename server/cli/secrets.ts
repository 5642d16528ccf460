import { existsSync } from 'node:fs';
import type { Config } from '../config/Config.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import type { Keys } from '../stores/sqlite/secrets/Keys.ts';
import { keysOf } from '../stores/sqlite/secrets/keysOf.ts';
import { forgetOldKeys, rotateKey } from '../stores/sqlite/secrets/rotateKey.ts';
import { audited } from './audited.ts';
import { type Call, type Command, CommandFailed, UsageError } from './Command.ts';
import { dataFolderHelp, dataFolderOptions } from './dataFolder.ts';

/** `liuyun secrets rotate-key | forget-old-keys` */
export const secrets: Command = {
  summary: 'change the key that secrets are encrypted with in the database',
  help: `liuyun secrets rotate-key
liuyun secrets forget-old-keys

AppSigns, ServerSecrets and CallbackSecrets are encrypted in the database with a key that lies in a file of its own. rotate-key
makes a new one and encrypts them anew; a running server goes on. Earlier keys stay in the file, because backups made before need
them; forget-old-keys takes them out. Where the key is handed over (LIUYUN_SECRET_KEY, or a key file that is not ours to write),
put the new one in front of the old one there, restart the server, then call rotate-key: it encrypts with the first of them.

${dataFolderHelp}`,
  async run(call) {
    const [name = '', ...argv] = call.argv;
    const place = placeOf(call, argv);
    if (name === 'rotate-key') {
      const {
        keyID,
        made,
        secrets: count,
      } = await audited(place, { verb: 'secrets rotate-key', given: {} }, async () => attempt(() => rotateKey(place)));
      call.out(
        count === 0 && !made
          ? `all secrets are encrypted with the key ${keyID} already: put a new one in front of it in ${place.keys.place}`
          : `${count} secrets are encrypted with the key ${keyID} now; keep earlier keys in ${place.keys.place} for older backups`,
      );
    } else if (name === 'forget-old-keys') {
      const count = await audited(place, { verb: 'secrets forget-old-keys', given: {} }, async () =>
        attempt(() => forgetOldKeys(place)),
      );
      call.out(count === 0 ? 'there are no old keys' : `${count} old ${count === 1 ? 'key is' : 'keys are'} forgotten`);
    } else throw new UsageError('liuyun secrets rotate-key or forget-old-keys?');
    return 0;
  },
};

function placeOf(call: Call, argv: string[]): { dataDir: string; keys: Keys } {
  const flags = readFlags(argv, {}, dataFolderOptions);
  if (flags.words.length > 0) throw new UsageError(`${JSON.stringify(flags.words[0])} is not expected here`);
  const config: Config = configFrom(flags, call.env);
  const { dataDir } = config;
  if (!existsSync(databasePath(dataDir))) throw new CommandFailed(`there is no data in ${dataDir}`);
  return { dataDir, keys: attempt(() => keysOf(config)) };
}

function attempt<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
}
