import { expect, it } from 'vitest';
import { WrongOptions } from '../commandLine.ts';
import { readOptions } from './options.ts';

it('[BENCH-22] without options what the aims name is measured', () => {
  expect(readOptions([])).toEqual({ options: { members: 500, rate: 200, idle: 10_000, seconds: 5 }, json: undefined });
});

it.each(['--members 501', '--rate 0', '--idle 12001', '--seconds 21', '--idle 1.5', '--members', '--frobnicate', 'stray'])(
  '[BENCH-22] %s is refused with what is wrong',
  (line) => {
    expect(() => readOptions(line.split(' '))).toThrow(WrongOptions);
  },
);
