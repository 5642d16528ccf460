export {
  ZegoAudioEffectPlayState,
  ZegoLiveAudioEffectMode,
} from '@liuyun/core/definitions/audio';

/**
 * Presets of the voice changer.
 * @enum
 */
export const ZegoVoiceChangerPreset = {
  None: 0,
  MenToChild: 1,
  MenToWomen: 2,
  WomenToChild: 3,
  WomenToMen: 4,
  Foreigner: 5,
  OptimusPrime: 6,
  Android: 7,
  Ethereal: 8,
  MaleMagnetic: 9,
  FemaleFresh: 10,
  MajorC: 11,
  MinorA: 12,
  HarmonicMinor: 13,
  FemaleEnergetic: 14,
  RichNess: 15,
  Muffled: 16,
  Roundness: 17,
  Falsetto: 18,
  Fullness: 19,
  Clear: 20,
  HighlyResonant: 21,
  LoudClear: 22,
  Minions: 23,
  Sunshine: 24,
  Gentle: 25,
  Sweet: 26,
  SweetMale: 27,
  SweetFemale: 28,
  Bright: 29,
  Autobot: 30,
  OutOfPower: 31,
} as const;
export type ZegoVoiceChangerPreset = (typeof ZegoVoiceChangerPreset)[keyof typeof ZegoVoiceChangerPreset];

/**
 * Presets of reverberation.
 * @enum
 */
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
  EnhancedRock: 13,
  EnhancedMisty: 14,
  HipHop: 15,
  Misty: 16,
  ThreeDimensionalVoice: 17,
} as const;
export type ZegoReverbPreset = (typeof ZegoReverbPreset)[keyof typeof ZegoReverbPreset];

/**
 * Scales of the electronic voice effect.
 * @enum
 */
export const ZegoElectronicEffectsMode = {
  Major: 0,
  Minor: 1,
  HarmonicMinor: 2,
} as const;
export type ZegoElectronicEffectsMode = (typeof ZegoElectronicEffectsMode)[keyof typeof ZegoElectronicEffectsMode];

/**
 * Sampling rates, Hz.
 * @enum
 */
export const ZegoAudioSampleRate = {
  Unknown: 0,
  SampleRate8K: 8000,
  SampleRate16K: 16000,
  SampleRate22K: 22050,
  SampleRate24K: 24000,
  SampleRate32K: 32000,
  SampleRate44K: 44100,
  SampleRate48K: 48000,
} as const;
export type ZegoAudioSampleRate = (typeof ZegoAudioSampleRate)[keyof typeof ZegoAudioSampleRate];
