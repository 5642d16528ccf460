import { describe, expect, it } from 'vitest';
import { TokenBucket } from './TokenBucket.ts';

describe('TokenBucket', () => {
  it('lets through a burst, then so many per second', () => {
    const bucket = new TokenBucket({ burst: 3, perSecond: 2, now: 0 });
    expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
    expect([499, 500, 501, 1_000].map((now) => bucket.take(now))).toEqual([false, true, false, true]);
  });

  it('fills up to its burst and no further, also when the clock is set back', () => {
    const bucket = new TokenBucket({ burst: 2, perSecond: 1, now: 10_000 });
    bucket.take(10_000);
    expect(bucket.full(10_000)).toBe(false);
    expect(bucket.take(0)).toBe(true);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.full(1_000_000)).toBe(true);
    expect([1, 2, 3].map(() => bucket.take(1_000_000))).toEqual([true, true, false]);
  });
});
