import { expect, it } from 'vitest';
import { WrongTries } from './WrongTries.ts';

it('[SEC-22] wrong tries count per address, come back with time, and are forgotten', () => {
  const tries = new WrongTries({ perSecond: 1, burst: 2 });
  for (const address of ['192.0.2.1', '::ffff:192.0.2.1']) tries.wrong(address, 0);
  expect([tries.tooMany('192.0.2.1', 0), tries.tooMany('192.0.2.2', 0)]).toEqual([true, false]);
  expect(tries.tooMany('192.0.2.1', 1_000)).toBe(false);
  tries.wrong('192.0.2.3', 60_000);
  expect(tries.size).toBe(1);
});

it('[SEC-22] however many addresses try, the memory of them is bounded', () => {
  const tries = new WrongTries({ perSecond: 1, burst: 2 }, 100);
  for (let count = 0; count < 1_000; count++) tries.wrong(`2001:db8:${count.toString(16)}::1`, 0);
  expect(tries.size).toBe(100);
});
