export {
  ZegoAECMode,
  ZegoANSMode,
  ZegoAudioRoute,
} from '@liuyun/core/definitions/devices';
export {
  ZegoAudioChannel,
  ZegoAudioCodecID,
  ZegoAudioConfigPreset,
  ZegoAudioSourceType,
} from '@liuyun/core/definitions/publish';

/** Audio Data Callback Bit Mask. */
export const ZegoAudioDataCallbackBitMask = { Captured: 1, Playback: 2, Mixed: 4, Player: 8 } as const;
export type ZegoAudioDataCallbackBitMask = (typeof ZegoAudioDataCallbackBitMask)[keyof typeof ZegoAudioDataCallbackBitMask];

/** Audio Device Type. */
export const ZegoAudioDeviceType = { Input: 0, Output: 1 } as const;
export type ZegoAudioDeviceType = (typeof ZegoAudioDeviceType)[keyof typeof ZegoAudioDeviceType];

/** Audio Sample Rate. */
export const ZegoAudioSampleRate = {
  Unknown: 0,
  ZegoAudioSampleRate8K: 8000,
  ZegoAudioSampleRate16K: 16000,
  ZegoAudioSampleRate22K: 22050,
  ZegoAudioSampleRate24K: 24000,
  ZegoAudioSampleRate32K: 32000,
  ZegoAudioSampleRate44K: 44100,
  ZegoAudioSampleRate48K: 48000,
} as const;
export type ZegoAudioSampleRate = (typeof ZegoAudioSampleRate)[keyof typeof ZegoAudioSampleRate];

/** Audio VADStable State Monitor Type. */
export const ZegoAudioVADStableStateMonitorType = { Captured: 0, CustomProcessed: 1 } as const;
export type ZegoAudioVADStableStateMonitorType =
  (typeof ZegoAudioVADStableStateMonitorType)[keyof typeof ZegoAudioVADStableStateMonitorType];

/** Audio VADType. */
export const ZegoAudioVADType = { Noise: 0, Speech: 1 } as const;
export type ZegoAudioVADType = (typeof ZegoAudioVADType)[keyof typeof ZegoAudioVADType];

/** Custom Audio Process Configure Type. */
export const ZegoCustomAudioProcessConfigureType = { ZegoAudioBeforeEarReturn: 0, ZegoAudioAfterEarReturn: 1 } as const;
export type ZegoCustomAudioProcessConfigureType =
  (typeof ZegoCustomAudioProcessConfigureType)[keyof typeof ZegoCustomAudioProcessConfigureType];

/** Reverb Preset. */
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
  Theatre: 18,
  CustomRecordStudio: 19,
} as const;
export type ZegoReverbPreset = (typeof ZegoReverbPreset)[keyof typeof ZegoReverbPreset];

/** Voice Changer Preset. */
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
  ForeignerRobot: 32,
  ForeignerOptimusPrime: 33,
} as const;
export type ZegoVoiceChangerPreset = (typeof ZegoVoiceChangerPreset)[keyof typeof ZegoVoiceChangerPreset];
