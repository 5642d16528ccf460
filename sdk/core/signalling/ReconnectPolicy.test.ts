import { expect, test } from 'vitest';
import { nextReconnectDelay } from './ReconnectPolicy.ts';

test('[CLIENT-7] waits grow from nothing to 3 s, and no further however long the loss lasts', () => {
  const wait = (attempt: number, elapsedMs: number) =>
    nextReconnectDelay({ attempt, elapsedMs, windowMs: 300_000, fraction: 0.5 });
  expect([0, 1, 2, 3, 4, 5, 20].map((attempt) => wait(attempt, 0))).toEqual([0, 300, 1000, 2000, 3000, 3000, 3000]);
  expect([59_999, 60_000, 250_000].map((elapsedMs) => wait(20, elapsedMs))).toEqual([3000, 3000, 3000]);
});

test('[CLIENT-7] chance makes a wait shorter or longer by up to 40 %', () => {
  const wait = (fraction: number) => nextReconnectDelay({ attempt: 5, elapsedMs: 0, windowMs: 300_000, fraction });
  expect([wait(0), wait(0.5)]).toEqual([1800, 3000]);
  expect(wait(0.999)).toBeLessThanOrEqual(4200);
});

test('[CLIENT-7] the last attempt is made at the end of the window, and none after it', () => {
  expect(nextReconnectDelay({ attempt: 40, elapsedMs: 298_000, windowMs: 300_000, fraction: 0.9 })).toBe(2000);
  expect(nextReconnectDelay({ attempt: 41, elapsedMs: 300_000, windowMs: 300_000, fraction: 0 })).toBeUndefined();
});
