import { expect, test } from 'vitest';
import { ByteSum } from './ByteSum.ts';
import { deliveredFrame } from './endToEndDelay.ts';
import { gradeOf } from './grade.ts';
import { playQuality } from './playQuality.ts';
import type { StatsRecord, StatsSample } from './stats.ts';

const NONE = { decodeMs: 0, breakMs: 0, breakRate: 0, breaks: 0, newBreaks: 0 };
const record = (type: string, figures: object): StatsRecord => ({ type, id: type, ...figures });

function video(
  at: number,
  figures: { bytes: number; packets: number; lost: number; frames: number; dropped: number; frozen: number },
): StatsSample {
  return {
    at,
    records: [
      record('codec', { mimeType: 'video/H264', clockRate: 90_000 }),
      record('inbound-rtp', {
        bytesReceived: figures.bytes,
        packetsReceived: figures.packets,
        packetsLost: figures.lost,
        framesReceived: figures.frames,
        framesDecoded: figures.frames,
        framesDropped: figures.dropped,
        totalFreezesDuration: figures.frozen,
        jitterBufferDelay: figures.frames * 0.05,
        jitterBufferEmittedCount: figures.frames,
        frameWidth: 640,
        frameHeight: 480,
        powerEfficientDecoder: true,
      }),
      record('candidate-pair', { id: 'other', nominated: false, currentRoundTripTime: 0.9 }),
      record('candidate-pair', { nominated: true, currentRoundTripTime: 0.08 }),
    ],
  };
}

test('[CLIENT-60] figures of a played stream are differences; what was summed up is taken over', () => {
  const before = video(17_000, { bytes: 700_000, packets: 700, lost: 0, frames: 105, dropped: 0, frozen: 0.5 });
  const now = video(20_000, { bytes: 1_000_000, packets: 997, lost: 3, frames: 150, dropped: 3, frozen: 1 });
  const totals = { decodeMs: 10_000, breakMs: 1000, breakRate: 0.1, breaks: 2, newBreaks: 1 };
  const quality = playQuality({ video: { before, now, muted: false, bytes: 1_000_000, totals } }, undefined);
  expect(quality.video).toEqual({
    codec: 'H264',
    width: 640,
    height: 480,
    bitrate: 800,
    receivedFps: 15,
    emittedFps: 15,
    decodedFps: 15,
    renderedFps: 14,
    packetsLost: 3,
    packetsLostRate: 0.01,
    framesDecoded: 150,
    framesDropped: 3,
    decodeMs: 10_000,
    breakMs: 1000,
    breakRate: 0.1,
    breaks: 2,
    newBreaks: 1,
    hardwareDecoder: true,
    bytes: 1_000_000,
    quality: 0,
    muted: false,
  });
  expect([quality.delay, quality.delayBy]).toEqual([90, 'estimate']);
  expect([quality.rtt, quality.bufferedMs, quality.lateMs]).toEqual([80, 50, undefined]);
  expect(quality.packetsLostRate).toBe(0.01);
});

function audio(at: number, figures: object): StatsSample {
  return {
    at,
    records: [
      record('codec', { mimeType: 'audio/opus', clockRate: 48_000 }),
      record('inbound-rtp', { audioLevel: 0.2, jitter: 0.012, packetsReceived: at / 20, ...figures }),
    ],
  };
}

test('[CLIENT-60] figures of played sound: jitter, level, volume over the interval, and how much of it was made up', () => {
  const before = audio(7_000, {
    totalSamplesReceived: 336_000,
    concealedSamples: 10,
    totalSamplesDuration: 7,
    totalAudioEnergy: 1,
  });
  const figures = { totalSamplesReceived: 480_000, concealedSamples: 14_410, totalSamplesDuration: 10, totalAudioEnergy: 1.03 };
  const now = audio(10_000, figures);
  const quality = playQuality({ audio: { before, now, muted: true, totals: NONE, bytes: 0 } }, undefined);
  expect(quality.audio).toMatchObject({
    codec: 'opus',
    jitter: 12,
    level: 0.2,
    heardLevel: 0.1,
    concealedRate: 0.1,
    samplingRate: 48_000,
    fps: 50,
    muted: true,
  });
  expect(quality.video.quality).toBe(-1);
});

test('[QUAL-22] while nothing comes of a played stream its grades are unknown, then dead; so they are where the server does not answer', () => {
  type Missing = { audio?: number | undefined; video?: number | undefined };
  const of = ({ audio: sound, video: picture }: Missing, { reached = 'yes' as 'yes' | 'unsure' | 'no', came = false } = {}) => {
    const figures = { bytes: 0, packets: 900, lost: 0, frames: 90, dropped: 0, frozen: 0 };
    const rest = { muted: false, totals: NONE, bytes: 0, reached };
    const quality = playQuality(
      {
        audio: { before: audio(17_000, {}), now: audio(20_000, { packetsReceived: 850 }), missingMs: sound, ...rest },
        video: {
          before: video(17_000, figures),
          now: video(20_000, { ...figures, packets: came ? 950 : 900 }),
          missingMs: picture,
          ...rest,
        },
      },
      undefined,
    );
    return [quality.audio.quality, quality.video.quality, quality.reached];
  };
  expect(of({ audio: 1_000, video: 1_000 })).toEqual([0, 0, 'yes']);
  expect(of({ audio: 3_000, video: 3_000 })).toEqual([-1, -1, 'yes']);
  expect(of({ audio: 6_000, video: 5_000 })).toEqual([4, 4, 'yes']);
  // The other kind comes; or need not come, as a picture that stands still, which sound never does.
  expect(of({ audio: 0, video: 60_000 })).toEqual([0, -1, 'yes']);
  expect(of({ video: 60_000 })).toEqual([0, -1, 'yes']);
  expect(of({ audio: 6_000 })).toEqual([4, 0, 'yes']);
  expect(of({})).toEqual([0, 0, 'yes']);
  expect(of({}, { reached: 'unsure' })).toEqual([-1, -1, 'unsure']);
  expect(of({ audio: 0, video: 0 }, { reached: 'no' })).toEqual([4, 4, 'no']);
  // What comes needs no answer.
  expect(of({ audio: 3_000, video: 0 }, { reached: 'no', came: true })).toEqual([-1, 0, 'yes']);
});

test('[QUAL-12] of what does not come there is no delay', () => {
  const figures = { bytes: 0, packets: 900, lost: 0, frames: 90, dropped: 0, frozen: 0 };
  const of = (packets: number) =>
    playQuality(
      {
        video: {
          before: video(17_000, figures),
          now: video(20_000, { ...figures, packets }),
          muted: false,
          totals: NONE,
          bytes: 0,
        },
      },
      undefined,
    ).delay;
  expect([of(900), of(901)]).toEqual([0, 40]);
});

test('[QUAL-3] a late packet that was counted as lost is no loss, and no new track', () => {
  const before = video(17_000, { bytes: 0, packets: 960, lost: 40, frames: 0, dropped: 0, frozen: 0 });
  const now = video(20_000, { bytes: 0, packets: 1_261, lost: 39, frames: 0, dropped: 0, frozen: 0 });
  const { packetsLostRate, video: figures } = playQuality(
    { video: { before, now, muted: false, totals: NONE, bytes: 0 } },
    undefined,
  );
  expect([packetsLostRate, figures.packetsLost, figures.quality]).toEqual([0, 39, 0]);
});

test('[QUAL-4] retransmissions are no packets to divide losses by', () => {
  const before = audio(0, { packetsReceived: 0, packetsLost: 0 });
  const now = audio(3_000, { packetsReceived: 1_000, packetsLost: 100, retransmittedPacketsReceived: 100 });
  expect(playQuality({ audio: { before, now, muted: false, totals: NONE, bytes: 0 } }, undefined).packetsLostRate).toBe(0.1);
});

test('[QUAL-2] counters of another SSRC are not compared with those before', () => {
  const other = (sample: StatsSample): StatsSample => ({
    ...sample,
    records: sample.records.map((one) => (one.type === 'inbound-rtp' ? { ...one, id: 'other' } : one)),
  });
  const before = audio(0, { packetsReceived: 500, packetsLost: 90, bytesReceived: 50_000 });
  const now = other(audio(2_000, { packetsReceived: 900, packetsLost: 100, bytesReceived: 75_000 }));
  const { audio: figures } = playQuality({ audio: { before, now, muted: false, totals: NONE, bytes: 0 } }, undefined);
  expect(figures).toMatchObject({ bitrate: 300, packetsLostRate: 0.1 });
});

test('[QUAL-1] intervals are as long as the reports say; one moment twice and absurd fields give zeros', () => {
  const before = video(17_000, { bytes: 0, packets: 0, lost: 0, frames: 0, dropped: 0, frozen: 0 });
  const late = video(20_500, { bytes: 437_500, packets: 10, lost: 0, frames: 105, dropped: 0, frozen: 0 });
  const twice = video(17_000, { bytes: 999, packets: 9, lost: 9, frames: 9, dropped: 0, frozen: 0 });
  const of = (now: StatsSample) => playQuality({ video: { before, now, muted: false, totals: NONE, bytes: 0 } }, undefined).video;
  expect(of(late)).toMatchObject({ bitrate: 1000, decodedFps: 30 });
  expect(of(twice)).toMatchObject({ bitrate: 0, decodedFps: 0 });
  const absurd = {
    bytesReceived: Number.NaN,
    packetsLost: -5,
    jitter: 'x',
    totalAudioEnergy: Number.POSITIVE_INFINITY,
    jitterBufferDelay: null,
  };
  const { audio: sound, delay } = playQuality(
    {
      audio: {
        before: audio(1, absurd),
        now: audio(2_000, { ...absurd, packetsReceived: undefined }),
        muted: false,
        totals: NONE,
        bytes: 0,
      },
    },
    { own: Number.NaN, publisher: 0 },
  );
  for (const value of [...Object.values(sound), delay]) if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  expect(sound).toMatchObject({ packetsLost: 0, packetsLostRate: 0, jitter: 0 });
});

test('[QUAL-10] the delay is that between capture and delivery on the server clock, the worse of both kinds', () => {
  const sample = (kind: 'audio' | 'video', capturedAt: number): StatsSample => ({
    ...(kind === 'audio' ? audio(3_000, {}) : video(3_000, { bytes: 0, packets: 0, lost: 0, frames: 0, dropped: 0, frozen: 0 })),
    delivered: { capturedAt, deliveredAt: 5_000 },
  });
  const of = (audioAt: number, videoAt: number) =>
    playQuality(
      {
        audio: { before: undefined, now: sample('audio', audioAt), muted: false, totals: NONE, bytes: 0 },
        video: { before: undefined, now: sample('video', videoAt), muted: false, totals: NONE, bytes: 0 },
      },
      { own: 100, publisher: -2_000 },
    );
  // Captured at 6 850 and 6 900 by the publisher's clock: 4 850 and 4 900 on the server's; delivered at 5 100 there.
  expect(of(6_850, 6_900)).toMatchObject({ delay: 250, delayBy: 'clocks' });
  // In the future, or an hour ago: [QUAL-12]
  expect(of(8_000, 6_900)).toMatchObject({ delay: 200, delayBy: 'clocks' });
  expect(of(8_000, -3_600_000)).toMatchObject({ delayBy: 'estimate' });
});

test('[QUAL-12] without stamps or clocks the delay is estimated from round trip and jitter buffer', () => {
  const now = { ...audio(3_000, {}), delivered: { capturedAt: 1, deliveredAt: 2 } };
  expect(playQuality({ audio: { before: undefined, now, muted: false, totals: NONE, bytes: 0 } }, undefined).delayBy).toBe(
    'estimate',
  );
  const ntp = 2_208_988_800_000;
  expect(deliveredFrame([], 10)).toBeUndefined();
  expect(deliveredFrame([{ timestamp: 10 }], 10)).toBeUndefined();
  expect(deliveredFrame([{ timestamp: 10, captureTimestamp: ntp + 7 }], 5_000)).toBeUndefined();
  const sources = [
    { timestamp: 8, captureTimestamp: ntp + 5 },
    { timestamp: 10, captureTimestamp: ntp + 7 },
  ];
  expect(deliveredFrame(sources, 12)).toEqual({ capturedAt: 7, deliveredAt: 10 });
});

test('[QUAL-13] the picture is so late as the moments that are seen and heard now lie apart, at one time of asking', () => {
  const now = (of: StatsSample, playout: unknown) => ({
    ...of,
    records: of.records.map((one) => (one.type === 'inbound-rtp' ? { ...one, estimatedPlayoutTimestamp: playout } : one)),
  });
  const late = (heard: unknown, seen: unknown) =>
    playQuality(
      {
        audio: { before: undefined, now: now(audio(3_000, {}), heard), muted: false, totals: NONE, bytes: 0 },
        video: {
          before: undefined,
          now: now(video(3_020, { bytes: 0, packets: 0, lost: 0, frames: 0, dropped: 0, frozen: 0 }), seen),
          muted: false,
          totals: NONE,
          bytes: 0,
        },
      },
      undefined,
    ).lateMs;
  expect(late(50_000, 49_970)).toBe(50);
  expect(late(50_000, 50_100)).toBe(-80);
  expect(late(undefined, 50_100)).toBeUndefined();
  expect(late(50_000, 500_000)).toBeUndefined();
});

test('[QUAL-14] frames of sound are those of 20 ms: out of the jitter buffer, and played with what was made up', () => {
  const before = audio(7_000, { jitterBufferEmittedCount: 100_000, totalSamplesReceived: 100_000 });
  const now = audio(10_000, { jitterBufferEmittedCount: 208_000, totalSamplesReceived: 244_000 });
  const { audio: sound } = playQuality({ audio: { before, now, muted: false, totals: NONE, bytes: 0 } }, undefined);
  expect(sound).toMatchObject({ fps: 50, emittedFps: 38, renderedFps: 50 });
});

test('[QUAL-15] bytes go on from one connection to the next, and never fall', () => {
  const sum = new ByteSum('received');
  const at = (bytes: number) => audio(bytes, { bytesReceived: bytes });
  expect(sum.take({ before: undefined, now: at(1_000) })).toBe(1_000);
  expect(sum.take({ before: at(1_000), now: at(4_000) })).toBe(4_000);
  expect(sum.take({ before: undefined, now: at(500) })).toBe(4_500);
  expect(sum.take({ before: at(500), now: at(200) })).toBe(4_700);
});

test('[CLIENT-62] grades follow the worse of round trip and loss', () => {
  expect([gradeOf(20, 0), gradeOf(150, 0), gradeOf(300, 0), gradeOf(800, 0), gradeOf(2000, 0)]).toEqual([0, 1, 2, 3, 4]);
  expect([gradeOf(20, 0.03), gradeOf(20, 0.07), gradeOf(20, 0.2), gradeOf(20, 0.5)]).toEqual([1, 2, 3, 4]);
  expect(gradeOf(800, 0.03)).toBe(3);
  expect(gradeOf(undefined, 0)).toBe(0);
});
