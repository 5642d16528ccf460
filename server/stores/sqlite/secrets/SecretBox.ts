import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Keys, SecretKey } from './Keys.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** `sealed:1:` key ID `:` Base64 of nonce, ciphertext and tag. */
const SEALED = /^sealed:1:([0-9a-f]{8}):([A-Za-z0-9+/]+=*)$/;

/** The ID of the key that a value was sealed with; undefined for plain text. */
export function keyIDOf(value: string): string | undefined {
  return SEALED.exec(value)?.[1];
}

/**
 * Secrets as they are stored: AES-256-GCM, bound to what they belong to, so that a sealed value cannot be moved to another place.
 * Follows a key file: keys that were added while this process runs are found.
 */
export class SecretBox {
  readonly #source: Keys;
  #keys: readonly SecretKey[];

  constructor(source: Keys) {
    this.#source = source;
    this.#keys = source.read();
  }

  /** Seals with the first key as it is now. Secrets are written rarely: the file can be asked each time. */
  seal(secret: string, about: string): string {
    const keys = this.#source.read();
    this.#keys = keys;
    return sealed(secret, { about, key: keys[0] });
  }

  /** Plain text is handed back as it is. @throws Error when the value was tampered with, or its key is not in the file. */
  open(value: string, about: string): string {
    const [, id, base64 = ''] = SEALED.exec(value) ?? [];
    if (id === undefined) return value;
    const key = this.#find(id) ?? this.#reload(id);
    if (!key) throw new Error(`the key ${id} is not in ${this.#source.place}`);
    const bytes = Buffer.from(base64, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  #find(id: string): SecretKey | undefined {
    return this.#keys.find((key) => key.id === id);
  }

  #reload(id: string): SecretKey | undefined {
    this.#keys = this.#source.read();
    return this.#find(id);
  }
}

function sealed(secret: string, { about, key }: { about: string; key: SecretKey }): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(about));
  const text = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `sealed:1:${key.id}:${text.toString('base64')}`;
}
