import type { UserID } from '@liuyun/protocol';
import { expect, it } from 'vitest';
import { UserLogins } from './UserLogins.ts';

const [ann, bob] = ['ann', 'bob'] as UserID[] as [UserID, UserID];

it('[SEC-31] a user logs in 20 times at once, then twice a second; others are not concerned', () => {
  const logins = new UserLogins();
  const tries = (who: UserID, now: number, count: number) =>
    Array.from({ length: count }, () => logins.take(who, now)).filter(Boolean).length;
  expect(tries(ann, 0, 30)).toBe(20);
  expect(tries(bob, 0, 30)).toBe(20);
  expect(tries(ann, 1_000, 30)).toBe(2);
  expect(tries(ann, 60_000, 30)).toBe(20);
});

it('[SEC-31] users who have not logged in for a while are forgotten', () => {
  const logins = new UserLogins();
  for (let count = 0; count < 1_000; count++) logins.take(`user-${count}` as UserID, count);
  logins.take(ann, 60_000);
  expect(logins.size).toBe(1);
});
