import { describe, expect, it } from 'vitest';
import { WrongOptions } from '../commandLine.ts';
import { spreadWide } from '../percentiles.ts';
import { readOptions } from './options.ts';

describe('options of the logins', () => {
  it('[BENCH-20] without options a small load is measured', () => {
    expect(readOptions([])).toEqual({ options: { rooms: 1, users: 100, rate: 50, seconds: 10 }, json: undefined });
  });

  it.each(['--users 501', '--users 0', '--rate 101', '--seconds 121', '--rooms 1.5', '--users', '--frobnicate', 'stray'])(
    '[BENCH-20] %s is refused with what is wrong',
    (line) => {
      expect(() => readOptions(line.split(' '))).toThrow(WrongOptions);
    },
  );
});

it('[BENCH-4] percentiles of single times are nearest-rank too', () => {
  expect(spreadWide([4, 1, 3, 2])).toEqual({ p50: 2, p95: 4, p99: 4, most: 4 });
  expect(spreadWide([]).p50).toBeNaN();
});
