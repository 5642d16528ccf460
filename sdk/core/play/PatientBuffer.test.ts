import { FakeClock } from '@liuyun/kit';
import { expect, test } from 'vitest';
import type { StatsSample } from '../quality/stats.ts';
import { PatientBuffer } from './PatientBuffer.ts';

const EVERY_MS = 3_000;
type Line = { asked?: number; frozen?: number; madeUp?: number; packets?: number };

/** A player whose counters grow as said, sampled every 3 s. */
function player(chosen = false) {
  const clock = new FakeClock();
  const waits: (number | undefined)[] = [];
  const buffer = new PatientBuffer({ clock, chosen: () => chosen, wait: (ms) => waits.push(ms) });
  const counters = { packetsReceived: 0, nackCount: 0, totalFreezesDuration: 0, concealedSamples: 0, totalSamplesReceived: 0 };
  let before: StatsSample | undefined;
  const plays = (seconds: number, { asked = 0, frozen = 0, madeUp = 0, packets = 300 }: Line = {}) => {
    for (let at = 0; at < seconds * 1_000; at += EVERY_MS) {
      clock.advance(EVERY_MS);
      counters.packetsReceived += packets;
      counters.nackCount += packets * asked;
      counters.totalFreezesDuration += (frozen * EVERY_MS) / 1_000;
      counters.totalSamplesReceived += 48 * EVERY_MS;
      counters.concealedSamples += 48 * EVERY_MS * madeUp;
      const now = { at: clock.now(), records: [{ type: 'inbound-rtp', id: 'i', ...counters }] };
      buffer.sampled({ audio: { before, now }, video: { before, now } });
      before = now;
    }
  };
  return { clock, waits, buffer, plays };
}

test('[ADAPT-30] a clean line, and one that only stutters, is never waited for', () => {
  const { waits, plays } = player();
  plays(30);
  plays(30, { frozen: 0.3, madeUp: 0.1 });
  plays(30, { asked: 0.3 });
  expect(waits).toEqual([]);
});

test.each([{ madeUp: 0.02 }, { frozen: 0.1 }])(
  '[ADAPT-30] loss that hurts (%j) is waited for, little by little and 400 ms at most',
  (hurt) => {
    const { clock, waits, plays } = player();
    plays(6, { asked: 0.2, ...hurt });
    clock.advance(250);
    expect(waits).toEqual([50]);
    plays(60, { asked: 0.2, ...hurt });
    for (const [index, ms] of waits.entries()) expect((ms ?? 0) - (waits[index - 1] ?? 0)).toBeLessThanOrEqual(50);
    expect(waits.at(-1)).toBe(400);
  },
);

test('[ADAPT-30] where the first step helps there is no second', () => {
  const { waits, plays } = player();
  plays(6, { asked: 0.2, madeUp: 0.05 });
  plays(60, { asked: 0.2 });
  expect(waits.at(-1)).toBe(200);
});

test('[ADAPT-31] the wait goes when the line has been clean for 15 s, not when nothing is received', () => {
  const { waits, plays } = player();
  plays(12, { asked: 0.2, madeUp: 0.05 });
  plays(12);
  plays(3, { asked: 0.2 });
  plays(12);
  plays(30, { packets: 0 });
  expect(waits.at(-1)).toBe(400);
  plays(15);
  expect(waits.at(-1)).toBeUndefined();
});

test('[ADAPT-31] where the app chose how long to wait nothing is changed', () => {
  const { waits, plays } = player(true);
  plays(60, { asked: 0.3, madeUp: 0.1 });
  expect(waits).toEqual([]);
});

test('[ADAPT-31] a stopped one does nothing more', () => {
  const { clock, waits, buffer, plays } = player();
  plays(6, { asked: 0.2, madeUp: 0.05 });
  buffer.stop();
  clock.advance(60_000);
  expect(waits).toEqual([]);
});
