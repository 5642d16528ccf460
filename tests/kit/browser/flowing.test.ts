import { expect, test } from 'vitest';
import { BAD_LINE, flowingFrom, frozenPart, GOOD_LINE } from './flowing.ts';

/** Pictures at 15 a second from one moment to another. */
const moving = (from: number, to: number): number[] =>
  Array.from({ length: Math.floor((to - from) / 67) + 1 }, (_, index) => from + index * 67);

const seen = (shown: number[], now = 10_000) => flowingFrom(shown, { ...GOOD_LINE, since: 0, now });

test('[LAB-8] a moving picture begins with its first new picture', () => {
  expect(seen(moving(500, 4_000))).toBe(500);
  expect(seen([])).toBeUndefined();
});

test('[LAB-8] the last picture of before, shown again, is not its beginning, on a good line or a bad one', () => {
  expect(seen([100, ...moving(960, 4_000)])).toBe(960);
  expect(flowingFrom([100, ...moving(1_800, 5_000)], { ...BAD_LINE, since: 0, now: 10_000 })).toBe(1_800);
});

test('[LAB-8] nor is a handful of old ones that had waited somewhere and are followed by none', () => {
  expect(seen([50, 70, 90, 110, 130, 150, 170, 190, ...moving(3_000, 6_000)])).toBe(3_000);
  expect(seen(moving(500, 1_500))).toBeUndefined();
});

test('[LAB-8] it is not known before it has gone on for a while', () => {
  expect(seen(moving(500, 2_400), 2_400)).toBeUndefined();
  expect(seen(moving(500, 2_600), 2_600)).toBe(500);
});

test('[LAB-9] a picture stands still where nothing new is shown for half a second: also before the first and after the last', () => {
  const part = (shown: number[]) => frozenPart(shown, { from: 1_000, to: 3_000 });
  expect(part(moving(0, 4_000))).toBe(0);
  expect(part([])).toBe(1);
  expect(part([...moving(0, 1_500), ...moving(2_500, 4_000)])).toBeCloseTo(0.5, 1);
  // Begun before, and not over yet.
  expect(part([0, ...moving(2_000, 4_000)])).toBeCloseTo(0.5, 1);
  expect(part(moving(0, 2_000))).toBeCloseTo(0.5, 1);
  expect(part([...moving(0, 2_000), 5_000])).toBeCloseTo(0.5, 1);
});
