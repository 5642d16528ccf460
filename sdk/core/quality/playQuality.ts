import { gradeOf } from './grade.ts';
import { roundTrip } from './publishQuality.ts';
import type { PlayQuality } from './QualityFigures.ts';
import { codecName, Records, rounded, type StatsSample } from './stats.ts';

/** Two samples of a kind's receiver, the first one since playing began, and whether the publisher is muted. */
export type ReceiverSamples = { first: StatsSample; before: StatsSample | undefined; now: StatsSample; muted: boolean };

/** The figures of a played stream over the time between the samples; times of decoding and breaks since the beginning. */
export function playQuality(samples: { audio?: ReceiverSamples; video?: ReceiverSamples }): PlayQuality {
  const audio = samples.audio && new Records(samples.audio.before, samples.audio.now);
  const video = samples.video && new Records(samples.video.before, samples.video.now);
  const rtt = roundTrip(video) ?? roundTrip(audio);
  const videoBreak = videoBreaks(samples.video);
  const audioBreak = audioBreaks(samples.audio);
  return {
    video: {
      codec: codecName(video?.text('codec', 'mimeType') ?? ''),
      width: video?.value('inbound-rtp', 'frameWidth') ?? 0,
      height: video?.value('inbound-rtp', 'frameHeight') ?? 0,
      bitrate: kbps(video),
      receivedFps: rounded(video?.rate('inbound-rtp', 'framesReceived') ?? 0),
      decodedFps: rounded(video?.rate('inbound-rtp', 'framesDecoded') ?? 0),
      renderedFps: rounded(Math.max(0, shownFps(video))),
      ...losses(video),
      framesDecoded: video?.value('inbound-rtp', 'framesDecoded') ?? 0,
      framesDropped: video?.value('inbound-rtp', 'framesDropped') ?? 0,
      decodeMs: rounded((video?.value('inbound-rtp', 'totalInterFrameDelay') ?? 0) * 1000),
      breakMs: videoBreak.ms,
      breakRate: videoBreak.rate,
      quality: video ? gradeOf(rtt, losses(video).packetsLostRate) : -1,
      muted: samples.video?.muted ?? true,
    },
    audio: {
      codec: codecName(audio?.text('codec', 'mimeType') ?? ''),
      bitrate: kbps(audio),
      jitter: rounded((audio?.value('inbound-rtp', 'jitter') ?? 0) * 1000, 1),
      level: audio?.value('inbound-rtp', 'audioLevel') ?? 0,
      ...losses(audio),
      samplingRate: audio?.value('codec', 'clockRate') ?? 0,
      fps: rounded(audio?.rate('inbound-rtp', 'packetsReceived') ?? 0),
      decodeMs: rounded((audio?.value('inbound-rtp', 'totalSamplesDuration') ?? 0) * 1000),
      breakMs: audioBreak.ms,
      breakRate: audioBreak.rate,
      quality: audio ? gradeOf(rtt, losses(audio).packetsLostRate) : -1,
      muted: samples.audio?.muted ?? true,
    },
    delay: rounded((rtt ?? 0) / 2 + Math.max(bufferedMs(audio), bufferedMs(video))),
    packetsLostRate: Math.max(losses(video).packetsLostRate, losses(audio).packetsLostRate),
  };
}

function kbps(records: Records | undefined): number {
  return rounded(((records?.rate('inbound-rtp', 'bytesReceived') ?? 0) * 8) / 1000, 1);
}

function shownFps(video: Records | undefined): number {
  if (!video) return 0;
  return video.rate('inbound-rtp', 'framesDecoded') - video.rate('inbound-rtp', 'framesDropped');
}

function losses(records: Records | undefined): { packetsLost: number; packetsLostRate: number } {
  if (!records) return { packetsLost: 0, packetsLostRate: 0 };
  const lost = Math.max(0, records.growth('inbound-rtp', 'packetsLost'));
  const expected = lost + records.growth('inbound-rtp', 'packetsReceived');
  return {
    packetsLost: Math.max(0, records.value('inbound-rtp', 'packetsLost')),
    packetsLostRate: expected > 0 ? rounded(lost / expected, 4) : 0,
  };
}

/** What a packet waited in the jitter buffer, on average over the interval, ms. */
function bufferedMs(records: Records | undefined): number {
  if (!records) return 0;
  const emitted = records.growth('inbound-rtp', 'jitterBufferEmittedCount');
  return emitted > 0 ? (records.growth('inbound-rtp', 'jitterBufferDelay') / emitted) * 1000 : 0;
}

/** Freezes since the beginning of playing. */
function videoBreaks(samples: ReceiverSamples | undefined): { ms: number; rate: number } {
  if (!samples) return { ms: 0, rate: 0 };
  const whole = new Records(samples.first, samples.now);
  return breaks(whole.growth('inbound-rtp', 'totalFreezesDuration'), whole.seconds);
}

/** Concealed samples that were not silence, since the beginning of playing. */
function audioBreaks(samples: ReceiverSamples | undefined): { ms: number; rate: number } {
  if (!samples) return { ms: 0, rate: 0 };
  const whole = new Records(samples.first, samples.now);
  const concealed = whole.growth('inbound-rtp', 'concealedSamples') - whole.growth('inbound-rtp', 'silentConcealedSamples');
  const clockRate = whole.value('codec', 'clockRate') || 48_000;
  return breaks(Math.max(0, concealed) / clockRate, whole.seconds);
}

function breaks(brokenSeconds: number, wholeSeconds: number): { ms: number; rate: number } {
  return {
    ms: rounded(brokenSeconds * 1000),
    rate: wholeSeconds > 0 ? rounded(Math.min(1, brokenSeconds / wholeSeconds), 4) : 0,
  };
}
