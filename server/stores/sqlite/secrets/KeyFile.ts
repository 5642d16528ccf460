import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A key of AES-256. `id` tells it from others and nothing about it. */
export type SecretKey = { id: string; bytes: Buffer };

const KEY_BYTES = 32;
const KEY = /^[0-9a-f]{64}$/i;

/** Where the key lies unless the operator chose another place: beside the database, never in it. */
export function keyFileOf(dataDir: string): string {
  return join(dataDir, 'secret.key');
}

/** A text file with one key a line, 64 hexadecimal digits. The first one encrypts, all of them decrypt. */
export class KeyFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get exists(): boolean {
    return existsSync(this.path);
  }

  /** @throws Error that names the file when it cannot be read or holds no keys. */
  read(): [SecretKey, ...SecretKey[]] {
    const lines = textOf(this.path)
      .split(/\s+/)
      .filter((line) => line !== '');
    const [first, ...rest] = lines.map((line) => {
      if (!KEY.test(line)) throw new Error(`${this.path} must hold keys of 64 hexadecimal digits, one a line`);
      return keyOf(Buffer.from(line, 'hex'));
    });
    if (!first) throw new Error(`${this.path} holds no key`);
    return [first, ...rest];
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

function keyOf(bytes: Buffer): SecretKey {
  return { id: createHash('sha256').update('liuyun key id').update(bytes).digest('hex').slice(0, 8), bytes };
}
