import { ruleKey, type UserRule } from '@liuyun/protocol/rest/forbidRule';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalAddress } from './canonicalAddress.ts';
import { ForbidRules } from './ForbidRules.ts';
import { Sequences } from './Sequences.ts';

const rule = (more: Partial<UserRule>): UserRule => ({
  kind: 'user',
  type: 3,
  address: '',
  roomID: '',
  userID: '',
  login: true,
  publish: false,
  createdAt: 0,
  expiresAt: 100,
  ...more,
});

test('[REST-50] no two subjects are taken for the same, whatever their IDs hold', () => {
  const parts = fc.tuple(fc.string(), fc.string());
  fc.assert(
    fc.property(parts, parts, ([roomID, userID], [otherRoom, otherUser]) => {
      const same = roomID === otherRoom && userID === otherUser;
      expect(
        ruleKey(rule({ type: 4, roomID, userID })) === ruleKey(rule({ type: 4, roomID: otherRoom, userID: otherUser })),
      ).toBe(same);
    }),
  );
});

test('[REST-50] an address that is not known is not kept out by anything', () => {
  const rules = new ForbidRules();
  rules.set(rule({ type: 1, address: '10.0.0.1' }));
  expect(rules.forbidsLogin({ address: '', roomID: 'r', userID: 'u' }, 0)).toBe(false);
  expect(rules.forbidsLogin({ address: '10.0.0.1', roomID: 'r', userID: 'u' }, 0)).toBe(true);
});

test('[REST-53] what is over is not in force, and forgotten when it is swept', () => {
  const rules = new ForbidRules();
  rules.set(rule({ userID: 'u' }));
  rules.set({ kind: 'stream', streamID: 's', createdAt: 0, expiresAt: null });
  expect(rules.forbidsLogin({ address: '', roomID: '', userID: 'u' }, 99)).toBe(true);
  expect(rules.forbidsLogin({ address: '', roomID: '', userID: 'u' }, 100)).toBe(false);
  expect(rules.expire(100)).toHaveLength(1);
  expect(rules.size).toBe(1);
  expect(rules.forbidsStream('s', Number.MAX_SAFE_INTEGER)).toBe(true);
});

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:DB8:0:0::1', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['10.0.0.256', undefined],
  ['10.0.0.1/24', undefined],
  ['localhost', undefined],
  ['', undefined],
])('[REST-50] the address %s is compared as %s', (text, canonical) => {
  expect(canonicalAddress(text)).toBe(canonical);
});

test('[REST-61] a sequence is compared within 10 s, for all streams or for none, and then forgotten', () => {
  const sequences = new Sequences();
  expect(sequences.take(['a'], 5n, 0)).toBe(true);
  expect(sequences.take(['a', 'b'], 5n, 1_000)).toBe(false);
  expect(sequences.take(['b'], 1n, 1_000)).toBe(true);
  expect(sequences.take(['a', 'b'], 6n, 2_000)).toBe(true);
  expect(sequences.take(['b'], 6n, 11_999)).toBe(false);
  expect(sequences.take(['b'], 1n, 12_000)).toBe(true);
  expect(sequences.size).toBe(1);
});
