import { createHash, createHmac } from 'node:crypto';
import { sameSecret } from './sameSecret.ts';

/** The documented signature of callbacks: SHA-1 over secret, timestamp and nonce in the order of their bytes. It does not cover the body. */
export function callbackSignature(given: { secret: string; timestamp: string; nonce: string }): string {
  const joined = [given.secret, given.timestamp, given.nonce].sort().join('');
  return createHash('sha1').update(joined).digest('hex');
}

/** What the header `X-Liuyun-Signature` holds: HMAC-SHA256 over `timestamp.nonce.body`, so nobody can change the body on its way. */
export function callbackBodySignature(given: { secret: string; timestamp: string; nonce: string; body: string }): string {
  const { secret, timestamp, nonce, body } = given;
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex')}`;
}

/** What is wrong with a callback. */
export type CallbackFailure = 'NOT_JSON' | 'SIGNATURE_WRONG' | 'BODY_SIGNATURE_MISSING' | 'BODY_SIGNATURE_WRONG' | 'EXPIRED';

/** A callback that is genuine, or the first thing wrong with it. */
export type CheckedCallback = { ok: true; fields: { [name: string]: unknown } } | { ok: false; failure: CallbackFailure };

/**
 * Checks both signatures of a callback, and its age. `bodySignature` is the header `X-Liuyun-Signature`; undefined fails
 * unless `bodySignatureNeeded` is false. `maxAgeSeconds` works both ways; `now` is Unix ms.
 */
export function checkCallback(given: {
  secret: string;
  body: string;
  bodySignature: string | undefined;
  bodySignatureNeeded: boolean;
  maxAgeSeconds: number;
  now: number;
}): CheckedCallback {
  const { secret, body } = given;
  const fields = readObject(body);
  if (!fields) return { ok: false, failure: 'NOT_JSON' };
  const [timestamp, nonce, signature] = [String(fields.timestamp), String(fields.nonce), String(fields.signature)];
  if (!sameSecret(signature, callbackSignature({ secret, timestamp, nonce }))) return { ok: false, failure: 'SIGNATURE_WRONG' };
  if (given.bodySignature === undefined) {
    if (given.bodySignatureNeeded) return { ok: false, failure: 'BODY_SIGNATURE_MISSING' };
  } else if (!sameSecret(given.bodySignature, callbackBodySignature({ secret, timestamp, nonce, body }))) {
    return { ok: false, failure: 'BODY_SIGNATURE_WRONG' };
  }
  const age = Math.abs(given.now / 1_000 - Number(timestamp));
  if (!(age <= given.maxAgeSeconds)) return { ok: false, failure: 'EXPIRED' };
  return { ok: true, fields };
}

function readObject(body: string): { [name: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
