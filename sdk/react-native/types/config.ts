import {
  ZegoAudioChannel,
  ZegoAudioCodecID,
  ZegoAudioConfigPreset,
  type ZegoScenario,
  ZegoVideoCodecID,
  ZegoVideoConfigPreset,
} from './enums/index.ts';

/**
 * What an engine is made with. `appSign` is the app's key of 64 hexadecimal digits, or '' where tokens are used. `server` is an
 * addition to the documented profile, since every cloud is its customer's own: its address or addresses (`wss://…`).
 */
export class ZegoEngineProfile {
  appID: number;
  appSign: string;
  scenario: ZegoScenario;
  server?: string | string[];

  constructor(appID: number, appSign: string, scenario: ZegoScenario) {
    this.appID = appID;
    this.appSign = appSign;
    this.scenario = scenario;
  }
}

/** Width and height, frames per second, kbit/s of the video presets. */
const videoPresets: { [P in ZegoVideoConfigPreset]: readonly [width: number, height: number, fps: number, bitrate: number] } = {
  [ZegoVideoConfigPreset.Preset180P]: [320, 180, 15, 300],
  [ZegoVideoConfigPreset.Preset270P]: [480, 270, 15, 400],
  [ZegoVideoConfigPreset.Preset360P]: [640, 360, 15, 600],
  [ZegoVideoConfigPreset.Preset540P]: [960, 540, 15, 1200],
  [ZegoVideoConfigPreset.Preset720P]: [1280, 720, 15, 1500],
  [ZegoVideoConfigPreset.Preset1080P]: [1920, 1080, 15, 3000],
};

/** How a channel's picture is captured and sent: pixels (even), frames per second, kbit/s, seconds between key frames (2–5). */
export class ZegoVideoConfig {
  captureWidth: number;
  captureHeight: number;
  encodeWidth: number;
  encodeHeight: number;
  fps: number;
  bitrate: number;
  codecID: ZegoVideoCodecID;
  keyFrameInterval?: number;

  constructor(preset: ZegoVideoConfigPreset = ZegoVideoConfigPreset.Preset360P) {
    const [width, height, fps, bitrate] = videoPresets[preset] ?? videoPresets[ZegoVideoConfigPreset.Preset360P];
    this.captureWidth = width;
    this.captureHeight = height;
    this.encodeWidth = width;
    this.encodeHeight = height;
    this.fps = fps;
    this.bitrate = bitrate;
    this.codecID = ZegoVideoCodecID.Default;
    this.keyFrameInterval = 2;
  }
}

/** kbit/s and channels of the audio presets. */
const audioPresets: { [P in ZegoAudioConfigPreset]: readonly [bitrate: number, channel: ZegoAudioChannel] } = {
  [ZegoAudioConfigPreset.BasicQuality]: [16, ZegoAudioChannel.Mono],
  [ZegoAudioConfigPreset.StandardQuality]: [48, ZegoAudioChannel.Mono],
  [ZegoAudioConfigPreset.StandardQualityStereo]: [56, ZegoAudioChannel.Stereo],
  [ZegoAudioConfigPreset.HighQuality]: [128, ZegoAudioChannel.Mono],
  [ZegoAudioConfigPreset.HighQualityStereo]: [192, ZegoAudioChannel.Stereo],
};

/** How a channel's sound is sent: kbit/s, and mono or stereo. */
export class ZegoAudioConfig {
  bitrate: number;
  channel: ZegoAudioChannel;
  codecID: ZegoAudioCodecID;

  constructor(preset: ZegoAudioConfigPreset = ZegoAudioConfigPreset.StandardQuality) {
    [this.bitrate, this.channel] = audioPresets[preset] ?? audioPresets[ZegoAudioConfigPreset.StandardQuality];
    this.codecID = ZegoAudioCodecID.Default;
  }
}
