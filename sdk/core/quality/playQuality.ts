import { type ClockOffsets, endToEndDelay } from './endToEndDelay.ts';
import { gradeOf, gradeOfSilence, reachOf } from './grade.ts';
import type { Interval, Totals } from './PlayTotals.ts';
import { roundTrip } from './publishQuality.ts';
import type { PlayQuality, QualityGrade } from './QualityFigures.ts';
import { DEAD_MS, type Reached, UNSURE_MS } from './Reach.ts';
import { codecName, Records, rounded, SOUND_FPS, type StatsSample } from './stats.ts';

/** Two samples of a kind's receiver, what was summed up since playing began, and whether the publisher is muted. */
export type ReceiverSamples = {
  before: StatsSample | undefined;
  now: StatsSample;
  muted: boolean;
  totals: Totals;
  bytes: number;
  /** Whether the server answers. */
  reached?: Reached;
  /** For how long nothing has come although something should, ms; undefined where nothing need come. */
  missingMs?: number | undefined;
};

const NONE: Totals = { decodeMs: 0, breakMs: 0, breakRate: 0, breaks: 0, newBreaks: 0 };
/** Sound and picture further apart belong to clocks that were set meanwhile. */
const LARGEST_SHIFT_MS = 60_000;

/** The figures of a played stream over the time between the samples; times of decoding and breaks since the beginning. */
export function playQuality(
  samples: { audio?: ReceiverSamples; video?: ReceiverSamples },
  clocks: ClockOffsets | undefined,
): PlayQuality {
  const audio = samples.audio && new Records(samples.audio.before, samples.audio.now);
  const video = samples.video && new Records(samples.video.before, samples.video.now);
  const rtt = roundTrip(video) ?? roundTrip(audio);
  const buffered = Math.max(bufferedMs(audio), bufferedMs(video));
  const { reached, gradeOfKind } = arrival(samples, { audio, video }, rtt);
  const measured = [samples.audio, samples.video].flatMap((kind) => endToEndDelay(kind?.now.delivered, clocks) ?? []);
  return {
    video: {
      codec: codecName(video?.text('codec', 'mimeType') ?? ''),
      width: video?.value('inbound-rtp', 'frameWidth') ?? 0,
      height: video?.value('inbound-rtp', 'frameHeight') ?? 0,
      bitrate: kbps(video),
      receivedFps: rounded(video?.rate('inbound-rtp', 'framesReceived') ?? 0),
      emittedFps: rounded(video?.rate('inbound-rtp', 'jitterBufferEmittedCount') ?? 0),
      decodedFps: rounded(video?.rate('inbound-rtp', 'framesDecoded') ?? 0),
      renderedFps: rounded(Math.max(0, shownFps(video))),
      ...losses(video),
      framesDecoded: video?.value('inbound-rtp', 'framesDecoded') ?? 0,
      framesDropped: video?.value('inbound-rtp', 'framesDropped') ?? 0,
      ...(samples.video?.totals ?? NONE),
      hardwareDecoder: video?.flag('inbound-rtp', 'powerEfficientDecoder') ?? false,
      bytes: samples.video?.bytes ?? 0,
      quality: gradeOfKind('video'),
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
      emittedFps: rounded(soundFps(audio, 'jitterBufferEmittedCount')),
      renderedFps: rounded(soundFps(audio, 'totalSamplesReceived')),
      heardLevel: heardLevel(audio),
      concealedRate: concealedRate(audio),
      ...(samples.audio?.totals ?? NONE),
      bytes: samples.audio?.bytes ?? 0,
      quality: gradeOfKind('audio'),
      muted: samples.audio?.muted ?? true,
    },
    rtt: rounded(rtt ?? 0),
    reached,
    bufferedMs: rounded(buffered),
    lateMs: lateMs(audio, video),
    delay: rounded(measured.length > 0 ? Math.max(...measured) : idle(audio, video) ? 0 : (rtt ?? 0) / 2 + buffered),
    delayBy: measured.length > 0 ? 'clocks' : 'estimate',
    packetsLostRate: Math.max(losses(video).packetsLostRate, losses(audio).packetsLostRate),
  };
}

/** Whether nothing came of any kind between the samples. */
function idle(...kinds: (Records | undefined)[]): boolean {
  const there = kinds.filter((kind) => kind !== undefined);
  return there.every((kind) => kind.seconds > 0 && kind.growth('inbound-rtp', 'packetsReceived') === 0);
}

/**
 * Whether the server is reached, and how good each kind is: unknown where nothing has come for a while although it should,
 * dead where that is so of the whole stream. A picture alone may stand still for long, sound never ends.
 */
function arrival(
  samples: { audio?: ReceiverSamples; video?: ReceiverSamples },
  records: { audio: Records | undefined; video: Records | undefined },
  rtt: number | undefined,
): { reached: Reached; gradeOfKind(kind: 'audio' | 'video'): QualityGrade } {
  // What comes needs no answer.
  const reached = idle(records.audio, records.video) ? reachOf([samples.audio?.reached, samples.video?.reached]) : 'yes';
  const { audio, video } = samples;
  const shortest = Math.min(audio?.missingMs ?? 0, video?.missingMs ?? audio?.missingMs ?? 0);
  return {
    reached,
    gradeOfKind(kind) {
      const [of, sample] = [records[kind], samples[kind]];
      if (!of || !sample) return -1;
      const silence = gradeOfSilence(reached);
      if (silence !== undefined) return silence;
      if ((sample.missingMs ?? 0) >= UNSURE_MS) return shortest >= DEAD_MS ? 4 : -1;
      return gradeOf(rtt, losses(of).packetsLostRate);
    },
  };
}

function kbps(records: Records | undefined): number {
  return rounded(((records?.rate('inbound-rtp', 'bytesReceived') ?? 0) * 8) / 1000, 1);
}

function shownFps(video: Records | undefined): number {
  if (!video) return 0;
  if (video.maybe('inbound-rtp', 'framesRendered') !== undefined) return video.rate('inbound-rtp', 'framesRendered');
  return video.rate('inbound-rtp', 'framesDecoded') - video.rate('inbound-rtp', 'framesDropped');
}

function losses(records: Records | undefined): { packetsLost: number; packetsLostRate: number } {
  if (!records) return { packetsLost: 0, packetsLostRate: 0 };
  const lost = records.riseOfAll('inbound-rtp', 'packetsLost');
  const again = records.growth('inbound-rtp', 'retransmittedPacketsReceived');
  const expected = lost + Math.max(0, records.growth('inbound-rtp', 'packetsReceived') - again);
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

/** A counter of samples as frames per second. */
function soundFps(audio: Records | undefined, key: string): number {
  const perFrame = (audio?.value('codec', 'clockRate') || 48_000) / SOUND_FPS;
  return (audio?.rate('inbound-rtp', key) ?? 0) / perFrame;
}

/** Which moments of the publisher are seen and heard now (RFC 3550 §6.4.1: the clock of its sender reports). */
function lateMs(audio: Records | undefined, video: Records | undefined): number | undefined {
  const heard = audio?.maybe('inbound-rtp', 'estimatedPlayoutTimestamp');
  const seen = video?.maybe('inbound-rtp', 'estimatedPlayoutTimestamp');
  if (!audio || !video || heard === undefined || seen === undefined) return undefined;
  // The two were not asked at the same moment.
  const late = heard - audio.at - (seen - video.at);
  return Math.abs(late) <= LARGEST_SHIFT_MS ? rounded(late) : undefined;
}

/** Root mean square of what was played, made-up sound included. */
function heardLevel(audio: Records | undefined): number | undefined {
  const seconds = audio?.growth('inbound-rtp', 'totalSamplesDuration') ?? 0;
  if (!audio || seconds <= 0) return undefined;
  return rounded(Math.sqrt(audio.growth('inbound-rtp', 'totalAudioEnergy') / seconds), 4);
}

function concealedRate(audio: Records | undefined): number {
  const all = audio?.growth('inbound-rtp', 'totalSamplesReceived') ?? 0;
  return audio && all > 0 ? rounded(Math.min(1, audio.growth('inbound-rtp', 'concealedSamples') / all), 4) : 0;
}

/** Freezes, pauses, and whether no picture came at all. */
export function videoInterval(video: Records): Interval {
  const seconds = video.growth('inbound-rtp', 'totalFreezesDuration') + video.growth('inbound-rtp', 'totalPausesDuration');
  const breaks = video.growth('inbound-rtp', 'freezeCount') + video.growth('inbound-rtp', 'pauseCount');
  return { brokenMs: seconds * 1000, breaks, idle: video.growth('inbound-rtp', 'framesDecoded') === 0 };
}

/** Concealed samples that were not silence, those that were, and whether no packet came at all. */
export function audioInterval(audio: Records): Interval {
  const silent = audio.growth('inbound-rtp', 'silentConcealedSamples');
  const concealed = audio.growth('inbound-rtp', 'concealedSamples') - silent;
  const perMs = (audio.value('codec', 'clockRate') || 48_000) / 1000;
  return {
    brokenMs: Math.max(0, concealed) / perMs,
    quietMs: Math.max(0, silent) / perMs,
    breaks: audio.growth('inbound-rtp', 'concealmentEvents'),
    idle: audio.growth('inbound-rtp', 'packetsReceived') === 0,
  };
}
