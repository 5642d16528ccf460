import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { turnCredentials } from './turnCredentials.ts';

const NOW = 1_700_000_000_000;
const both = ['stun:s.example.org', 'turn:t.example.org:3478', 'turns:t.example.org:443?transport=tcp'];

it('[TURN-1, SEC-8] every user gets a name and a password of their own that work for a day', () => {
  const iceServersFor = turnCredentials({ turnUrls: both, turnSecret: 'north' });
  const [stun, turn] = iceServersFor({ userID: 'ann', now: NOW });
  expect(stun).toEqual({ urls: ['stun:s.example.org'] });
  expect(turn).toEqual({
    urls: both.slice(1),
    username: '1700086400:ann',
    credential: createHmac('sha1', 'north').update('1700086400:ann').digest('base64'),
  });
  expect(iceServersFor({ userID: 'bob', now: NOW })[1]?.credential).not.toBe(turn?.credential);
});

it('[TURN-2] without a secret TURN servers are left out and STUN servers stay', () => {
  expect(turnCredentials({ turnUrls: both, turnSecret: undefined })({ userID: 'ann', now: NOW })).toEqual([
    { urls: ['stun:s.example.org'] },
  ]);
  expect(turnCredentials({ turnUrls: [], turnSecret: 'north' })({ userID: 'ann', now: NOW })).toEqual([]);
});
