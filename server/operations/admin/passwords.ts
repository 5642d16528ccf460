import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { AdminError } from '@liuyun/protocol/admin/errors';

/** What scrypt costs: 2^logN blocks of r × 128 bytes, p times. */
export type PasswordCost = { logN: number; r: number; p: number };

/** As OWASP advises for scrypt: 32 MiB and some tenths of a second for each guess. */
export const standardCost: PasswordCost = { logN: 15, r: 8, p: 3 };

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** More than this at a time would take memory and cores from calls. */
const AT_A_TIME = 2;
const WAITING = 32;

/** Makes and checks password hashes, some at a time. A hash says how it was made, so that the cost can change. */
export class Passwords {
  readonly #cost: PasswordCost;
  /** What a name that does not exist is checked against, so that it takes as long. */
  readonly #nobody: Promise<string>;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(cost: PasswordCost = standardCost) {
    this.#cost = cost;
    this.#nobody = Promise.resolve(written(cost, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES)));
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return written(this.#cost, salt, await this.#derive(password, { salt, cost: this.#cost }));
  }

  /** Takes as long for `undefined` (nobody has that name) as for a hash. TOO_MANY when too many wait. */
  async check(password: string, hash: string | undefined): Promise<boolean> {
    const read = readHash(hash ?? (await this.#nobody));
    const derived = await this.#derive(password, read);
    return timingSafeEqual(derived, read.key) && hash !== undefined;
  }

  async #derive(password: string, { salt, cost }: { salt: Buffer; cost: PasswordCost }): Promise<Buffer> {
    if (this.#running >= AT_A_TIME) {
      if (this.#waiting.length >= WAITING) throw new AdminError('TOO_MANY', '', { retryAfterMs: 2_000 });
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await derive(password, salt, cost);
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

function derive(password: string, salt: Buffer, { logN, r, p }: PasswordCost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * r * 2 ** logN };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function written({ logN, r, p }: PasswordCost, salt: Buffer, key: Buffer): string {
  return ['scrypt', logN, r, p, salt.toString('base64'), key.toString('base64')].join('$');
}

function readHash(text: string): { cost: PasswordCost; salt: Buffer; key: Buffer } {
  const [kind, logN, r, p, salt = '', key = ''] = text.split('$');
  const bytes = Buffer.from(key, 'base64');
  if (kind !== 'scrypt' || bytes.length !== KEY_BYTES) throw new Error('a stored password hash cannot be read');
  return { cost: { logN: Number(logN), r: Number(r), p: Number(p) }, salt: Buffer.from(salt, 'base64'), key: bytes };
}
