import { ZegoBackgroundBlurLevel, ZegoBackgroundProcessType, ZegoObjectSegmentationType } from './enums/index.ts';

/** Pitch of the voice changer. */
export class ZegoVoiceChangerParam {
  pitch: number;

  constructor(pitch: number) {
    this.pitch = pitch;
  }
}

/** Reverberation in detail. */
export class ZegoReverbAdvancedParam {
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

  constructor() {
    this.roomSize = 0;
    this.reverberance = 0;
    this.damping = 0;
    this.wetOnly = false;
    this.wetGain = 0;
    this.dryGain = 0;
    this.toneLow = 100;
    this.toneHigh = 100;
    this.preDelay = 0;
    this.stereoWidth = 0;
  }
}

/** Echo in detail. */
export class ZegoReverbEchoParam {
  inGain: number;
  outGain: number;
  numDelays: number;
  delay: Uint16Array;
  decay: Float32Array;

  constructor() {
    this.inGain = 0;
    this.outGain = 0;
    this.numDelays = 0;
    this.delay = new Uint16Array(7);
    this.decay = new Float32Array(7);
  }
}

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

  constructor() {
    this.whitenIntensity = 50;
    this.rosyIntensity = 50;
    this.smoothIntensity = 50;
    this.sharpenIntensity = 50;
  }
}

/** What stands behind a person. */
export class ZegoBackgroundConfig {
  processType: ZegoBackgroundProcessType;
  color: number;
  imageURL: string;
  videoURL: string;
  blurLevel: ZegoBackgroundBlurLevel;

  constructor() {
    this.processType = ZegoBackgroundProcessType.Transparent;
    this.color = 0;
    this.imageURL = '';
    this.videoURL = '';
    this.blurLevel = ZegoBackgroundBlurLevel.Medium;
  }
}

/** How a person is cut out. */
export class ZegoObjectSegmentationConfig {
  objectSegmentationType: ZegoObjectSegmentationType;
  backgroundConfig: ZegoBackgroundConfig;

  constructor() {
    this.objectSegmentationType = ZegoObjectSegmentationType.AnyBackground;
    this.backgroundConfig = new ZegoBackgroundConfig();
  }
}
