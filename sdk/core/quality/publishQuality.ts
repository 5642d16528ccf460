import { gradeOf, gradeOfSilence, reachOf } from './grade.ts';
import type { PublishQuality } from './QualityFigures.ts';
import type { Reached } from './Reach.ts';
import { codecName, Records, rounded, SOUND_FPS, type StatsSample } from './stats.ts';

/** Two samples of a kind's sender, its bytes since publishing began, and whether anybody plays it; without a sender nothing is sent. */
export type SenderSamples = {
  before: StatsSample | undefined;
  now: StatsSample;
  muted: boolean;
  bytes: number;
  played?: boolean;
  /** Whether the server answers. */
  reached?: Reached;
};

/** The figures of a published stream over the time between the samples. */
export function publishQuality(samples: { audio?: SenderSamples; video?: SenderSamples }): PublishQuality {
  const audio = samples.audio && new Records(samples.audio.before, samples.audio.now);
  const video = samples.video && new Records(samples.video.before, samples.video.now);
  const rtt = roundTrip(video) ?? roundTrip(audio);
  const reached = reachOf([samples.audio?.reached, samples.video?.reached]);
  const gradeOfKind = (kind: Records | undefined) =>
    kind ? (gradeOfSilence(reached) ?? gradeOf(rtt, losses(kind).packetsLostRate)) : -1;
  return {
    video: {
      codec: codecName(video?.text('codec', 'mimeType') ?? ''),
      width: video?.value('outbound-rtp', 'frameWidth') ?? 0,
      height: video?.value('outbound-rtp', 'frameHeight') ?? 0,
      bitrate: kbps(video),
      capturedFps: rounded(capturedFps(video)),
      encodedFps: rounded(video?.rate('outbound-rtp', 'framesEncoded') ?? 0),
      sentFps: rounded(video?.rate('outbound-rtp', 'framesSent') ?? 0),
      ...losses(video),
      quality: gradeOfKind(video),
      muted: samples.video?.muted ?? true,
      played: samples.video?.played ?? true,
      hardwareEncoder: video?.flag('outbound-rtp', 'powerEfficientEncoder') ?? false,
      bytes: samples.video?.bytes ?? 0,
    },
    audio: {
      codec: codecName(audio?.text('codec', 'mimeType') ?? ''),
      bitrate: kbps(audio),
      ...losses(audio),
      fps: rounded(audio?.rate('outbound-rtp', 'packetsSent') ?? 0),
      capturedFps: rounded(capturedSoundFps(audio)),
      bytes: samples.audio?.bytes ?? 0,
      capturedLevel: capturedLevel(audio),
      quality: gradeOfKind(audio),
      muted: samples.audio?.muted ?? true,
    },
    rtt: rounded(rtt ?? 0),
    reached,
  };
}

function kbps(records: Records | undefined): number {
  return rounded(((records?.rateOfAll('outbound-rtp', 'bytesSent') ?? 0) * 8) / 1000, 1);
}

function capturedFps(video: Records | undefined): number {
  const counted = video?.maybe('media-source', 'frames') !== undefined && video.seconds > 0;
  return (counted ? video?.rate('media-source', 'frames') : video?.maybe('media-source', 'framesPerSecond')) ?? 0;
}

/** In frames of 20 ms; where the browser does not say, as many as are sent. */
function capturedSoundFps(audio: Records | undefined): number {
  if (audio?.maybe('media-source', 'totalSamplesDuration') === undefined) return audio?.rate('outbound-rtp', 'packetsSent') ?? 0;
  return audio.rate('media-source', 'totalSamplesDuration') * SOUND_FPS;
}

/** What was lost on the way to the server, and which part of what was sent that is. */
function losses(records: Records | undefined): { packetsLost: number; packetsLostRate: number } {
  if (!records) return { packetsLost: 0, packetsLostRate: 0 };
  const sent = records.growthOfAll('outbound-rtp', 'packetsSent');
  const again = records.growthOfAll('outbound-rtp', 'retransmittedPacketsSent');
  const sentAgain = records.total('outbound-rtp', 'retransmittedPacketsSent');
  if (sentAgain > 0 && records.maybe('outbound-rtp', 'rtxSsrc') === undefined) {
    // Sent again under the same SSRC, as sound is: each time because what was sent before was lost. The server's reports
    // no longer count what arrived in the end, and count what it waits for now, so they are left out.
    return { packetsLost: sentAgain, packetsLostRate: rateOf(again, sent) };
  }
  // RTCP receiver reports (RFC 3550 §6.4.1) of the SSRC under which each packet is sent once.
  return {
    packetsLost: Math.max(0, records.total('remote-inbound-rtp', 'packetsLost')),
    packetsLostRate: rateOf(records.riseOfAll('remote-inbound-rtp', 'packetsLost'), sent - again),
  };
}

function rateOf(lost: number, sent: number): number {
  return sent > 0 ? rounded(Math.min(1, lost / sent), 4) : 0;
}

/** Root mean square of what was captured over the interval, 0–1; undefined where the browser does not say. */
function capturedLevel(audio: Records | undefined): number | undefined {
  const seconds = audio?.growth('media-source', 'totalSamplesDuration') ?? 0;
  if (!audio || seconds <= 0) return undefined;
  return rounded(Math.sqrt(audio.growth('media-source', 'totalAudioEnergy') / seconds), 4);
}

/** ms: from RTCP where there is some already, else from the ICE checks of the path in use. */
export function roundTrip(records: Records | undefined): number | undefined {
  const seconds =
    records?.maybe('remote-inbound-rtp', 'roundTripTime') ?? records?.maybe('candidate-pair', 'currentRoundTripTime');
  return seconds === undefined ? undefined : seconds * 1000;
}
