import { expect, it } from 'vitest';
import { callbackBodySignature, callbackSignature, checkCallback } from './callbackSignature.ts';

const [timestamp, nonce] = ['1470820198', '123412'];

it('[CALLBACK-20] signature is the documented one', () => {
  expect(callbackSignature({ secret: 'secret', timestamp, nonce })).toBe('5bd59fd62953a8059fb7eaba95720f66d19e4517');
});

it('[CALLBACK-21] X-Liuyun-Signature covers every byte of the body', () => {
  const given = { secret: 'secret', timestamp, nonce, body: '{"a":1}' };
  expect(callbackBodySignature(given)).toMatch(/^v1=[0-9a-f]{64}$/);
  expect(callbackBodySignature({ ...given, body: '{"a":2}' })).not.toBe(callbackBodySignature(given));
});

it('[CALLBACK-22] a check names the first thing that is wrong', () => {
  const secret = 'secret';
  const signature = callbackSignature({ secret, timestamp, nonce });
  const body = JSON.stringify({ event: 'room_login', timestamp, nonce, signature, user_account: 'ann' });
  const bodySignature = callbackBodySignature({ secret, timestamp, nonce, body });
  const good = { secret, body, bodySignature, bodySignatureNeeded: true, maxAgeSeconds: 300, now: 1_470_820_198_000 };
  const failure = (change: Partial<Parameters<typeof checkCallback>[0]>) => {
    const checked = checkCallback({ ...good, ...change });
    return checked.ok ? 'fine' : checked.failure;
  };
  expect(checkCallback(good)).toMatchObject({ ok: true, fields: { user_account: 'ann' } });
  expect(failure({ body: '[' })).toBe('NOT_JSON');
  expect(failure({ body: 'null' })).toBe('NOT_JSON');
  expect(failure({ body: '{}' })).toBe('SIGNATURE_WRONG');
  expect(failure({ secret: 'another' })).toBe('SIGNATURE_WRONG');
  expect(failure({ body: body.replace('ann', 'eve') })).toBe('BODY_SIGNATURE_WRONG');
  expect(failure({ bodySignature: undefined })).toBe('BODY_SIGNATURE_MISSING');
  expect(failure({ bodySignature: undefined, bodySignatureNeeded: false })).toBe('fine');
  expect(failure({ now: good.now + 301_000 })).toBe('EXPIRED');
  expect(failure({ now: good.now - 301_000 })).toBe('EXPIRED');
});
