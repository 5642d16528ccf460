import { describe, expect, it } from 'vitest';
import { SequenceCount } from './SequenceCount.ts';

function counted(sequences: readonly number[]) {
  const count = new SequenceCount();
  for (const sequence of sequences) count.take(sequence);
  const { received, expected, missing, duplicates, reordered } = count;
  return { received, expected, missing, duplicates, reordered };
}

const run = (from: number, length: number) => Array.from({ length }, (_, index) => (from + index) % 0x1_0000);
const clean = { missing: 0, duplicates: 0, reordered: 0 };

describe('sequence numbers', () => {
  it('[BENCH-1] all that came in order leaves no gap, and nothing at all is nothing expected', () => {
    expect(counted(run(1, 100))).toEqual({ ...clean, received: 100, expected: 100 });
    expect(counted([])).toEqual({ ...clean, received: 0, expected: 0 });
    expect(counted([0])).toEqual({ ...clean, received: 1, expected: 1 });
  });

  it('[BENCH-1] numbers that did not come are missing', () => {
    expect(counted([10, 11, 14, 15, 19])).toEqual({ ...clean, received: 5, expected: 10, missing: 5 });
  });

  it('[BENCH-1] the count goes on when numbers wrap around, any number of times', () => {
    expect(counted([65_534, 65_535, 0, 2])).toEqual({ ...clean, received: 4, expected: 5, missing: 1 });
    expect(counted(run(65_000, 200_000))).toEqual({ ...clean, received: 200_000, expected: 200_000 });
  });

  it('[BENCH-1] a gap may span the wrap-around', () => {
    expect(counted([65_530, 10])).toEqual({ ...clean, received: 2, expected: 17, missing: 15 });
  });

  it('[BENCH-2] late packets are reordered, not missing, also around the wrap-around', () => {
    expect(counted([1, 3, 2, 4])).toEqual({ ...clean, received: 4, expected: 4, reordered: 1 });
    expect(counted([65_534, 0, 65_535, 1])).toEqual({ ...clean, received: 4, expected: 4, reordered: 1 });
  });

  it('[BENCH-2] a packet from before the first counts, also when the first was number 0', () => {
    expect(counted([5, 3, 4, 6])).toEqual({ ...clean, received: 4, expected: 4, reordered: 2 });
    expect(counted([0, 65_535, 1])).toEqual({ ...clean, received: 3, expected: 3, reordered: 1 });
  });

  it('[BENCH-3] what comes twice counts once', () => {
    expect(counted([7, 8, 8, 9, 7])).toEqual({ ...clean, received: 3, expected: 3, duplicates: 2 });
    expect(counted([65_535, 0, 65_535, 0])).toEqual({ ...clean, received: 2, expected: 2, duplicates: 2 });
    // The number of 65536 packets ago is not a duplicate.
    expect(counted([...run(0, 65_536), 0, 1])).toEqual({ ...clean, received: 65_538, expected: 65_538 });
  });

  it('[BENCH-1][BENCH-2] whatever is dropped and shuffled, the figures are those of the network', () => {
    let seed = 7;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const sent = run(64_000, 5_000).map((sequence, index) => ({ sequence, at: index + random() * 20 }));
    const kept = sent.filter((_, index) => index === 0 || index === sent.length - 1 || random() > 0.1);
    const came = kept.toSorted((a, b) => a.at - b.at).map(({ sequence }) => sequence);
    const figures = counted(came);
    expect(figures.received).toBe(kept.length);
    expect(figures.missing).toBe(sent.length - kept.length);
    expect(figures.duplicates).toBe(0);
    expect(figures.reordered).toBeGreaterThan(0);
  });
});
