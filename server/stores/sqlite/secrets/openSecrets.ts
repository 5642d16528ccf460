import type BetterSqlite3 from 'better-sqlite3';
import { KeyFile } from './KeyFile.ts';
import type { Keys } from './Keys.ts';
import { keyIDOf, SecretBox } from './SecretBox.ts';
import { reseal, storedSecrets } from './secretColumns.ts';

/**
 * The box for the secrets of a database. A database without encrypted secrets gets a key, if there is none yet, and its plain
 * secrets are encrypted.
 * @throws Error of one line when secrets are encrypted with a key that is not there.
 */
export function openSecrets(sqlite: BetterSqlite3.Database, keys: Keys): SecretBox {
  // What is deleted or replaced leaves no copy in the file's free space.
  sqlite.pragma('secure_delete = ON');
  if (keys instanceof KeyFile && !keys.exists) sqlite.transaction(() => createKey(sqlite, keys)).immediate();
  mustFit(sqlite, keys);
  const box = new SecretBox(keys);
  if (storedSecrets(sqlite).some(({ value }) => keyIDOf(value) === undefined)) sealPlain(sqlite, box);
  return box;
}

/** Within a transaction: server and command line may come at the same moment, and must not make two keys. */
function createKey(sqlite: BetterSqlite3.Database, file: KeyFile): void {
  if (file.exists) return;
  const needed = keysNeeded(sqlite);
  if (needed.size > 0) {
    throw new Error(
      `its secrets are encrypted and the key file ${file.path} is missing: put it back, or name it (secret-key-file, secret-key)`,
    );
  }
  file.create();
}

function mustFit(sqlite: BetterSqlite3.Database, keys: Keys): void {
  const has = keys.read().map(({ id }) => id);
  const missing = [...keysNeeded(sqlite)].filter((id) => !has.includes(id));
  if (missing.length === 0) return;
  throw new Error(
    `its secrets are encrypted with another key (${missing.join(', ')}) than ${keys.place} holds (${has.join(', ')}): put the right one there, or name it (secret-key-file, secret-key)`,
  );
}

/** IDs of the keys that something is encrypted with. */
export function keysNeeded(sqlite: BetterSqlite3.Database): Set<string> {
  return new Set(storedSecrets(sqlite).flatMap(({ value }) => keyIDOf(value) ?? []));
}

function sealPlain(sqlite: BetterSqlite3.Database, box: SecretBox): void {
  sqlite.transaction(() => reseal(sqlite, box, (keyID) => keyID === undefined)).immediate();
  try {
    // Plain secrets of before may lie in pages that are free now, and in the journal.
    sqlite.exec('VACUUM');
    sqlite.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Another process is reading: the secrets are encrypted all the same, traces of them go with the next rewrite.
  }
}
