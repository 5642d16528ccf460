import { existsSync } from 'node:fs';
import type { Config } from '../config/Config.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import { keyFileOf } from '../stores/sqlite/secrets/KeyFile.ts';
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
them; forget-old-keys takes them out.

${dataFolderHelp}`,
  async run(call) {
    const [name = '', ...argv] = call.argv;
    const place = placeOf(call, argv);
    if (name === 'rotate-key') {
      const { keyID, secrets: count } = await audited(place, { verb: 'secrets rotate-key', given: {} }, async () =>
        attempt(() => rotateKey(place)),
      );
      call.out(`${count} secrets are encrypted with the key ${keyID} now; ${place.keyFile} keeps earlier keys for older backups`);
    } else if (name === 'forget-old-keys') {
      const count = await audited(place, { verb: 'secrets forget-old-keys', given: {} }, async () =>
        attempt(() => forgetOldKeys(place)),
      );
      call.out(count === 0 ? 'there are no old keys' : `${count} old ${count === 1 ? 'key is' : 'keys are'} forgotten`);
    } else throw new UsageError('liuyun secrets rotate-key or forget-old-keys?');
    return 0;
  },
};

function placeOf(call: Call, argv: string[]): { dataDir: string; keyFile: string } {
  const flags = readFlags(argv, {}, dataFolderOptions);
  if (flags.words.length > 0) throw new UsageError(`${JSON.stringify(flags.words[0])} is not expected here`);
  const { dataDir, secretKeyFile }: Config = configFrom(flags, call.env);
  if (!existsSync(databasePath(dataDir))) throw new CommandFailed(`there is no data in ${dataDir}`);
  return { dataDir, keyFile: secretKeyFile ?? keyFileOf(dataDir) };
}

function attempt<T>(task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
}
