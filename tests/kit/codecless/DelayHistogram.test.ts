import { describe, expect, it } from 'vitest';
import { DelayHistogram } from './DelayHistogram.ts';

function histogramOf(delays: readonly number[]): DelayHistogram {
  const histogram = new DelayHistogram();
  for (const us of delays) histogram.record(us);
  return histogram;
}

/** Nearest rank, from all values. */
function exact(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

describe('delays', () => {
  it('[BENCH-4] percentiles are the nearest rank, at most 1 % off, from microseconds to a minute', () => {
    const delays = Array.from({ length: 10_000 }, (_, index) => 2 * 1.0017 ** index);
    const histogram = histogramOf(delays);
    for (const share of [0, 0.01, 0.5, 0.95, 0.99, 0.999, 1]) {
      const right = exact(delays, share);
      const error = Math.abs(histogram.percentile(share) - right) / right;
      expect(error, `${share * 100} %`).toBeLessThanOrEqual(0.01);
    }
    expect(histogram.total).toBe(10_000);
  });

  it('[BENCH-4] a single slow packet is the maximum and no percentile below it', () => {
    const histogram = histogramOf([...Array.from({ length: 199 }, () => 1_000), 250_000]);
    expect(histogram.percentile(0.99)).toBeLessThan(1_100);
    expect(histogram.mostUs).toBe(250_000);
    expect(histogram.percentile(1)).toBeGreaterThan(247_000);
  });

  it('[BENCH-4] without packets there is no percentile, and a delay below zero or beyond a minute breaks nothing', () => {
    expect(new DelayHistogram().percentile(0.5)).toBeNaN();
    expect(histogramOf([-3]).percentile(0.5)).toBe(0);
    expect(histogramOf([1e12]).percentile(0.5)).toBeGreaterThan(59_000_000);
  });

  it('[BENCH-5] histograms of several processes add up to that of all their packets', () => {
    const [first, second] = [
      Array.from({ length: 500 }, (_, index) => index * 3),
      Array.from({ length: 70 }, (_, index) => index * 1_000),
    ];
    const sum = new DelayHistogram();
    for (const some of [first, second]) sum.add(JSON.parse(JSON.stringify(histogramOf(some).counts)));
    const all = histogramOf([...first, ...second]);
    expect(sum.counts).toEqual(all.counts);
    expect([sum.total, sum.mostUs, sum.percentile(0.95)]).toEqual([all.total, all.mostUs, all.percentile(0.95)]);
  });
});
