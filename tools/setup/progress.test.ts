import { expect, test } from 'vitest';
import { elapsed, progressTo } from './progress.ts';

function output(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) };
}

test('[SETUP-43] on a terminal progress overwrites itself, and a line that stays takes its place', () => {
  const out = output(true);
  const { say, progress } = progressTo(out);
  progress('1/9');
  progress('2/9');
  say('done');
  say('more');
  expect(out.written).toEqual(['\r\x1b[K  1/9', '\r\x1b[K  2/9', '\r\x1b[Ksetup: done\n', 'setup: more\n']);
});

test('[SETUP-43] in a log progress is a line every fifteen seconds', () => {
  const out = output(false);
  let now = 0;
  const { progress } = progressTo(out, () => now);
  for (; now < 31_000; now += 1_000) progress(`at ${now / 1000}`);
  expect(out.written).toEqual(['  at 0\n', '  at 15\n', '  at 30\n']);
});

test('[SETUP-43] elapsed time is minutes and seconds', () => {
  expect(elapsed(0, 5_400)).toBe('0:05');
  expect(elapsed(0, 125_000)).toBe('2:05');
});
