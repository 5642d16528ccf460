// Sound: devices, codecs, processing. Shapes are those of the documented API; null is as good as omitted.

import type { ZegoAudioChannel, ZegoAudioCodecID, ZegoAudioSampleRate, ZegoAudioSourceType } from '../enums/audio.ts';

/** Audio Config. */
export interface ZegoAudioConfig {
  bitrate?: number | null;
  channel?: ZegoAudioChannel | null;
  codecID?: ZegoAudioCodecID | null;
}

/** Audio Frame Param. */
export interface ZegoAudioFrameParam {
  sampleRate: ZegoAudioSampleRate;
  channel: ZegoAudioChannel;
}

/** Custom Audio Config. */
export interface ZegoCustomAudioConfig {
  sourceType?: ZegoAudioSourceType | null;
}

/** Custom Audio Process Config. */
export interface ZegoCustomAudioProcessConfig {
  sampleRate?: ZegoAudioSampleRate | null;
  channel?: ZegoAudioChannel | null;
  samples?: number | null;
}

/** Reverb Advanced Param. */
export interface ZegoReverbAdvancedParam {
  roomSize?: number | null;
  reverberance?: number | null;
  damping?: number | null;
  wetOnly?: boolean | null;
  wetGain?: number | null;
  dryGain?: number | null;
  toneLow?: number | null;
  toneHigh?: number | null;
  preDelay?: number | null;
  stereoWidth?: number | null;
}

/** Reverb Echo Param. */
export interface ZegoReverbEchoParam {
  inGain: number;
  outGain: number;
  numDelays: number;
  delay: number[];
  decay: number[];
}

/** Reverb Param. */
export interface ZegoReverbParam {
  roomSize?: number;
  reverberance?: number;
  damping?: number;
  dryWetRatio?: number;
}

/** Sound Level Config. */
export interface ZegoSoundLevelConfig {
  millisecond?: number | null;
  enableVAD?: boolean | null;
}

/** Sound Level Info. */
export interface ZegoSoundLevelInfo {
  streamID?: string;
  soundLevel?: number;
  vad?: number;
}

/** Voice Changer Param. */
export interface ZegoVoiceChangerParam {
  pitch: number;
}
