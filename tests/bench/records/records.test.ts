import { expect, it } from 'vitest';
import { WrongOptions } from '../players/options.ts';
import { measureOwn } from './measureOwn.ts';
import { spread } from './measureRecords.ts';
import { readOptions } from './options.ts';

it('[BENCH-50] without options ten pairs are measured; no more than 50 pairs of 20 s with 500 members', () => {
  expect(readOptions([])).toEqual({ options: { pairs: 10, seconds: 2, members: 100 }, json: undefined });
  for (const wrong of [['--pairs', '51'], ['--seconds', '0'], ['--members', '501'], ['--pairs', 'x'], ['--other']]) {
    expect(() => readOptions(wrong), wrong.join(' ')).toThrow(WrongOptions);
  }
});

it('[BENCH-51] ratios are shown as they lie, and beside them what records themselves take', () => {
  expect(spread([1.2, 1, 1.1, 0.9, 1.05])).toEqual({ least: 0.9, quarter: 1, median: 1.05, threeQuarters: 1.1, most: 1.2 });
  const { signallingUs, threadUs } = measureOwn(400);
  expect(signallingUs).toBeGreaterThan(0);
  expect(threadUs).toBeGreaterThan(0);
});
