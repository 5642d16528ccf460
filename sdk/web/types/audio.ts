/** How an effect is found: under the ID it was loaded with, or from this address. */
export interface ZegoAudioEffectPlayOptions {
  /** Address of a sound file that the page may read; used when nothing was loaded under the ID. */
  path?: string;
}

/** Short sounds that a stream's listeners and the user hear. Made by `createAudioEffectPlayer`. */
export interface ZegoAudioEffectPlayer {
  /** Plays an effect from its beginning. `onEnd` is called when it has sounded to its end. */
  // biome-ignore lint/complexity/noBannedTypes: the public API says so
  start(audioEffectID: string, options?: ZegoAudioEffectPlayOptions, onStart?: Function, onEnd?: Function): void;
  /** Ends one effect, or all. False if it is not being played. */
  stop(audioEffectID?: string): boolean;
  /** Holds one effect, or all. False if it is not being played. */
  pause(audioEffectID?: string): boolean;
  /** Goes on with one effect, or all. */
  resume(audioEffectID?: string): boolean;
  /** 0–100, for the user and for the others; `delay` ms until it is reached. */
  setVolume(audioEffectID: string, volume: number, delay?: number): boolean;
  /** ms; 0 when unknown. */
  getTotalDuration(audioEffectID: string): number;
  /** ms; 0 when it is not being played. */
  getCurrentProgress(audioEffectID: string): number;
  /** Goes on from here; ms, at most the total duration. */
  seekTo(audioEffectID: string, time: number): boolean;
}

/** How raw samples are wanted. */
export interface AudioFrameOptions {
  /** Samples per channel at the rate of the browser's audio: a power of 2 from 256 to 16384, default 4096. Stays as it was first set. */
  frameSize?: number;
  /** Hz. Default: that of the browser's audio. */
  sampleRate?: 8000 | 16000 | 22050 | 24000 | 32000 | 44100 | 48000;
  /** Default: as many as there are. */
  channelCount?: 1 | 2;
  /** 32: Float32Array in [-1, 1], the default. 16: Int16Array. */
  bitDepth?: 32 | 16;
}

/** A stretch of raw samples. */
export interface ZegoAudioFrame {
  /** One array per channel. */
  channels: Float32Array[] | Int16Array[];
  /** How many channels there are: 1 or 2. */
  channelCount: number;
  /** Hz */
  sampleRate: number;
}

/** Which devices are replaced by another when they vanish. */
export interface ZegoAutoSwitchDeviceConfig {
  /** Another camera takes over. Default false. */
  camera?: boolean;
  /** Another microphone takes over. Default false. */
  microphone?: boolean;
}

/** Something that Electron can share. */
export interface ZegoElectronScreenSource {
  /** What `sourceID` of the screen options takes. */
  id: string;
  /** Title of the window or screen. */
  name: string;
  /** A small picture of it, Electron's NativeImage. */
  // biome-ignore lint/suspicious/noExplicitAny: Electron's NativeImage
  thumbnail: any;
}

/**
 * Ready-made voices. The voice changer is not provided: calls with them answer 1101003.
 * @enum
 */
export const ZegoVoiceChangerPreset = {
  /** The voice as it is. */
  NONE: 0,
  /** A man's voice to a child's. */
  MEN_TO_CHILD: 1,
  /** A man's voice to a woman's. */
  MEN_TO_WOMEN: 2,
  /** A woman's voice to a child's. */
  WOMEN_TO_CHILD: 3,
  /** A woman's voice to a man's. */
  WOMEN_TO_MEN: 4,
  /** With a foreign accent. */
  FOREIGNER: 5,
  /** A big machine. */
  OPTIMUS_PRIME: 6,
  /** A robot. */
  ANDROID: 7,
  /** Unearthly. */
  ETHEREAL: 8,
  /** A man's, deep and warm. */
  MALE_MAGNETIC: 9,
  /** A woman's, light and clear. */
  FEMALE_FRESH: 10,
  /** Tuned to C major. */
  MAJOR_C: 11,
  /** Tuned to A minor. */
  MINOR_A: 12,
  /** Tuned to harmonic minor. */
  HARMONIC_MINOR: 13,
  /** A woman's, lively. */
  FEMALE_ENERGETIC: 14,
  /** Fuller overtones. */
  RICHNESS: 15,
  /** Dampened. */
  MUFFLED: 16,
  /** Round. */
  ROUNDNESS: 17,
  /** Falsetto. */
  FALSETTO: 18,
  /** Full. */
  FULLNESS: 19,
  /** Clear. */
  CLEAR: 20,
  /** Strongly resonant. */
  HIGHLY_RESONANT: 21,
  /** Loud and clear. */
  LOUD_CLEAR: 22,
} as const;
export type ZegoVoiceChangerPreset = (typeof ZegoVoiceChangerPreset)[keyof typeof ZegoVoiceChangerPreset];

/**
 * Places to sound from. Reverberation is not provided: calls with them answer 1101003.
 * @enum
 */
export const ZegoReverbPreset = {
  /** The sound as it is. */
  None: 0,
  /** A small, dampened room. */
  SoftRoom: 1,
  /** A large room. */
  LargeRoom: 2,
  /** A concert hall. */
  ConcertHall: 3,
  /** A valley. */
  Valley: 4,
  /** A recording studio. */
  RecordingStudio: 5,
  /** A cellar. */
  Basement: 6,
  /** A karaoke room. */
  KTV: 7,
  /** As pop music is mixed. */
  Popular: 8,
  /** As rock music is mixed. */
  Rock: 9,
  /** A singer's concert. */
  VocalConcert: 10,
  /** A gramophone. */
  GramoPhone: 11,
  /** A karaoke room, more of it. */
  EnhancedKTV: 12,
} as const;
export type ZegoReverbPreset = (typeof ZegoReverbPreset)[keyof typeof ZegoReverbPreset];

/**
 * Who hears the effect of `enableLiveAudioEffect`, which is not provided.
 * @enum
 */
export const ZegoLiveAudioEffectMode = {
  /** Nobody. */
  None: 0,
  /** The user. */
  Local: 1,
  /** The others. */
  Publish: 2,
  /** Everybody. */
  All: 3,
} as const;
export type ZegoLiveAudioEffectMode = (typeof ZegoLiveAudioEffectMode)[keyof typeof ZegoLiveAudioEffectMode];

/**
 * How strongly a neural network suppresses noise, which is not provided.
 * @enum
 */
export const AiDenoiseMode = {
  /** Normal. */
  AI: 0,
  /** Between keeping the voice and removing noise. */
  AIBalanced: 1,
  /** As much as possible; voices suffer. */
  AIAggressive: 2,
} as const;
export type AiDenoiseMode = (typeof AiDenoiseMode)[keyof typeof AiDenoiseMode];
