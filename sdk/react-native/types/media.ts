import {
  type ZegoAudioChannel,
  type ZegoAudioSampleRate,
  type ZegoAudioSourceType,
  type ZegoStreamQualityLevel,
  type ZegoStreamRelayCDNState,
  type ZegoStreamRelayCDNUpdateReason,
  type ZegoStreamResourceMode,
  type ZegoVideoBufferType,
  type ZegoVideoCodecID,
  ZegoViewMode,
} from './enums/index.ts';

/** Where a picture is shown: `reactTag` is what `findNodeHandle` says of a `ZegoSurfaceView` or `ZegoTextureView`; `backgroundColor` is 0xRRGGBB. */
export class ZegoView {
  reactTag: number;
  viewMode: ZegoViewMode;
  backgroundColor: number;
  alphaBlend?: boolean;

  constructor(reactTag: number, viewMode: ZegoViewMode = ZegoViewMode.AspectFit, backgroundColor = 0x000000) {
    this.reactTag = reactTag;
    this.viewMode = viewMode;
    this.backgroundColor = backgroundColor;
  }
}

/** A place in a picture, pixels. */
export class ZegoRect {
  x: number;
  y: number;
  width: number;
  height: number;

  constructor(x: number, y: number, width: number, height: number) {
    this.x = x;
    this.y = y;
    this.width = width;
    this.height = height;
  }
}

/** In which room a stream is published; needed where several rooms can be joined. */
export class ZegoPublisherConfig {
  roomID?: string;
  forceSynchronousNetworkTime?: number;

  constructor(roomID?: string) {
    if (roomID !== undefined) this.roomID = roomID;
  }
}

/** How a stream is played. This cloud plays over RTC whatever `resourceMode` says. */
export class ZegoPlayerConfig {
  resourceMode?: ZegoStreamResourceMode;
  cdnConfig?: ZegoCDNConfig;
  roomID?: string;
  videoCodecID?: ZegoVideoCodecID;

  constructor(cdnConfig?: ZegoCDNConfig) {
    if (cdnConfig !== undefined) this.cdnConfig = cdnConfig;
  }
}

/** A CDN address. */
export class ZegoCDNConfig {
  url: string;
  authParam?: string;
  protocol?: string;
  quicVersion?: string;

  constructor(url: string, authParam?: string) {
    this.url = url;
    if (authParam !== undefined) this.authParam = authParam;
  }
}

/** How a relay to a CDN is doing. */
export type ZegoStreamRelayCDNInfo = {
  url: string;
  state: ZegoStreamRelayCDNState;
  updateReason: ZegoStreamRelayCDNUpdateReason;
  stateTime: number;
};

/** Figures of a published stream over the last interval: kbit/s, ms, loss 0–1, bytes since it began. */
export type ZegoPublishStreamQuality = {
  videoCaptureFPS: number;
  videoEncodeFPS: number;
  videoSendFPS: number;
  videoKBPS: number;
  audioCaptureFPS: number;
  audioSendFPS: number;
  audioKBPS: number;
  rtt: number;
  packetLostRate: number;
  level: ZegoStreamQualityLevel;
  isHardwareEncode: boolean;
  videoCodecID: ZegoVideoCodecID;
  totalSendBytes: number;
  audioSendBytes: number;
  videoSendBytes: number;
};

/** Figures of a played stream over the last interval: kbit/s, ms, loss 0–1, bytes since it began. */
export type ZegoPlayStreamQuality = {
  videoRecvFPS: number;
  videoDejitterFPS: number;
  videoDecodeFPS: number;
  videoRenderFPS: number;
  videoKBPS: number;
  videoBreakRate: number;
  audioRecvFPS: number;
  audioDejitterFPS: number;
  audioDecodeFPS: number;
  audioRenderFPS: number;
  audioKBPS: number;
  audioBreakRate: number;
  mos: number;
  rtt: number;
  packetLostRate: number;
  peerToPeerDelay: number;
  peerToPeerPacketLostRate: number;
  level: ZegoStreamQualityLevel;
  delay: number;
  avTimestampDiff: number;
  isHardwareDecode: boolean;
  videoCodecID: ZegoVideoCodecID;
  totalRecvBytes: number;
  audioRecvBytes: number;
  videoRecvBytes: number;
};

/** How often sound levels are told: `millisecond`, 100–3000. */
export class ZegoSoundLevelConfig {
  millisecond: number;
  enableVAD: boolean;

  constructor(millisecond = 100, enableVAD = false) {
    this.millisecond = millisecond;
    this.enableVAD = enableVAD;
  }
}

/** Form of sound data. */
export class ZegoAudioFrameParam {
  sampleRate: ZegoAudioSampleRate;
  channel: ZegoAudioChannel;

  constructor(sampleRate: ZegoAudioSampleRate, channel: ZegoAudioChannel) {
    this.sampleRate = sampleRate;
    this.channel = channel;
  }
}

/** What of the screen is captured. */
export class ZegoScreenCaptureConfig {
  captureVideo: boolean;
  captureAudio: boolean;
  microphoneVolume: number;
  applicationVolume: number;
  audioParam?: ZegoAudioFrameParam;

  constructor(captureVideo: boolean, captureAudio: boolean, microphoneVolume: number, applicationVolume: number) {
    this.captureVideo = captureVideo;
    this.captureAudio = captureAudio;
    this.microphoneVolume = microphoneVolume;
    this.applicationVolume = applicationVolume;
  }
}

/** Form of pictures that an app hands over. */
export class ZegoCustomVideoCaptureConfig {
  bufferType: ZegoVideoBufferType;

  constructor(bufferType: ZegoVideoBufferType) {
    this.bufferType = bufferType;
  }
}

/** Form of pictures that an app processes. */
export class ZegoCustomVideoProcessConfig {
  bufferType: ZegoVideoBufferType;

  constructor(bufferType: ZegoVideoBufferType) {
    this.bufferType = bufferType;
  }
}

/** Where an app’s own sound comes from. */
export class ZegoCustomAudioConfig {
  sourceType: ZegoAudioSourceType;

  constructor(sourceType: ZegoAudioSourceType) {
    this.sourceType = sourceType;
  }
}

/** Form of sound that an app processes. */
export class ZegoCustomAudioProcessConfig {
  sampleRate: ZegoAudioSampleRate;
  channel: ZegoAudioChannel;
  samples: number;

  constructor(sampleRate: ZegoAudioSampleRate, channel: ZegoAudioChannel, samples: number) {
    this.sampleRate = sampleRate;
    this.channel = channel;
    this.samples = samples;
  }
}
