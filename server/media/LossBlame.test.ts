import { beforeEach, expect, it } from 'vitest';
import { LossBlame } from './LossBlame.ts';

let blame: LossBlame;
let now: number;
beforeEach(() => {
  blame = new LossBlame();
  now = 0;
});

/** What is said after so many seconds of this loss while sending so much. */
function after(seconds: number, loss: number | undefined, sending: number): boolean {
  let ours = false;
  for (let count = 0; count < seconds; count++) {
    ours = blame.ours(loss, sending, now);
    now += 1000;
  }
  return ours;
}

it('[ADAPT-9] a little loss, or an unknown one, is nobody’s fault', () => {
  expect([after(5, 0.04, 1e6), after(5, 0.09, 1e6), after(1, undefined, 1e6), blame.given]).toEqual([false, false, false, false]);
});

it('[ADAPT-9] loss is taken for the fault of what is sent until sending much less has not helped for 3 s', () => {
  expect(after(10, 0.3, 1e6)).toBe(true);
  expect(after(10, 0.3, 700_000)).toBe(true);
  expect(after(3, 0.3, 500_000)).toBe(true);
  expect([after(1, 0.28, 500_000), blame.given]).toEqual([false, true]);
  // It is the line's now, however much is sent; what comes on top is ours again.
  expect(after(5, 0.32, 1e6)).toBe(false);
  expect(after(1, 0.45, 1e6)).toBe(true);
});

it('[ADAPT-9] loss that fell with what is sent, and one that drowns everything, stay the fault of what is sent', () => {
  after(2, 0.4, 1e6);
  expect([after(10, 0.2, 500_000), blame.given]).toEqual([true, false]);
  after(1, 0.7, 1e6);
  expect([after(10, 0.7, 100_000), blame.given]).toEqual([true, false]);
});

it('[ADAPT-9] once the line is clean nothing is expected of it any more', () => {
  after(2, 0.3, 1e6);
  after(5, 0.3, 500_000);
  expect(blame.given).toBe(true);
  after(1, 0, 1e6);
  expect([blame.given, after(1, 0.2, 1e6)]).toEqual([false, true]);
});
