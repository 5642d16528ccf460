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
  /** Ends one effect, or all. */
  stop(audioEffectID?: string): boolean;
  pause(audioEffectID?: string): boolean;
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
  channelCount: number;
  /** Hz */
  sampleRate: number;
}

/** Which devices are replaced by another when they vanish. */
export interface ZegoAutoSwitchDeviceConfig {
  camera?: boolean;
  microphone?: boolean;
}

/** Something that Electron can share. */
export interface ZegoElectronScreenSource {
  id: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: Electron's NativeImage
  thumbnail: any;
}

export const ZegoVoiceChangerPreset = {
  NONE: 0,
  MEN_TO_CHILD: 1,
  MEN_TO_WOMEN: 2,
  WOMEN_TO_CHILD: 3,
  WOMEN_TO_MEN: 4,
  FOREIGNER: 5,
  OPTIMUS_PRIME: 6,
  ANDROID: 7,
  ETHEREAL: 8,
  MALE_MAGNETIC: 9,
  FEMALE_FRESH: 10,
  MAJOR_C: 11,
  MINOR_A: 12,
  HARMONIC_MINOR: 13,
  FEMALE_ENERGETIC: 14,
  RICHNESS: 15,
  MUFFLED: 16,
  ROUNDNESS: 17,
  FALSETTO: 18,
  FULLNESS: 19,
  CLEAR: 20,
  HIGHLY_RESONANT: 21,
  LOUD_CLEAR: 22,
} as const;
export type ZegoVoiceChangerPreset = (typeof ZegoVoiceChangerPreset)[keyof typeof ZegoVoiceChangerPreset];

export const ZegoReverbPreset = {
  None: 0,
  SoftRoom: 1,
  LargeRoom: 2,
  ConcertHall: 3,
  Valley: 4,
  RecordingStudio: 5,
  Basement: 6,
  KTV: 7,
  Popular: 8,
  Rock: 9,
  VocalConcert: 10,
  GramoPhone: 11,
  EnhancedKTV: 12,
} as const;
export type ZegoReverbPreset = (typeof ZegoReverbPreset)[keyof typeof ZegoReverbPreset];

export const ZegoLiveAudioEffectMode = { None: 0, Local: 1, Publish: 2, All: 3 } as const;
export type ZegoLiveAudioEffectMode = (typeof ZegoLiveAudioEffectMode)[keyof typeof ZegoLiveAudioEffectMode];

export const AiDenoiseMode = { AI: 0, AIBalanced: 1, AIAggressive: 2 } as const;
export type AiDenoiseMode = (typeof AiDenoiseMode)[keyof typeof AiDenoiseMode];
