import { expect, it } from 'vitest';
import { backward, forward, rowsBefore, START } from './cursors.ts';

it('[CONSOLE-42] pages lead forward and back to exactly where they came from', () => {
  const third = forward(forward(START, 'a'), 'b');
  expect(third.here).toBe('b');
  expect(rowsBefore(third, 50)).toBe(100);
  expect(backward(third).here).toBe('a');
  expect(backward(backward(third))).toEqual(START);
  expect(backward(START)).toEqual(START);
});
