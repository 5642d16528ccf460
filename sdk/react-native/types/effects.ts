import type { ZegoBackgroundBlurLevel, ZegoBackgroundProcessType, ZegoObjectSegmentationType } from './enums/index.ts';

/** Pitch of the voice changer. */
export type ZegoVoiceChangerParam = {
  pitch: number;
};

/** Reverberation in detail. */
export type ZegoReverbAdvancedParam = {
  roomSize: number;
  reverberance: number;
  damping: number;
  wetOnly: boolean;
  wetGain: number;
  dryGain: number;
  toneLow: number;
  toneHigh: number;
  preDelay: number;
  stereoWidth: number;
};

/** Echo in detail. */
export type ZegoReverbEchoParam = {
  inGain: number;
  outGain: number;
  numDelays: number;
  delay: Uint16Array;
  decay: Float32Array;
};

/** Older form of retouching. */
export class ZegoBeautifyOption {
  polishStep: number;
  whitenFactor: number;
  sharpenFactor: number;

  constructor(polishStep = 0.2, whitenFactor = 0.5, sharpenFactor = 0.1) {
    this.polishStep = polishStep;
    this.whitenFactor = whitenFactor;
    this.sharpenFactor = sharpenFactor;
  }
}

/** How strongly faces are retouched, 0–100 each. */
export class ZegoEffectsBeautyParam {
  whitenIntensity: number;
  rosyIntensity: number;
  smoothIntensity: number;
  sharpenIntensity: number;

  constructor(whitenIntensity = 50, rosyIntensity = 50, smoothIntensity = 50, sharpenIntensity = 50) {
    this.whitenIntensity = whitenIntensity;
    this.rosyIntensity = rosyIntensity;
    this.smoothIntensity = smoothIntensity;
    this.sharpenIntensity = sharpenIntensity;
  }
}

/** What stands behind a person. */
export type ZegoBackgroundConfig = {
  processType: ZegoBackgroundProcessType;
  color: number;
  imageURL: string;
  videoURL: string;
  blurLevel: ZegoBackgroundBlurLevel;
};

/** How a person is cut out. */
export type ZegoObjectSegmentationConfig = {
  objectSegmentationType: ZegoObjectSegmentationType;
  backgroundConfig: ZegoBackgroundConfig;
};
