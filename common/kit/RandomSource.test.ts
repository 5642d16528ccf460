import { expect, it } from 'vitest';
import { randomHex, systemRandom } from './RandomSource.ts';

it('random bytes are handed out once, however many are asked for at a time', () => {
  const seen = new Set<string>();
  for (let count = 0; count < 2_000; count++) seen.add(randomHex(systemRandom, 16));
  expect(seen.size).toBe(2_000);
  for (const text of seen) expect(text).toMatch(/^[0-9a-f]{32}$/);
  const [one, other] = [systemRandom.bytes(5_000), systemRandom.bytes(5_000)];
  expect(one).toHaveLength(5_000);
  expect(one).not.toEqual(other);
  // Of 4000 bytes of chance some have each bit.
  expect(systemRandom.bytes(4_000).reduce((bits, byte) => bits | byte, 0)).toBe(255);
});

it('what was handed out belongs to whoever asked', () => {
  const mine = systemRandom.bytes(16);
  const copy = mine.slice();
  for (let count = 0; count < 1_000; count++) systemRandom.bytes(16).fill(7);
  expect(mine).toEqual(copy);
});
