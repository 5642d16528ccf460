import { expect, test } from 'vitest';
import { PlayTotals } from './PlayTotals.ts';
import { audioInterval, videoInterval } from './playQuality.ts';
import type { StatsSample } from './stats.ts';

type Figures = { frames?: number; frozen?: number; paused?: number; packets?: number; concealed?: number; silent?: number };

function sampleOf(
  at: number,
  { frames = at, frozen = 0, paused = 0, packets = at, concealed = 0, silent = 0 }: Figures,
): StatsSample {
  const inbound = {
    framesDecoded: frames,
    totalFreezesDuration: frozen,
    totalPausesDuration: paused,
    packetsReceived: packets,
    concealedSamples: concealed,
    silentConcealedSamples: silent,
  };
  return { at, records: [{ type: 'inbound-rtp', id: 'i', ...inbound }] };
}

/** Feeds samples in turn, as the meter does. */
function sums(read: ConstructorParameters<typeof PlayTotals>[0]) {
  const totals = new PlayTotals(read);
  let kept: { id: string; now: StatsSample } | undefined;
  return {
    totals,
    take(at: number, figures: Figures = {}, { id = 'one', silent = false } = {}) {
      const now = sampleOf(at, figures);
      const before = kept?.id === id ? kept.now : undefined;
      kept = { id, now };
      return totals.take({ id, before, now, silent });
    },
  };
}

test('[QUAL-5] freezes and pauses of the picture are breaks, as part of what was played', () => {
  const { take } = sums(videoInterval);
  expect(take(0)).toEqual({ decodeMs: 0, breakMs: 0, breakRate: 0 });
  take(3_000);
  take(6_000, { frozen: 0.6 });
  expect(take(10_000, { frozen: 0.6, paused: 0.4 })).toEqual({ decodeMs: 10_000, breakMs: 1_000, breakRate: 0.1 });
});

test('[QUAL-5] a picture that stands still is a break while it lasts, and is not counted again when it is over', () => {
  const { take } = sums(videoInterval);
  take(0, { frames: 1 });
  take(3_000, { frames: 45 });
  expect(take(6_000, { frames: 45 }).breakMs).toBe(3_000);
  expect(take(9_000, { frames: 45 }).breakMs).toBe(6_000);
  // It began half a second before the first of them, and ended a second after the last.
  expect(take(12_000, { frames: 60, frozen: 7.5 }).breakMs).toBe(7_500);
  expect(take(15_000, { frames: 99, frozen: 7.5 })).toEqual({ decodeMs: 15_000, breakMs: 7_500, breakRate: 0.5 });
});

test('[QUAL-6] concealed sound that was no silence is a break, and so is an interval without any packet', () => {
  const { take } = sums(audioInterval);
  take(0);
  expect(take(3_000, { concealed: 72_000, silent: 24_000 }).breakMs).toBe(1_000);
  expect(take(6_000, { concealed: 216_000, silent: 160_000, packets: 3_000 }).breakMs).toBe(4_000);
  expect(take(9_000, { concealed: 216_000, silent: 160_000 })).toMatchObject({ decodeMs: 9_000, breakMs: 4_000 });
});

test('[QUAL-7] what is muted is neither played nor broken, nor is the gap that its end shows', () => {
  const { take } = sums(videoInterval);
  take(0);
  take(3_000);
  take(6_000, { frames: 3_100 }, { silent: true });
  take(60_000, { frames: 3_100 }, { silent: true });
  expect(take(63_000, { frames: 3_120 })).toEqual({ decodeMs: 3_000, breakMs: 0, breakRate: 0 });
  // The browser tells of the whole gap with the first frame; only what came after the muting is a break.
  expect(take(66_000, { frames: 3_180, paused: 57 })).toEqual({ decodeMs: 6_000, breakMs: 3_000, breakRate: 0.5 });
});

test('[QUAL-8] sums go on over another connection, and the time without one is a break', () => {
  const { take, totals } = sums(videoInterval);
  take(0);
  take(3_000);
  expect(take(10_000, { frames: 5, frozen: 0 }, { id: 'two' })).toEqual({ decodeMs: 10_000, breakMs: 7_000, breakRate: 0.7 });
  expect(take(13_000, { frames: 50 }, { id: 'two' }).decodeMs).toBe(13_000);
  totals.interrupted();
  expect(take(99_000, { frames: 5 }, { id: 'three' })).toMatchObject({ decodeMs: 13_000, breakMs: 7_000 });
  expect(take(102_000, { frames: 50 }, { id: 'three' })).toMatchObject({ decodeMs: 16_000, breakMs: 7_000 });
});
