import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Keys, keyOf, readKeys, type SecretKey } from './Keys.ts';

const KEY_BYTES = 32;

/** Where the key lies unless the operator chose another place: beside the database, never in it. */
export function keyFileOf(dataDir: string): string {
  return join(dataDir, 'secret.key');
}

/** A text file with one key a line, 64 hexadecimal digits. The first one encrypts, all of them decrypt. */
export class KeyFile implements Keys {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  get place(): string {
    return this.path;
  }

  /** @throws Error that names the file when it cannot be read or holds no keys. */
  read(): [SecretKey, ...SecretKey[]] {
    return readKeys(textOf(this.path), this.path);
  }

  /** Makes a key and the file, readable by its owner only. Fails when there is one already. */
  create(): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    write(this.path, [randomBytes(KEY_BYTES)], 'wx');
  }

  /** A new key in front of those there are; whole or not at all. */
  addKey(): SecretKey {
    const fresh = randomBytes(KEY_BYTES);
    this.#replace([fresh, ...this.read().map(({ bytes }) => bytes)]);
    return keyOf(fresh);
  }

  /** Leaves only these. */
  keep(keys: readonly SecretKey[]): void {
    this.#replace(keys.map(({ bytes }) => bytes));
  }

  #replace(keys: readonly Buffer[]): void {
    const beside = `${this.path}.new`;
    write(beside, keys, 'w');
    renameSync(beside, this.path);
  }
}

function write(path: string, keys: readonly Buffer[], flag: 'w' | 'wx'): void {
  const file = openSync(path, flag, 0o600);
  try {
    writeSync(file, keys.map((key) => `${key.toString('hex')}\n`).join(''));
    // A secret that was encrypted with a key that is not on the disk yet would be lost with the power.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`the key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
