import type { Reached } from './Reach.ts';

/** Figures of one stream over the last interval. Bitrates kbit/s, losses as a ratio 0–1, times ms. Missing kinds have zeros. */
export type PublishQuality = {
  video: {
    codec: string;
    width: number;
    height: number;
    bitrate: number;
    capturedFps: number;
    encodedFps: number;
    sentFps: number;
    packetsLost: number;
    packetsLostRate: number;
    quality: QualityGrade;
    muted: boolean;
    /** False while nobody plays it, and nothing is sent for that reason. */
    played: boolean;
    hardwareEncoder: boolean;
    /** Payload since publishing began. */
    bytes: number;
  };
  audio: {
    codec: string;
    bitrate: number;
    packetsLost: number;
    packetsLostRate: number;
    fps: number;
    /** What was captured, in frames of 20 ms per second. */
    capturedFps: number;
    /** Payload since publishing began. */
    bytes: number;
    /** Root mean square of the captured sound, 0–1; undefined where the browser does not say. */
    capturedLevel: number | undefined;
    quality: QualityGrade;
    muted: boolean;
  };
  /** Round trip to the server, ms: the last one, where nothing comes back any more. */
  rtt: number;
  /** Whether the server answers what is sent. */
  reached: Reached;
};

export type PlayQuality = {
  video: {
    codec: string;
    width: number;
    height: number;
    bitrate: number;
    receivedFps: number;
    /** Out of the jitter buffer. */
    emittedFps: number;
    decodedFps: number;
    renderedFps: number;
    packetsLost: number;
    packetsLostRate: number;
    framesDecoded: number;
    framesDropped: number;
    /** Since playing began: for how long it was played unmuted, and how much of that nothing new was seen. */
    decodeMs: number;
    breakMs: number;
    breakRate: number;
    /** How often that was, since playing began and since the sample before. */
    breaks: number;
    newBreaks: number;
    hardwareDecoder: boolean;
    /** Payload since playing began. */
    bytes: number;
    quality: QualityGrade;
    muted: boolean;
  };
  audio: {
    codec: string;
    bitrate: number;
    jitter: number;
    level: number;
    packetsLost: number;
    packetsLostRate: number;
    samplingRate: number;
    fps: number;
    /** Out of the jitter buffer, and played with what had to be made up, in frames of 20 ms per second. */
    emittedFps: number;
    renderedFps: number;
    /** Root mean square of the sound that was played, 0–1; undefined where the browser does not say. */
    heardLevel: number | undefined;
    /** The part of the sound that had to be made up because nothing came in time, 0–1. */
    concealedRate: number;
    /** Since playing began: for how long it was played unmuted, and how much of that nothing new was heard. */
    decodeMs: number;
    breakMs: number;
    breakRate: number;
    /** How often that was, since playing began and since the sample before. */
    breaks: number;
    newBreaks: number;
    /** Payload since playing began. */
    bytes: number;
    quality: QualityGrade;
    muted: boolean;
  };
  /** Round trip from the player to the server, ms: the last one, where nothing comes back any more. */
  rtt: number;
  /** Whether the server answers, or at least something of the stream comes. */
  reached: Reached;
  /** What a packet waits in the jitter buffer, the worse of the two kinds, ms. */
  bufferedMs: number;
  /** By how much the picture is behind the sound, ms; negative where it is ahead, undefined where the browser does not say. */
  lateMs: number | undefined;
  /** From capture to the player's track, ms; 0 while nothing comes. */
  delay: number;
  /** By both ends' clocks, or estimated from the player's round trip and jitter buffer. */
  delayBy: 'clocks' | 'estimate';
  packetsLostRate: number;
};

/** −1 unknown, 0 excellent, 1 good, 2 middle, 3 poor, 4 dead. */
export type QualityGrade = -1 | 0 | 1 | 2 | 3 | 4;

/** Loudness of streams at one moment, 0–1 of the highest amplitude. A stream without sound, or muted, is 0. */
export type SoundSample = { sent: SoundLevel[]; heard: SoundLevel[] };
export type SoundLevel = { streamID: string; level: number };
