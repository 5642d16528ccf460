import { describe, expect, it } from 'vitest';
import { RateWindow } from './RateWindow.ts';

describe('RateWindow', () => {
  it('lets through exactly the limit in any one second', () => {
    const window = new RateWindow(2);
    expect([0, 400, 500, 999].map((now) => window.take(now))).toEqual([true, true, false, false]);
    expect(window.take(1_000)).toBe(true);
    expect(window.take(1_399)).toBe(false);
    expect(window.take(1_400)).toBe(true);
  });

  it('what was refused does not count', () => {
    const window = new RateWindow(1);
    window.take(0);
    for (let now = 1; now < 1_000; now += 100) window.take(now);
    expect(window.take(1_000)).toBe(true);
  });

  it('a clock set back locks nobody out', () => {
    const window = new RateWindow(1);
    expect(window.take(1_000_000)).toBe(true);
    expect(window.take(5)).toBe(true);
    expect(window.take(6)).toBe(false);
  });
});
