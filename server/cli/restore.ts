import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '../config/Config.ts';
import { readFlags } from '../config/flags.ts';
import { configFrom } from '../config/loadConfig.ts';
import { claimFolder } from '../stores/sqlite/claimFolder.ts';
import { databasePath } from '../stores/sqlite/openDatabase.ts';
import { SqliteAppStore } from '../stores/sqlite/SqliteAppStore.ts';
import { KeyFile } from '../stores/sqlite/secrets/KeyFile.ts';
import { keysOf } from '../stores/sqlite/secrets/keysOf.ts';
import { checkDatabase, databases } from '../stores/sqlite/snapshotDatabase.ts';
import { type Manifest, readArchive } from './archive/archive.ts';
import { type Command, CommandFailed, UsageError } from './Command.ts';
import { dataFolderHelp, dataFolderOptions } from './dataFolder.ts';

/** What a data folder may hold that is replaced as a whole. */
const REPLACED = [...databases.flatMap(({ name }) => [name, `${name}-wal`, `${name}-shm`]), 'secret.key', 'tls'];

/** `liuyun restore FILE` */
export const restore: Command = {
  summary: 'a data folder from a backup',
  help: `liuyun restore FILE [--force]

Puts what "liuyun backup" wrote into the data folder. The server must not run there. Everything is checked before anything is
replaced: checksums, databases, and whether the key opens the secrets. With data in the folder already, --force is needed; what
was there is kept beside, in a folder "before-restore-…".

  --force            also where there is data already
${dataFolderHelp}`,
  async run(call) {
    const flags = readFlags(call.argv, { force: 'switch' }, dataFolderOptions);
    const [word, ...rest] = flags.words;
    if (word === undefined || rest.length > 0) throw new UsageError('from where? liuyun restore FILE');
    const path = resolve(word);
    const config = configFrom(flags, call.env);
    if (!existsSync(path)) throw new CommandFailed(`there is no ${path}`);
    const claim = attempt('the folder cannot be used', () => claimFolder(config.dataDir));
    try {
      const had = existsSync(databasePath(config.dataDir));
      if (had && flags.own.force !== true) {
        throw new CommandFailed(`there is data in ${config.dataDir} already; --force replaces it and keeps it beside`);
      }
      const { manifest, apps, kept } = await put(path, config);
      call.out(`${config.dataDir} is as it was at ${manifest.createdAt}, with ${apps} ${apps === 1 ? 'app' : 'apps'}.`);
      if (kept) call.out(`What was there before is in ${kept}: delete it when all is well.`);
      return 0;
    } finally {
      claim.close();
    }
  },
};

async function put(path: string, config: Config): Promise<{ manifest: Manifest; apps: number; kept: string | undefined }> {
  const { dataDir } = config;
  const fresh = mkdtempSync(join(dataDir, '.restore-'));
  try {
    const manifest = await readArchive(path, fresh);
    const apps = await check(fresh, config, manifest);
    return { manifest, apps, kept: exchange(fresh, dataDir) };
  } catch (error) {
    throw new CommandFailed(`${path} cannot be restored: ${(error as Error).message}; nothing was changed`, { cause: error });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** How many apps it has, whose secrets can be read. */
async function check(fresh: string, config: Config, manifest: Manifest): Promise<number> {
  for (const database of databases) {
    if (manifest.files.some(({ name }) => name === database.name)) checkDatabase(join(fresh, database.name), database);
  }
  if (!existsSync(databasePath(fresh))) throw new Error('it holds no apps');
  const inside = manifest.files.some(({ name }) => name === 'secret.key') && config.secretKey === undefined;
  const keys = inside ? new KeyFile(join(fresh, 'secret.key')) : keysOf(config);
  if (keys instanceof KeyFile && !keys.exists)
    throw new Error('the key of its secrets is not in it: name the file with secret-key-file');
  const apps = SqliteAppStore.open(fresh, keys);
  try {
    return (await apps.list()).length;
  } finally {
    await apps.close();
  }
}

/** What was there goes beside, what is new takes its place. Renaming within one folder, so it works on any volume. */
function exchange(fresh: string, dataDir: string): string | undefined {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  const kept = join(dataDir, `before-restore-${stamp}`);
  const there = REPLACED.filter(
    (name) => existsSync(join(dataDir, name)) && (name !== 'secret.key' || existsSync(join(fresh, name))),
  );
  if (there.length > 0) mkdirSync(kept, { mode: 0o700 });
  const moved: string[] = [];
  try {
    for (const name of there) {
      renameSync(join(dataDir, name), join(kept, name));
      moved.push(name);
    }
    for (const name of REPLACED) {
      if (existsSync(join(fresh, name))) renameSync(join(fresh, name), join(dataDir, name));
    }
  } catch (error) {
    // Back to what it was.
    for (const name of moved) {
      rmSync(join(dataDir, name), { recursive: true, force: true });
      renameSync(join(kept, name), join(dataDir, name));
    }
    throw error;
  }
  return there.length > 0 ? kept : undefined;
}

function attempt<T>(what: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    throw new CommandFailed(`${what}: ${(error as Error).message}`, { cause: error });
  }
}
