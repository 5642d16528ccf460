import { callbackBodySignature, callbackSignature } from '@liuyun/token';
import { expect, it } from 'vitest';
import { verifyCallback } from './index.ts';

it('[CALLBACK-23] verifyCallback takes the headers as Node and as fetch have them', () => {
  const [secret, timestamp, nonce] = ['north', '1470820198', 'ab'];
  const signature = callbackSignature({ secret, timestamp, nonce });
  const body = JSON.stringify({ event: 'room_login', timestamp, nonce, signature, user_account: '流云' });
  const header = callbackBodySignature({ secret, timestamp, nonce, body });
  const expected = { secret, now: 1_470_820_198_000 };
  const good = { ok: true, event: 'room_login', fields: { user_account: '流云' } };
  expect(verifyCallback(body, { 'x-liuyun-signature': header }, expected)).toMatchObject(good);
  expect(verifyCallback(new TextEncoder().encode(body), { 'X-Liuyun-Signature': [header] }, expected)).toMatchObject(good);
  expect(verifyCallback(body, new Headers({ 'x-liuyun-signature': header }), expected)).toMatchObject(good);
  expect(verifyCallback(body, {}, expected)).toEqual({ ok: false, failure: 'BODY_SIGNATURE_MISSING' });
  expect(verifyCallback(body, {}, { ...expected, bodySignature: false })).toMatchObject(good);
});
