import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { databasePath } from '../../stores/sqlite/openDatabase.ts';
import { SqliteAppStore } from '../../stores/sqlite/SqliteAppStore.ts';
import { keysOf } from '../../stores/sqlite/secrets/keysOf.ts';
import { type Check, type Finding, ok, warning, wrong } from './Finding.ts';

const ABOUT = 'data folder';
const OLDEST_SANE_CLOCK = Date.UTC(2025, 0, 1);

/** The folder can be written, the database opens and is up to date, and the clock does not run behind its records. */
export const checkDataFolder: Check = async ({ config, now }) => {
  const { dataDir } = config;
  if (!existsSync(databasePath(dataDir))) return [emptyFolder(dataDir), clock(now, undefined)];
  if (!isWritable(dataDir)) return [notWritable(dataDir), clock(now, undefined)];
  try {
    const store = SqliteAppStore.open(dataDir, keysOf(config));
    const apps = await store.list().finally(() => store.close());
    const newest = Math.max(...apps.map((app) => app.createdAt));
    const count = apps.length === 1 ? '1 app' : `${apps.length} apps`;
    const folder =
      apps.length > 0
        ? ok(ABOUT, `${dataDir}: the database opens, ${count}`)
        : warning(ABOUT, `${dataDir}: there is no app yet`, 'create one: liuyun app create');
    return [folder, clock(now, apps.length > 0 ? newest : undefined)];
  } catch (error) {
    const todo = 'restore the file from a copy, or move it away to begin anew';
    return [wrong(ABOUT, (error as Error).message, todo), clock(now, undefined)];
  }
};

function emptyFolder(dataDir: string): Finding {
  let nearest = dataDir;
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  if (!isWritable(nearest)) return notWritable(nearest);
  return warning(
    ABOUT,
    `${dataDir}: there is no app yet`,
    'create one: liuyun app create (liuyun start --dev does it by itself)',
  );
}

function notWritable(path: string): Finding {
  return wrong(ABOUT, `${path} cannot be written by this user`, 'change its owner, or choose another --data-dir');
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A clock that is wrong refuses good tokens and takes expired ones. */
function clock(now: number, newestRecord: number | undefined): Finding {
  const shown = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  if (now < OLDEST_SANE_CLOCK || (newestRecord !== undefined && newestRecord > now)) {
    const why = now < OLDEST_SANE_CLOCK ? '' : ', earlier than the newest app';
    return wrong('clock', `it says ${shown} UTC${why}: tokens will be judged wrongly`, 'set it, and keep it right with NTP');
  }
  return ok('clock', `${shown} UTC`);
}
