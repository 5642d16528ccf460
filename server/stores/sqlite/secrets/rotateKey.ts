import BetterSqlite3 from 'better-sqlite3';
import { databasePath } from '../openDatabase.ts';
import { KeyFile, type SecretKey } from './KeyFile.ts';
import { keysNeeded, openSecrets } from './openSecrets.ts';
import { reseal } from './secretColumns.ts';

type Place = { dataDir: string; keyFile: string };

/**
 * Encrypts every secret of a database with a new key. Earlier keys stay in the file, behind the new one: backups made before need
 * them. A running server goes on, and finds the new key by itself.
 */
export function rotateKey({ dataDir, keyFile }: Place): { keyID: string; secrets: number } {
  return withDatabase(dataDir, (sqlite) => {
    const box = openSecrets(sqlite, keyFile);
    const { id } = new KeyFile(keyFile).addKey();
    const secrets = sqlite.transaction(() => reseal(sqlite, box, (keyID) => keyID !== id)).immediate();
    return { keyID: id, secrets };
  });
}

/** Takes keys out of the file that nothing in this database is encrypted with; how many. */
export function forgetOldKeys({ dataDir, keyFile }: Place): number {
  return withDatabase(dataDir, (sqlite) => {
    openSecrets(sqlite, keyFile);
    const file = new KeyFile(keyFile);
    const keys = file.read();
    const needed = keysNeeded(sqlite);
    const kept = keys.filter(({ id }: SecretKey, at) => at === 0 || needed.has(id));
    if (kept.length < keys.length) file.keep(kept);
    return keys.length - kept.length;
  });
}

function withDatabase<T>(dataDir: string, task: (sqlite: BetterSqlite3.Database) => T): T {
  const sqlite = new BetterSqlite3(databasePath(dataDir), { fileMustExist: true, timeout: 5_000 });
  try {
    return task(sqlite);
  } finally {
    sqlite.close();
  }
}
