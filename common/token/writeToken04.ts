import { createCipheriv, randomBytes, randomInt } from 'node:crypto';

/** The numbers of the public generators. */
export const tokenErrorCodes = {
  /** The token was made. */
  success: 0,
  /** The AppID is no unsigned 32-bit number above 0. */
  appIDInvalid: 1,
  /** The user ID is no text of 1 to 64 characters. */
  userIDInvalid: 3,
  /** The secret has not 32 bytes. */
  secretInvalid: 5,
  /** The time is no whole number of seconds above 0. */
  effectiveTimeInvalid: 6,
} as const;

/** A token that could not be made, in the public generators' form: `errorCode` 1, 3, 5 or 6 and `errorMessage`. */
export class TokenError extends Error {
  /** Which argument is wrong: 1 AppID, 3 user ID, 5 secret, 6 time. */
  readonly errorCode: 1 | 3 | 5 | 6;
  /** The same in words. */
  readonly errorMessage: string;

  /** Made by `generateToken04`. */
  constructor(errorCode: 1 | 3 | 5 | 6, errorMessage: string) {
    super(errorMessage);
    this.name = 'TokenError';
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
  }
}

/** `gcm`: AES-256-GCM, the current layout. `cbc`: AES-CBC, for verifiers that know only the older one. */
export type TokenMode = 'gcm' | 'cbc';

const USER_ID_LENGTH = 64;
const SECRET_BYTES = 32;
/** Such a token is just within what servers read (TOKEN_BYTES of common/protocol, in Base64). */
const LONGEST_CIPHERTEXT = 6_000;

/**
 * Makes a Token04 (docs/spec/token.md) for one user of one app, valid for `effectiveTimeInSeconds`.
 * `payload` is '' or the JSON text of a privilege payload. `now` (Unix ms) is for tests.
 * @throws TokenError
 */
export function generateToken04(
  appId: number,
  userId: string,
  secret: string,
  effectiveTimeInSeconds: number,
  payload = '',
  { mode = 'gcm', now = Date.now() }: { mode?: TokenMode; now?: number } = {},
): string {
  checkArguments({ appId, userId, secret, effectiveTimeInSeconds });
  const ctime = Math.floor(now / 1000);
  const expire = ctime + effectiveTimeInSeconds;
  const nonce = randomInt(-(2 ** 31), 2 ** 31);
  const text = JSON.stringify({ app_id: appId, user_id: userId, nonce, ctime, expire, payload: payload || '' });
  const key = Buffer.from(secret, 'utf8');
  const sealed = mode === 'gcm' ? sealGcm(text, key) : sealCbc(text, key);
  if (sealed.ciphertext.length > LONGEST_CIPHERTEXT) throw new RangeError('payload too long for a token');
  const clearExpiry = Buffer.alloc(8);
  clearExpiry.writeBigInt64BE(BigInt(expire));
  const packed = [clearExpiry, withLength(sealed.iv), withLength(sealed.ciphertext), Buffer.from(mode === 'gcm' ? [1] : [])];
  return `04${Buffer.concat(packed).toString('base64')}`;
}

function checkArguments(given: { appId: unknown; userId: unknown; secret: unknown; effectiveTimeInSeconds: unknown }): void {
  const { appId, userId, secret, effectiveTimeInSeconds: seconds } = given;
  if (typeof appId !== 'number' || !Number.isInteger(appId) || appId < 1 || appId > 0xffffffff) {
    throw new TokenError(tokenErrorCodes.appIDInvalid, 'appID invalid: it must be an unsigned 32-bit number, not 0');
  }
  if (typeof userId !== 'string' || userId === '' || userId.length > USER_ID_LENGTH) {
    throw new TokenError(tokenErrorCodes.userIDInvalid, 'userId invalid: it must be text of 1 to 64 characters');
  }
  if (typeof secret !== 'string' || Buffer.byteLength(secret, 'utf8') !== SECRET_BYTES) {
    throw new TokenError(tokenErrorCodes.secretInvalid, 'secret invalid: it must be the 32 bytes of the ServerSecret');
  }
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || seconds <= 0) {
    throw new TokenError(
      tokenErrorCodes.effectiveTimeInvalid,
      'effectiveTimeInSeconds invalid: it must be a whole number above 0',
    );
  }
}

type Sealed = { iv: Buffer; ciphertext: Buffer };

function sealGcm(text: string, key: Buffer): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { iv, ciphertext };
}

/** The older generators draw the IV from digits and small letters; a verifier takes any. */
const IV_LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

function sealCbc(text: string, key: Buffer): Sealed {
  const iv = Buffer.from(Array.from({ length: 16 }, () => IV_LETTERS.charCodeAt(randomInt(IV_LETTERS.length))));
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return { iv, ciphertext: Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]) };
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
