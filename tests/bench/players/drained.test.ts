import { describe, expect, it } from 'vitest';
import { drained } from './drained.ts';

/** Receivers that have these counts when they are asked, one after the other; the last one for ever. */
function counting(...counts: number[]) {
  let asked = 0;
  const pauses: number[] = [];
  const ask = async () => ({ plays: [{ received: counts[Math.min(asked++, counts.length - 1)] ?? 0 }] });
  return { ask, pauses, pause: async (ms: number) => void pauses.push(ms) };
}

describe('packets on their way when the measurement ends', () => {
  it('[BENCH-31] are waited for until none comes any more', async () => {
    const { ask, pause, pauses } = counting(100, 180, 200, 200);
    const [one] = await drained([ask], pause);
    expect(one?.plays[0]?.received).toBe(200);
    expect(pauses).toEqual([500, 500, 500]);
  });

  it('[BENCH-31] and of several receivers for the last one', async () => {
    const [fast, slow] = [counting(50), counting(10, 20, 30, 30)];
    const all = await drained([fast.ask, slow.ask], slow.pause);
    expect(all.map(({ plays }) => plays[0]?.received)).toEqual([50, 30]);
  });

  it('[BENCH-31] but not for ever', async () => {
    const { ask, pause, pauses } = counting(...Array.from({ length: 1_000 }, (_, index) => index));
    await drained([ask], pause);
    expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBe(10_000);
  });
});
