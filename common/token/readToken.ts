import { createDecipheriv } from 'node:crypto';
import { TOKEN_BYTES } from '@liuyun/protocol/limits';
import { parseObject } from './privileges.ts';
import type { TokenContent } from './TokenContent.ts';

export type { TokenContent } from './TokenContent.ts';

/** Decrypted, or why not: an unknown version prefix, or anything wrong behind it. */
export type ReadToken = { ok: true; content: TokenContent } | { ok: false; failure: 'TOKEN_VERSION' | 'TOKEN_FORMAT' };

const formatFailure = { ok: false, failure: 'TOKEN_FORMAT' } as const;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Opens a Token04 of either layout, or a Token03. Takes any text: what is wrong is an answer, never a throw, and the answer is
 * the same for wrong padding, wrong key and wrong JSON, so that it cannot be used as a decryption oracle.
 */
export function readToken(token: string, secret: string): ReadToken {
  const version = token.slice(0, 2);
  if (version !== '04' && version !== '03') return { ok: false, failure: 'TOKEN_VERSION' };
  if (token.length > TOKEN_BYTES) return formatFailure;
  const base64 = token.slice(2);
  if (!BASE64.test(base64)) return formatFailure;
  const sealed = unpack(Buffer.from(base64, 'base64'));
  if (!sealed) return formatFailure;
  const text = open(sealed, Buffer.from(secret, 'utf8'));
  const body = text === undefined ? undefined : parseObject(text);
  if (!body) return formatFailure;
  const content = version === '04' ? content04(body, sealed.mode) : content03(body, sealed.mode);
  return content ? { ok: true, content } : formatFailure;
}

type Sealed = { mode: 'gcm' | 'cbc'; iv: Buffer; ciphertext: Buffer };

const EXPIRY_BYTES = 8;
const LENGTH_BYTES = 2;
const TAG_BYTES = 16;
const IV_BYTES = { cbc: 16, gcm: 12 };

/** Layout: expiry (8), IV length (2), IV, ciphertext length (2), ciphertext, and for GCM one mode byte. */
function unpack(bytes: Buffer): Sealed | undefined {
  const iv = lengthPrefixed(bytes, EXPIRY_BYTES);
  if (!iv) return undefined;
  const ciphertext = lengthPrefixed(bytes, EXPIRY_BYTES + LENGTH_BYTES + iv.length);
  if (!ciphertext) return undefined;
  const mode = modeOf(bytes.subarray(EXPIRY_BYTES + LENGTH_BYTES + iv.length + LENGTH_BYTES + ciphertext.length));
  if (!mode || iv.length !== IV_BYTES[mode]) return undefined;
  return { mode, iv, ciphertext };
}

function lengthPrefixed(bytes: Buffer, offset: number): Buffer | undefined {
  if (bytes.length < offset + LENGTH_BYTES) return undefined;
  const from = offset + LENGTH_BYTES;
  const to = from + bytes.readUInt16BE(offset);
  return bytes.length < to ? undefined : bytes.subarray(from, to);
}

function modeOf(rest: Buffer): 'gcm' | 'cbc' | undefined {
  if (rest.length === 0) return 'cbc';
  if (rest.length > 1) return undefined;
  return rest[0] === 1 ? 'gcm' : rest[0] === 0 ? 'cbc' : undefined;
}

function open(sealed: Sealed, key: Buffer): string | undefined {
  try {
    const plain = sealed.mode === 'gcm' ? openGcm(sealed, key) : openCbc(sealed, key);
    // Strict UTF-8: the CBC layout is not authenticated, and blocks garbled by tampering should not slip through as text.
    return plain && new TextDecoder('utf-8', { fatal: true }).decode(plain);
  } catch {
    return undefined;
  }
}

function openGcm({ iv, ciphertext }: Sealed, key: Buffer): Buffer | undefined {
  if (key.length !== 32 || ciphertext.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, -TAG_BYTES)), decipher.final()]);
}

function openCbc({ iv, ciphertext }: Sealed, key: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
}

type Body = { [key: string]: unknown };

function content04(body: Body, mode: 'gcm' | 'cbc'): TokenContent | undefined {
  const { app_id: appID, user_id: userID, nonce, ctime, expire: expiresAt, payload = '' } = body;
  if (!isSeconds(expiresAt) || typeof payload !== 'string') return undefined;
  return { version: '04', mode, appID, userID, nonce, createdAt: isSeconds(ctime) ? ctime : undefined, expiresAt, payload };
}

/** Token03 carries room and privileges as fields of its own; they are handed on as the payload that Token04 would carry. */
function content03(body: Body, mode: 'gcm' | 'cbc'): TokenContent | undefined {
  const { app_id: appID, user_id: userID, nonce, create_time: ctime, expire_time: expiresAt, room_id, privilege } = body;
  if (!isSeconds(expiresAt)) return undefined;
  const payload = JSON.stringify({ room_id, privilege });
  return { version: '03', mode, appID, userID, nonce, createdAt: isSeconds(ctime) ? ctime : undefined, expiresAt, payload };
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
