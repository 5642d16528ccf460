import { existsSync } from 'node:fs';
import type { Config } from '../config/Config.ts';
import type { OptionName } from '../config/options.ts';
import type { AppRecord, AppStore } from '../stores/AppStore.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import { SqliteAppStore } from '../stores/sqlite/SqliteAppStore.ts';
import { keysOf } from '../stores/sqlite/secrets/keysOf.ts';
import { CommandFailed } from './Command.ts';

/** Which of the server's options a command about apps has. */
export const dataFolderOptions: readonly OptionName[] = ['dataDir', 'secretKeyFile'];

export const dataFolderHelp = `  --data-dir FOLDER  the server's data folder (.liuyun)
  --secret-key-file F  the key of its secrets (secret.key in it); LIUYUN_SECRET_KEY: the key itself
  --config FILE      the server's YAML file, which may name it`;

/** Does something with the apps of a data folder and closes it again. Only `create` may begin a new one. */
export async function withApps<T>(
  config: Config,
  task: (apps: AppStore) => Promise<T>,
  { create = false }: { create?: boolean } = {},
): Promise<T> {
  if (!create && !existsSync(databasePath(config.dataDir))) {
    throw new CommandFailed(
      `there are no apps in ${config.dataDir}: create one with "liuyun app create", or name the right folder with --data-dir`,
    );
  }
  const apps = open(config);
  try {
    return await task(apps);
  } finally {
    await apps.close();
  }
}

function open(config: Config): AppStore {
  try {
    return SqliteAppStore.open(config.dataDir, keysOf(config));
  } catch (error) {
    throw new CommandFailed((error as Error).message, { cause: error });
  }
}

/** The app with the AppID that somebody typed. */
export async function appWithID(apps: AppStore, typed: string, config: Config): Promise<AppRecord> {
  const app = /^\d{1,10}$/.test(typed) ? await apps.find(Number(typed)) : undefined;
  if (!app)
    throw new CommandFailed(
      `there is no app ${JSON.stringify(typed)} in ${config.dataDir}; "liuyun app list" shows those there are`,
    );
  return app;
}
