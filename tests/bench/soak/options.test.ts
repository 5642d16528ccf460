import { expect, it } from 'vitest';
import { readOptions } from './options.ts';

it('[BENCH-60] without options six hundred calls are held; no load has more than 6000 calls, 30 at a time, 20 looks', () => {
  expect(readOptions([])).toEqual({ options: { calls: 600, atonce: 6, rounds: 6 }, json: undefined });
  expect(readOptions(['--calls', '6000', '--atonce', '30', '--rounds', '20', '--json', 'x.json'])).toEqual({
    options: { calls: 6000, atonce: 30, rounds: 20 },
    json: 'x.json',
  });
  for (const wrong of [
    ['--calls', '6001'],
    ['--atonce', '31'],
    ['--rounds', '21'],
    ['--calls', '0'],
    ['--nonsense', '1'],
  ]) {
    expect(() => readOptions(wrong), wrong.join(' ')).toThrow();
  }
});
