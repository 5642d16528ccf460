import { expect, test } from 'vitest';
import { EventLoopLag, lateness } from './EventLoopLag.ts';

test('[METRICS-1] a loop that is on time has no lag, however often it is looked at', () => {
  expect(lateness(10_000_000)).toBe(0);
  expect(lateness(10_250_000)).toBeCloseTo(0.000_25, 9);
  expect(lateness(60_000_000)).toBeCloseTo(0.05, 9);
});

test('[METRICS-1] before the first look there is no lag', () => {
  expect(lateness(0)).toBe(0);
  expect(lateness(Number.NaN)).toBe(0);
  const lag = new EventLoopLag();
  expect(lag.take()).toBe(0);
  lag.close();
});

test('[METRICS-1] a loop that was held up shows it once', async () => {
  const lag = new EventLoopLag();
  const turn = () => new Promise((resolve) => setTimeout(resolve, 25));
  await turn();
  const until = performance.now() + 300;
  while (performance.now() < until);
  await turn();
  expect(lag.take()).toBeGreaterThan(0.25);
  expect(lag.take()).toBe(0);
  lag.close();
});
