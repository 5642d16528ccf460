import { expect, it } from 'vitest';
import { WrongOptions } from '../commandLine.ts';
import { costOf, estimate, type Round } from './costOf.ts';
import { measureOwn } from './measureOwn.ts';
import { readOptions } from './options.ts';

it('[BENCH-50] without options sixty rounds are measured; no more than 300 rounds of 1000 logins and 100 members', () => {
  expect(readOptions([])).toEqual({ options: { rounds: 60, logins: 100, members: 40 }, json: undefined });
  for (const wrong of [['--rounds', '301'], ['--logins', '0'], ['--members', '101'], ['--rounds', 'x'], ['--other']]) {
    expect(() => readOptions(wrong), wrong.join(' ')).toThrow(WrongOptions);
  }
});

it('[BENCH-51] a cost is a median with bounds, and beside it how far two that are the same are apart', () => {
  expect(estimate([5, 1, 4, 2, 3])).toEqual({ median: 3, from: 1, to: 5 });
  expect(estimate([...Array(100).keys()])).toEqual({ median: 49.5, from: 40, to: 59 });
  const one = (all: number) => ({ all, main: all, records: 10 });
  const rounds = Array.from({ length: 20 }, (): Round => ({ on: one(1_030), off: one(1_010), again: one(990) }));
  expect(costOf(rounds)).toEqual({
    withoutUs: 1_000,
    percent: { median: 3, from: 3, to: 3 },
    samePercent: { median: -2, from: -2, to: -2 },
    threadPercent: { median: 1, from: 1, to: 1 },
  });
});

it('[BENCH-51] what records themselves take is measured by itself', () => {
  const { signallingUs, threadUs } = measureOwn(400);
  expect(signallingUs).toBeGreaterThan(0);
  expect(threadUs).toBeGreaterThan(0);
});
