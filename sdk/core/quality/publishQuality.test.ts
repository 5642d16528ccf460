import { expect, test } from 'vitest';
import { publishQuality } from './publishQuality.ts';
import type { StatsRecord, StatsSample } from './stats.ts';

const record = (type: string, figures: object): StatsRecord => ({ type, id: type, ...figures });

/** As Chromium 137 reports a 720p VP8 sender, cut down to what is read. */
function video(at: number, figures: { bytes: number; packets: number; frames: number; lost: number }): StatsSample {
  return {
    at,
    records: [
      record('codec', { mimeType: 'video/VP8', clockRate: 90_000 }),
      record('media-source', { framesPerSecond: 30, frames: figures.frames }),
      record('outbound-rtp', {
        bytesSent: figures.bytes,
        packetsSent: figures.packets,
        framesEncoded: figures.frames,
        framesSent: figures.frames - 1,
        frameWidth: 1280,
        frameHeight: 720,
        powerEfficientEncoder: true,
      }),
      record('remote-inbound-rtp', { packetsLost: figures.lost, roundTripTime: 0.042, fractionLost: 0 }),
      record('candidate-pair', { nominated: true, currentRoundTripTime: 0.9 }),
    ],
  };
}

test('[CLIENT-60] figures of a published stream are differences between two samples', () => {
  const before = video(10_000, { bytes: 100_000, packets: 100, frames: 60, lost: 2 });
  const now = video(13_000, { bytes: 662_500, packets: 400, frames: 150, lost: 17 });
  const quality = publishQuality({ video: { before, now, muted: false, bytes: 662_500 } });
  expect(quality.rtt).toBe(42);
  expect(quality.video).toEqual({
    codec: 'VP8',
    width: 1280,
    height: 720,
    bitrate: 1500,
    capturedFps: 30,
    encodedFps: 30,
    sentFps: 30,
    packetsLost: 17,
    packetsLostRate: 0.05,
    quality: 2,
    muted: false,
    played: true,
    hardwareEncoder: true,
    bytes: 662_500,
  });
  expect(quality.audio).toMatchObject({ codec: '', bitrate: 0, quality: -1, muted: true, bytes: 0 });
});

test('[QUAL-22] while the server does not answer the grades of a published stream are unknown, then dead, whatever its last figures were', () => {
  const before = video(10_000, { bytes: 0, packets: 100, frames: 0, lost: 0 });
  const now = video(13_000, { bytes: 400_000, packets: 500, frames: 90, lost: 0 });
  const of = (reached: 'yes' | 'unsure' | 'no') => {
    const quality = publishQuality({
      video: { before, now, muted: false, bytes: 0, reached },
      audio: { before, now, muted: true, bytes: 0, reached: 'yes' },
    });
    return [quality.reached, quality.video.quality, quality.audio.quality, quality.video.packetsLostRate];
  };
  expect(of('yes')).toEqual(['yes', 0, 0, 0]);
  expect(of('unsure')).toEqual(['unsure', -1, -1, 0]);
  expect(of('no')).toEqual(['no', 4, 4, 0]);
  expect(publishQuality({ video: { before, now, muted: false, bytes: 0, reached: 'no' } }).audio.quality).toBe(-1);
});

test('[CLIENT-60] a first sample gives zeros where a difference would be needed', () => {
  const quality = publishQuality({
    video: { before: undefined, now: video(10_000, { bytes: 9_000, packets: 9, frames: 9, lost: 1 }), muted: false, bytes: 0 },
  });
  expect(quality.video).toMatchObject({ bitrate: 0, encodedFps: 0, packetsLostRate: 0, width: 1280 });
});

test('[CLIENT-61] a counter that fell belongs to a new track', () => {
  const before = video(10_000, { bytes: 5_000_000, packets: 5_000, frames: 900, lost: 40 });
  const now = video(12_000, { bytes: 250_000, packets: 200, frames: 60, lost: 0 });
  const { video: figures } = publishQuality({ video: { before, now, muted: true, bytes: 0 } });
  expect(figures).toMatchObject({ bitrate: 1000, encodedFps: 30, packetsLostRate: 0, muted: true, bytes: 0 });
});

test('[CLIENT-60] a browser that says little gives zeros, not NaN', () => {
  const bare = (at: number): StatsSample => ({
    at,
    records: [record('outbound-rtp', { bytesSent: 'x', packetsSent: Number.NaN })],
  });
  const quality = publishQuality({
    audio: { before: bare(1), now: bare(2), muted: false, bytes: 0 },
    video: { before: bare(1), now: bare(1), muted: false, bytes: 0 },
  });
  for (const value of [...Object.values(quality.audio), ...Object.values(quality.video), quality.rtt]) {
    if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  }
});

test("[LAYER-8] of a picture in two sizes the figures are the biggest one's that is sent, the bitrate that of both", () => {
  const sample = (at: number, low: object, high: object) => ({
    at,
    records: [
      { type: 'outbound-rtp', id: 'low', frameWidth: 320, frameHeight: 180, ...low },
      { type: 'outbound-rtp', id: 'high', frameWidth: 640, frameHeight: 360, ...high },
    ],
  });
  const before = sample(0, { bytesSent: 0, framesSent: 0 }, { bytesSent: 0, framesSent: 500 });
  const both = sample(1000, { bytesSent: 10_000, framesSent: 15 }, { bytesSent: 90_000, framesSent: 530 });
  expect(publishQuality({ video: { before, now: both, muted: false, bytes: 0 } }).video).toMatchObject({
    width: 640,
    height: 360,
    bitrate: 800,
    sentFps: 30,
  });
  const alone = sample(2000, { bytesSent: 30_000, framesSent: 30 }, { bytesSent: 90_000, framesSent: 530, active: false });
  expect(publishQuality({ video: { before: both, now: alone, muted: false, bytes: 0 } }).video).toMatchObject({
    width: 320,
    bitrate: 160,
    sentFps: 15,
  });
});

test('[QUAL-4] what is sent again is traffic, but no packet to divide losses by', () => {
  const sample = (at: number, packetsSent: number, retransmittedPacketsSent: number, packetsLost: number): StatsSample => ({
    at,
    records: [
      record('outbound-rtp', { packetsSent, retransmittedPacketsSent, bytesSent: packetsSent * 1000, rtxSsrc: 7 }),
      record('remote-inbound-rtp', { packetsLost, roundTripTime: 0.02 }),
    ],
  });
  const quality = publishQuality({
    video: { before: sample(0, 0, 0, 0), now: sample(1_000, 110, 10, 10), muted: false, bytes: 0 },
  });
  expect(quality.video).toMatchObject({ packetsLostRate: 0.1, bitrate: 880 });
});

test('[QUAL-3] losses that fall again are none', () => {
  const sample = (at: number, packetsSent: number, packetsLost: number): StatsSample => ({
    at,
    records: [record('outbound-rtp', { packetsSent }), record('remote-inbound-rtp', { packetsLost })],
  });
  const quality = publishQuality({ audio: { before: sample(0, 100, 30), now: sample(1_000, 200, 28), muted: false, bytes: 0 } });
  expect(quality.audio).toMatchObject({ packetsLostRate: 0, packetsLost: 28 });
});

test('[CLIENT-60] the volume of what is captured is a mean over the interval', () => {
  const sample = (at: number, totalAudioEnergy: number): StatsSample => ({
    at,
    records: [record('media-source', { totalAudioEnergy, totalSamplesDuration: at / 1000 }), record('outbound-rtp', {})],
  });
  const of = (energy: number) =>
    publishQuality({ audio: { before: sample(1_000, 5), now: sample(4_000, 5 + energy), muted: false, bytes: 0 } });
  expect(of(0.03).audio.capturedLevel).toBe(0.1);
  expect(of(0).audio.capturedLevel).toBe(0);
  expect(
    publishQuality({ audio: { before: undefined, now: sample(4_000, 5), muted: false, bytes: 0 } }).audio.capturedLevel,
  ).toBeUndefined();
});

const sound = (at: number, packetsSent: number, again: number, packetsLost = 0): StatsSample => ({
  at,
  records: [
    record('outbound-rtp', { packetsSent, retransmittedPacketsSent: again }),
    record('remote-inbound-rtp', { packetsLost }),
  ],
});

test.each([0.05, 0.1, 0.3])(
  '[QUAL-4] sound is sent again under its own SSRC: of a line that loses %d the rate says so, however often a packet was sent',
  (loss) => {
    // 1000 packets, each of them sent until it arrives.
    const all = Math.round(1000 / (1 - loss));
    const { audio } = publishQuality({
      audio: { before: sound(0, 0, 0), now: sound(1_000, all, all - 1000), muted: false, bytes: 0 },
    });
    expect(audio.packetsLostRate).toBeCloseTo(loss, 3);
    expect(audio.packetsLost).toBe(all - 1000);
  },
);

test('[QUAL-4] what the server still waits for when it reports is not counted beside what it asked for again', () => {
  const before = sound(0, 500, 50, 0);
  const waiting = sound(1_000, 555, 55, 2);
  const arrived = sound(2_000, 612, 62, 0);
  const rate = (from: StatsSample, to: StatsSample) =>
    publishQuality({ audio: { before: from, now: to, muted: false, bytes: 0 } }).audio.packetsLostRate;
  expect(rate(before, waiting)).toBeCloseTo(5 / 55, 3);
  expect(rate(waiting, arrived)).toBeCloseTo(7 / 57, 3);
});

test('[QUAL-4] where lost sound is not sent again, it is lost as the server reports', () => {
  const { audio } = publishQuality({
    audio: { before: sound(0, 100, 0, 3), now: sound(1_000, 150, 0, 8), muted: false, bytes: 0 },
  });
  expect(audio).toMatchObject({ packetsLostRate: 0.1, packetsLost: 8 });
});
