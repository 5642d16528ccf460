import { expect, test } from 'vitest';
import { gradeOf } from './grade.ts';
import { playQuality } from './playQuality.ts';
import type { StatsRecord, StatsSample } from './stats.ts';

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
        totalInterFrameDelay: figures.frames / 15,
        totalFreezesDuration: figures.frozen,
        jitterBufferDelay: figures.frames * 0.05,
        jitterBufferEmittedCount: figures.frames,
        frameWidth: 640,
        frameHeight: 480,
      }),
      record('candidate-pair', { id: 'other', nominated: false, currentRoundTripTime: 0.9 }),
      record('candidate-pair', { nominated: true, currentRoundTripTime: 0.08 }),
    ],
  };
}

test('[CLIENT-60] figures of a played stream are differences; freezes count from the beginning', () => {
  const first = video(10_000, { bytes: 0, packets: 0, lost: 0, frames: 0, dropped: 0, frozen: 0 });
  const before = video(17_000, { bytes: 700_000, packets: 700, lost: 0, frames: 105, dropped: 0, frozen: 0.5 });
  const now = video(20_000, { bytes: 1_000_000, packets: 997, lost: 3, frames: 150, dropped: 3, frozen: 1 });
  const quality = playQuality({ video: { first, before, now, muted: false } });
  expect(quality.video).toEqual({
    codec: 'H264',
    width: 640,
    height: 480,
    bitrate: 800,
    receivedFps: 15,
    decodedFps: 15,
    renderedFps: 14,
    packetsLost: 3,
    packetsLostRate: 0.01,
    framesDecoded: 150,
    framesDropped: 3,
    decodeMs: 10_000,
    breakMs: 1000,
    breakRate: 0.1,
    quality: 0,
    muted: false,
  });
  expect(quality.delay).toBe(90);
  expect(quality.packetsLostRate).toBe(0.01);
});

test('[CLIENT-60] audio breaks are concealed samples that were not silence', () => {
  const audio = (at: number, concealed: number, silent: number): StatsSample => ({
    at,
    records: [
      record('codec', { mimeType: 'audio/opus', clockRate: 48_000 }),
      record('inbound-rtp', {
        concealedSamples: concealed,
        totalSamplesDuration: at / 1000,
        silentConcealedSamples: silent,
        audioLevel: 0.2,
        jitter: 0.012,
        packetsReceived: at / 20,
      }),
    ],
  });
  const quality = playQuality({
    audio: { first: audio(0, 0, 0), before: audio(7_000, 0, 0), now: audio(10_000, 72_000, 24_000), muted: true },
  });
  expect(quality.audio).toMatchObject({
    codec: 'opus',
    decodeMs: 10_000,
    breakMs: 1000,
    breakRate: 0.1,
    jitter: 12,
    level: 0.2,
    samplingRate: 48_000,
    fps: 50,
    muted: true,
  });
  expect(quality.video.quality).toBe(-1);
});

test('[CLIENT-62] grades follow the worse of round trip and loss', () => {
  expect([gradeOf(20, 0), gradeOf(150, 0), gradeOf(300, 0), gradeOf(800, 0), gradeOf(2000, 0)]).toEqual([0, 1, 2, 3, 4]);
  expect([gradeOf(20, 0.03), gradeOf(20, 0.07), gradeOf(20, 0.2), gradeOf(20, 0.5)]).toEqual([1, 2, 3, 4]);
  expect(gradeOf(800, 0.03)).toBe(3);
  expect(gradeOf(undefined, 0)).toBe(0);
});
