import { expect, test } from 'vitest';
import { PlayTotals } from './PlayTotals.ts';
import { audioInterval, videoInterval } from './playQuality.ts';
import type { StatsSample } from './stats.ts';

type Figures = {
  frames?: number;
  frozen?: number;
  freezes?: number;
  paused?: number;
  packets?: number;
  concealed?: number;
  silent?: number;
  events?: number;
};

function sampleOf(
  at: number,
  { frames = at, frozen = 0, freezes = 0, paused = 0, packets = at, concealed = 0, silent = 0, events = 0 }: Figures,
): StatsSample {
  const inbound = {
    framesDecoded: frames,
    totalFreezesDuration: frozen,
    freezeCount: freezes,
    totalPausesDuration: paused,
    packetsReceived: packets,
    concealedSamples: concealed,
    silentConcealedSamples: silent,
    concealmentEvents: events,
  };
  return { at, records: [{ type: 'inbound-rtp', id: 'i', ...inbound }] };
}

/** Feeds samples in turn, as the meter does, which knows when another connection `began`. */
function sums(read: ConstructorParameters<typeof PlayTotals>[0]) {
  const totals = new PlayTotals(read);
  let kept: { id: string; now: StatsSample } | undefined;
  return {
    totals,
    take(at: number, figures: Figures = {}, { id = 'one', silent = false, began = undefined as number | undefined } = {}) {
      const now = sampleOf(at, figures);
      const fresh = began === undefined ? undefined : { at: began, records: [] };
      const before = kept?.id === id ? kept.now : fresh;
      kept = { id, now };
      return totals.take({ id, before, now, silent });
    },
  };
}

test('[QUAL-5] freezes and pauses of the picture are breaks, as part of what was played', () => {
  const { take } = sums(videoInterval);
  expect(take(0)).toMatchObject({ decodeMs: 0, breakMs: 0, breakRate: 0 });
  take(3_000);
  take(6_000, { frozen: 0.6 });
  expect(take(10_000, { frozen: 0.6, paused: 0.4 })).toMatchObject({ decodeMs: 10_000, breakMs: 1_000, breakRate: 0.1 });
});

test('[QUAL-5] a picture that stands still is a break while it lasts, and is not counted again when it is over', () => {
  const { take } = sums(videoInterval);
  take(0, { frames: 1 });
  take(3_000, { frames: 45 });
  expect(take(6_000, { frames: 45 }).breakMs).toBe(3_000);
  expect(take(9_000, { frames: 45 }).breakMs).toBe(6_000);
  // It began half a second before the first of them, and ended a second after the last.
  expect(take(12_000, { frames: 60, frozen: 7.5 }).breakMs).toBe(7_500);
  expect(take(15_000, { frames: 99, frozen: 7.5 })).toMatchObject({ decodeMs: 15_000, breakMs: 7_500, breakRate: 0.5 });
});

test('[QUAL-6] concealed sound that was no silence is a break, and so is an interval without any packet', () => {
  const { take } = sums(audioInterval);
  take(0);
  expect(take(3_000, { concealed: 72_000, silent: 24_000 }).breakMs).toBe(1_000);
  take(4_000, { concealed: 72_000, silent: 24_000 });
  expect(take(6_000, { concealed: 168_000, silent: 112_000, packets: 4_000 }).breakMs).toBe(3_000);
  expect(take(9_000, { concealed: 168_000, silent: 112_000 })).toMatchObject({ decodeMs: 9_000, breakMs: 3_000 });
});

test('[QUAL-6] a break of the sound is as long as it was, also where it began and ended within an interval', () => {
  const { take } = sums(audioInterval);
  take(0, { packets: 0 });
  take(3_000, { packets: 150 });
  // It begins at 4 s: after a quarter of a second browsers play silence.
  expect(take(6_000, { packets: 200, concealed: 96_000, silent: 84_000 }).breakMs).toBe(250);
  expect(take(9_000, { packets: 200, concealed: 240_000, silent: 228_000 }).breakMs).toBe(5_000);
  // It ends at 10 s.
  expect(take(12_000, { packets: 300, concealed: 288_000, silent: 276_000 }).breakMs).toBe(6_000);
  expect(take(15_000, { packets: 450, concealed: 288_000, silent: 276_000 }).breakMs).toBe(6_000);
  // A sender that is silent tells nothing but that (DTX): no break.
  expect(take(18_000, { packets: 458, concealed: 420_000, silent: 408_000 }).breakMs).toBe(6_000);
  expect(take(21_000, { packets: 600, concealed: 420_000, silent: 408_000 }).breakMs).toBe(6_000);
});

test('[QUAL-7] what is muted is neither played nor broken, nor is the gap that its end shows', () => {
  const { take } = sums(videoInterval);
  take(0);
  take(3_000);
  take(6_000, { frames: 3_100 }, { silent: true });
  take(60_000, { frames: 3_100 }, { silent: true });
  expect(take(63_000, { frames: 3_120 })).toMatchObject({ decodeMs: 3_000, breakMs: 0, breakRate: 0 });
  // The browser tells of the whole gap with the first frame; only what came after the muting is a break.
  expect(take(66_000, { frames: 3_180, paused: 57 })).toMatchObject({ decodeMs: 6_000, breakMs: 3_000, breakRate: 0.5 });
});

test('[QUAL-9] breaks are counted once each, however many samples they last and whoever tells of them', () => {
  const { take, totals } = sums(videoInterval);
  take(0, { frames: 1 });
  expect(take(3_000, { frozen: 0.8, freezes: 2 })).toMatchObject({ breaks: 2, newBreaks: 2 });
  expect(take(6_000, { frames: 3_000, frozen: 0.8, freezes: 2 })).toMatchObject({ breaks: 3, newBreaks: 1 });
  expect(take(9_000, { frames: 3_000, frozen: 0.8, freezes: 2 })).toMatchObject({ breaks: 3, newBreaks: 0 });
  // The one that lasted is told of now, and another with it.
  expect(take(12_000, { frozen: 8.8, freezes: 4 })).toMatchObject({ breaks: 4, newBreaks: 1 });
  expect(take(15_000, { frozen: 8.8, freezes: 4 })).toMatchObject({ breaks: 4, newBreaks: 0 });
  expect(totals.totals.breakMs).toBe(8_800);
  const sound = sums(audioInterval);
  sound.take(0);
  expect(sound.take(3_000, { concealed: 48_000, silent: 48_000, events: 5 })).toMatchObject({ breaks: 0 });
  expect(sound.take(6_000, { concealed: 72_000, silent: 48_000, events: 7 })).toMatchObject({ breaks: 2, newBreaks: 2 });
});

test('[QUAL-8] a connection that was lost is a break from then until the next one began, and no longer', () => {
  for (const read of [videoInterval, audioInterval]) {
    const { take, totals } = sums(read);
    take(0, { frames: 0, packets: 0 });
    take(3_000);
    take(6_000);
    totals.lost(100);
    const repaired = take(10_100, { frames: 45, packets: 150 }, { id: 'two', began: 7_100 });
    expect(repaired).toMatchObject({ decodeMs: 10_100, breakMs: 1_000, breaks: 1, newBreaks: 1 });
    expect(take(13_100, { frames: 90, packets: 300 }, { id: 'two' })).toMatchObject({ breakMs: 1_000, breaks: 1, newBreaks: 0 });
  }
});

test('[QUAL-8] a connection that gives way to the next is no break, but what stood still in it, or in the next', () => {
  const seamless = sums(videoInterval);
  seamless.take(0);
  seamless.take(3_000);
  const after = seamless.take(6_000, { frames: 30 }, { id: 'two', began: 5_900 });
  expect(after).toMatchObject({ decodeMs: 6_000, breakMs: 0, breaks: 0 });

  const frozen = sums(videoInterval);
  frozen.take(0);
  frozen.take(3_000, { frames: 0 });
  frozen.take(6_000, { frames: 0 });
  const thawed = frozen.take(9_000, { frames: 30, frozen: 0.5, freezes: 1 }, { id: 'two', began: 7_000 });
  expect(thawed).toMatchObject({ breakMs: 6_000 + 1_000 + 500, breaks: 1 });

  const dark = sums(videoInterval);
  dark.take(0);
  dark.take(3_000);
  expect(dark.take(6_000, { frames: 0 }, { id: 'two', began: 4_000 })).toMatchObject({ breakMs: 2_000, breaks: 1 });
});

test('[QUAL-7] what is muted for a moment between two samples is neither played nor broken', () => {
  const { take, totals } = sums(videoInterval);
  take(0);
  take(3_000);
  totals.silenced();
  expect(take(6_000, { frozen: 2.05, freezes: 1 })).toMatchObject({ decodeMs: 3_000, breakMs: 0, breakRate: 0, breaks: 0 });
  expect(take(9_000, { frozen: 2.05, freezes: 1 })).toMatchObject({ decodeMs: 6_000, breakMs: 0, breaks: 0 });
});

test('[QUAL-8] sums go on over another connection, and the time without one is a break', () => {
  const { take, totals } = sums(videoInterval);
  take(0);
  take(3_000);
  expect(take(10_000, { frames: 5, frozen: 0 }, { id: 'two' })).toMatchObject({
    decodeMs: 10_000,
    breakMs: 7_000,
    breakRate: 0.7,
  });
  expect(take(13_000, { frames: 50 }, { id: 'two' }).decodeMs).toBe(13_000);
  totals.interrupted();
  expect(take(99_000, { frames: 5 }, { id: 'three' })).toMatchObject({ decodeMs: 13_000, breakMs: 7_000 });
  expect(take(102_000, { frames: 50 }, { id: 'three' })).toMatchObject({ decodeMs: 16_000, breakMs: 7_000 });
});
