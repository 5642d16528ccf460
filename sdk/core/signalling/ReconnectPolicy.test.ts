import { expect, test } from 'vitest';
import { nextReconnectDelay } from './ReconnectPolicy.ts';

test('[CLIENT-7] waits grow from nothing to 7 s', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) =>
    nextReconnectDelay({ attempt, elapsedMs: 0, windowMs: 300_000, fraction: 0 }),
  );
  expect(waits).toEqual([0, 300, 1200, 2700, 4800, 7000, 7000, 7000]);
});

test('[CLIENT-7] chance stretches a wait by up to 40 %', () => {
  expect(nextReconnectDelay({ attempt: 5, elapsedMs: 0, windowMs: 300_000, fraction: 0.5 })).toBe(8400);
  expect(nextReconnectDelay({ attempt: 5, elapsedMs: 0, windowMs: 300_000, fraction: 0.999 })).toBeLessThanOrEqual(9800);
});

test('[CLIENT-7] the last attempt is made at the end of the window, and none after it', () => {
  expect(nextReconnectDelay({ attempt: 40, elapsedMs: 298_000, windowMs: 300_000, fraction: 0 })).toBe(2000);
  expect(nextReconnectDelay({ attempt: 41, elapsedMs: 300_000, windowMs: 300_000, fraction: 0 })).toBeUndefined();
});
