import BetterSqlite3 from 'better-sqlite3';
import { databasePath } from '../openDatabase.ts';
import { KeyFile } from './KeyFile.ts';
import type { Keys, SecretKey } from './Keys.ts';
import { keysNeeded, openSecrets } from './openSecrets.ts';
import { reseal } from './secretColumns.ts';

type Place = { dataDir: string; keys: Keys };

/** These say that a file is somebody else's to write: a mounted secret. */
const NOT_OURS: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS']);

/**
 * Encrypts every secret of a database with a new key. Earlier keys stay in the file, behind the new one: backups made before need
 * them. A running server goes on, and finds the new key by itself. Where keys are handed over (`secret-key`, a file that cannot be
 * written) the first of them counts as the new one.
 */
export function rotateKey({ dataDir, keys }: Place): { keyID: string; made: boolean; secrets: number } {
  return withDatabase(dataDir, (sqlite) => {
    const box = openSecrets(sqlite, keys);
    const made = madeKey(keys);
    const { id } = made ?? keys.read()[0];
    const secrets = sqlite.transaction(() => reseal(sqlite, box, (keyID) => keyID !== id)).immediate();
    return { keyID: id, made: made !== undefined, secrets };
  });
}

/** Takes keys out of the file that nothing in this database is encrypted with; how many. @throws Error where there is no file. */
export function forgetOldKeys({ dataDir, keys }: Place): number {
  return withDatabase(dataDir, (sqlite) => {
    openSecrets(sqlite, keys);
    const needed = keysNeeded(sqlite);
    const all = keys.read();
    const kept = all.filter(({ id }: SecretKey, at) => at === 0 || needed.has(id));
    if (kept.length === all.length) return 0;
    const old = all.filter((key) => !kept.includes(key)).map(({ id }) => id);
    if (!(keys instanceof KeyFile)) throw new Error(`take them out of ${keys.place} yourself: nothing needs ${old.join(', ')}`);
    keys.keep(kept);
    return old.length;
  });
}

/** Undefined where keys are not ours to make. */
function madeKey(keys: Keys): SecretKey | undefined {
  if (!(keys instanceof KeyFile)) return undefined;
  try {
    return keys.addKey();
  } catch (error) {
    if (!NOT_OURS.has((error as { code?: unknown }).code)) throw error;
    return undefined;
  }
}

function withDatabase<T>(dataDir: string, task: (sqlite: BetterSqlite3.Database) => T): T {
  const sqlite = new BetterSqlite3(databasePath(dataDir), { fileMustExist: true, timeout: 5_000 });
  try {
    return task(sqlite);
  } finally {
    sqlite.close();
  }
}
