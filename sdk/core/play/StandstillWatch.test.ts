import { FakeClock } from '@liuyun/kit';
import { describe, expect, test } from 'vitest';
import type { StatsSample } from '../quality/stats.ts';
import { AGAIN_MS, LOOK_EVERY_MS, STANDS_STILL_MS, StandstillWatch } from './StandstillWatch.ts';

const SAMPLE_MS = 3_000;
const STEP_MS = 50;
type Line = { fps?: number; packets?: number; asked?: number; repaired?: number };
const GOOD = { fps: 20, packets: 60, asked: 0, repaired: 0 };
const LOSSY = { ...GOOD, asked: 20, repaired: 20 };
/** What is lost before the server cannot be repeated by it. */
const HOLES = { ...LOSSY, repaired: 0 };
const STILL = { ...HOLES, fps: 0 };

/** A player whose counters grow by so much a second, with its regular samples; `told`: the browser names the latest picture. */
function player({ told = true } = {}) {
  const clock = new FakeClock();
  const counters = { framesDecoded: 0, packetsReceived: 0, nackCount: 0, retransmittedPacketsReceived: 0 };
  const renewals: number[] = [];
  const seen = { counted: 0, there: true, id: 'c1', answers: true };
  const record = () => ({ type: 'inbound-rtp', id: 'i', ...floored(counters) });
  const latest = () => {
    const { framesDecoded } = floored(counters);
    return framesDecoded ? [{ timestamp: framesDecoded, rtpTimestamp: 3_000 * framesDecoded, source: 1 }] : [];
  };
  const picture = () => {
    if (!seen.there) return undefined;
    const getStats = async () => {
      seen.counted++;
      if (!seen.answers) await new Promise(() => undefined);
      return new Map([['i', record()]]) as unknown as RTCStatsReport;
    };
    return { id: seen.id, closed: false, getStats, ...(told && { rtpReceiver: { getSynchronizationSources: latest } }) };
  };
  const watch = new StandstillWatch({ clock, picture, renew: () => renewals.push(clock.now()) });
  let before: StatsSample | undefined;
  let sampledAt = 0;
  const plays = async (ms: number, line: Line) => {
    const { fps, packets, asked, repaired } = { ...GOOD, ...line };
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      const part = STEP_MS / 1_000;
      counters.framesDecoded += fps * part;
      counters.packetsReceived += packets * part;
      counters.nackCount += asked * part;
      counters.retransmittedPacketsReceived += repaired * part;
      clock.advance(STEP_MS);
      for (let turns = 0; turns < 10; turns++) await Promise.resolve();
      if (clock.now() - sampledAt < SAMPLE_MS) continue;
      sampledAt = clock.now();
      const now = { at: sampledAt, records: [record()] };
      watch.sampled(before, now);
      before = now;
    }
  };
  return { clock, watch, plays, renewals, seen };
}

const floored = <T extends Record<string, number>>(counters: T) =>
  Object.fromEntries(Object.entries(counters).map(([name, value]) => [name, Math.floor(value + 1e-6)])) as T;

test('[ADAPT-32] a picture that goes on is not counted for, however lossy its line', async () => {
  const { plays, renewals, seen } = player();
  await plays(12_000, GOOD);
  await plays(30_000, LOSSY);
  await plays(30_000, { ...LOSSY, fps: 4 });
  expect([seen.counted, renewals]).toEqual([0, []]);
});

test('[ADAPT-32] one that changes seldom is not renewed, nor one that stands still without any loss', async () => {
  const { plays, renewals, seen } = player();
  await plays(30_000, { ...GOOD, fps: 1 });
  await plays(30_000, { ...GOOD, fps: 0 });
  expect(seen.counted).toBeGreaterThan(0);
  expect(renewals).toEqual([]);
});

describe.each([true, false])('where the browser names the latest picture: %s', (told) => {
  test('[ADAPT-32] a picture that stands still, and nothing that was asked for again has come, is renewed after a second', async () => {
    const { clock, plays, renewals } = player({ told });
    await plays(12_000, HOLES);
    const stoodAt = clock.now();
    await plays(STANDS_STILL_MS - STEP_MS, STILL);
    expect(renewals).toEqual([]);
    await plays(3 * LOOK_EVERY_MS, STILL);
    expect(renewals).toHaveLength(1);
    expect((renewals[0] ?? 0) - stoodAt).toBeLessThanOrEqual(STANDS_STILL_MS + 2 * LOOK_EVERY_MS);
  });

  test('[ADAPT-32] where the server repeats what is asked for, what is missing may yet come: no key frame is asked for', async () => {
    const { plays, renewals } = player({ told });
    await plays(12_000, LOSSY);
    await plays(9_000, { ...LOSSY, fps: 0, repaired: 8 });
    expect(renewals).toEqual([]);
  });

  test('[ADAPT-32] the key frame gets three seconds to come before it is asked for again', async () => {
    const { plays, renewals } = player({ told });
    await plays(12_000, HOLES);
    await plays(9_000, STILL);
    expect(renewals).toHaveLength(3);
    for (const [index, at] of renewals.slice(1).entries()) expect(at - (renewals[index] ?? 0)).toBeGreaterThanOrEqual(AGAIN_MS);
  });

  test('[ADAPT-32] nothing is renewed where no packets come, before the first picture, or while none is expected', async () => {
    const silent = player({ told });
    await silent.plays(12_000, HOLES);
    await silent.plays(6_000, { fps: 0, packets: 0, asked: 20 });
    const early = player({ told });
    await early.plays(12_000, STILL);
    const paused = player({ told });
    await paused.plays(12_000, HOLES);
    paused.seen.there = false;
    await paused.plays(6_000, STILL);
    expect([silent.renewals, early.renewals, paused.renewals]).toEqual([[], [], []]);
  });

  test('[ADAPT-32] a receiver whose statistics never come, as its frame was taken away, keeps nobody from watching the next one', async () => {
    const { plays, renewals, seen } = player({ told });
    await plays(12_000, HOLES);
    seen.answers = false;
    await plays(1_000, STILL);
    Object.assign(seen, { answers: true, id: 'c2' });
    await plays(3_000, HOLES);
    await plays(3_000, STILL);
    expect(renewals).toHaveLength(1);
  });

  test('[ADAPT-32] a receiver that took the place of another begins anew', async () => {
    const { plays, renewals, seen } = player({ told });
    await plays(12_000, HOLES);
    for (let times = 0; times < 8; times++) {
      await plays(500, STILL);
      seen.id = `c${times + 2}`;
    }
    expect(renewals).toEqual([]);
  });
});

test('[ADAPT-32] a single burst on a clean line is enough', async () => {
  const { plays, renewals } = player();
  await plays(12_500, GOOD);
  await plays(300, STILL);
  await plays(1_200, { ...GOOD, fps: 0 });
  expect(renewals).toHaveLength(1);
});

test('[ADAPT-32] where the browser does not name pictures, packets are counted on a lossy line only, until it is clean for 15 s', async () => {
  const { plays, seen } = player({ told: false });
  await plays(12_000, GOOD);
  expect(seen.counted).toBe(0);
  await plays(6_000, LOSSY);
  expect(seen.counted).toBeGreaterThan(8);
  await plays(18_000, GOOD);
  const { counted } = seen;
  await plays(12_000, GOOD);
  expect(seen.counted).toBe(counted);
});

test('[ADAPT-32] a picture of which nothing comes is counted for once a second, and not at all when playing ends', async () => {
  const { plays, seen, watch } = player();
  await plays(3_000, GOOD);
  await plays(10_000, { fps: 0, packets: 0 });
  expect(seen.counted).toBeGreaterThan(8);
  expect(seen.counted).toBeLessThan(14);
  watch.stop();
  const { counted } = seen;
  await plays(5_000, STILL);
  expect(seen.counted).toBe(counted);
});
