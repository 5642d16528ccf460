import { expect, test } from 'vitest';
import { FakeClock } from './FakeClock.ts';

test('[KIT-9] tasks run in the order of their time, and see that time', () => {
  const clock = new FakeClock(0);
  const seen: [string, number][] = [];
  clock.after(30, () => seen.push(['late', clock.now()]));
  clock.after(10, () => {
    seen.push(['early', clock.now()]);
    clock.after(5, () => seen.push(['nested', clock.now()]));
  });
  clock.advance(30);
  expect(seen).toEqual([
    ['early', 10],
    ['nested', 15],
    ['late', 30],
  ]);
});

test('[KIT-10] a repeating task repeats until cancelled, and nothing is left waiting', () => {
  const clock = new FakeClock(0);
  let ticks = 0;
  const cancel = clock.every(10, () => void ticks++);
  clock.advance(35);
  cancel();
  clock.advance(100);
  expect(ticks).toBe(3);
  expect(clock.pending).toBe(0);
});
