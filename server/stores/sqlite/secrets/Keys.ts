import { createHash } from 'node:crypto';

/** A key of AES-256. `id` tells it from others and nothing about it. */
export type SecretKey = { id: string; bytes: Buffer };

/** Where the keys of a database's secrets come from. The first one seals, all of them open. */
export interface Keys {
  /** For messages: where an operator looks for them. Never a key. */
  readonly place: string;
  /** @throws Error that names the place when they cannot be read. */
  read(): [SecretKey, ...SecretKey[]];
}

const KEY = /^[0-9a-f]{64}$/i;

/** Keys that the operator hands over with the configuration: no file holds them. */
export class GivenKeys implements Keys {
  readonly place = 'secret-key';
  readonly #keys: [SecretKey, ...SecretKey[]];

  constructor(text: string) {
    this.#keys = readKeys(text, this.place);
  }

  read(): [SecretKey, ...SecretKey[]] {
    return this.#keys;
  }
}

/** Keys of 64 hexadecimal digits, with blanks, line ends or commas between them. @throws Error that names the place. */
export function readKeys(text: string, place: string): [SecretKey, ...SecretKey[]] {
  const [first, ...rest] = text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => {
      if (!KEY.test(word)) throw new Error(`${place} must hold keys of 64 hexadecimal digits, one a line`);
      return keyOf(Buffer.from(word, 'hex'));
    });
  if (!first) throw new Error(`${place} holds no key`);
  return [first, ...rest];
}

export function keyOf(bytes: Buffer): SecretKey {
  return { id: createHash('sha256').update('liuyun key id').update(bytes).digest('hex').slice(0, 8), bytes };
}
