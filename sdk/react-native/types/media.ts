import type {
  ZegoAudioChannel,
  ZegoAudioSampleRate,
  ZegoAudioSourceType,
  ZegoStreamQualityLevel,
  ZegoStreamRelayCDNState,
  ZegoStreamRelayCDNUpdateReason,
  ZegoStreamResourceMode,
  ZegoVideoBufferType,
  ZegoVideoCodecID,
  ZegoViewMode,
} from './enums/index.ts';

/** Where a picture is shown: `reactTag` is what `findNodeHandle` says of a `ZegoSurfaceView` or `ZegoTextureView`; `backgroundColor` is 0xRRGGBB. */
export class ZegoView {
  reactTag: number;
  viewMode: ZegoViewMode;
  backgroundColor: number;
  alphaBlend?: boolean;

  constructor(reactTag: number, viewMode: ZegoViewMode = 0, backgroundColor = 0x000000, alphaBlend?: boolean) {
    this.reactTag = reactTag;
    this.viewMode = viewMode;
    this.backgroundColor = backgroundColor;
    if (alphaBlend !== undefined) this.alphaBlend = alphaBlend;
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

  constructor(roomID?: string, forceSynchronousNetworkTime?: number) {
    if (roomID !== undefined) this.roomID = roomID;
    if (forceSynchronousNetworkTime !== undefined) this.forceSynchronousNetworkTime = forceSynchronousNetworkTime;
  }
}

/** How a stream is played. This cloud plays over RTC whatever `resourceMode` says. */
export class ZegoPlayerConfig {
  resourceMode?: ZegoStreamResourceMode;
  cdnConfig?: ZegoCDNConfig;
  roomID?: string;
  videoCodecID?: ZegoVideoCodecID;

  constructor(
    resourceMode?: ZegoStreamResourceMode,
    cdnConfig?: ZegoCDNConfig,
    roomID?: string,
    videoCodecID?: ZegoVideoCodecID,
  ) {
    if (resourceMode !== undefined) this.resourceMode = resourceMode;
    if (cdnConfig !== undefined) this.cdnConfig = cdnConfig;
    if (roomID !== undefined) this.roomID = roomID;
    if (videoCodecID !== undefined) this.videoCodecID = videoCodecID;
  }
}

/** A CDN address. */
export class ZegoCDNConfig {
  url: string;
  authParam?: string;
  protocol?: string;
  quicVersion?: string;

  constructor(url: string, authParam?: string, protocol?: string, quicVersion?: string) {
    this.url = url;
    if (authParam !== undefined) this.authParam = authParam;
    if (protocol !== undefined) this.protocol = protocol;
    if (quicVersion !== undefined) this.quicVersion = quicVersion;
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
export type ZegoAudioFrameParam = {
  sampleRate: ZegoAudioSampleRate;
  channel: ZegoAudioChannel;
};

/** What of the screen is captured. */
export type ZegoScreenCaptureConfig = {
  captureVideo: boolean;
  captureAudio: boolean;
  microphoneVolume: number;
  applicationVolume: number;
  audioParam?: ZegoAudioFrameParam;
};

/** Form of pictures that an app hands over. */
export type ZegoCustomVideoCaptureConfig = {
  bufferType: ZegoVideoBufferType;
};

/** Form of pictures that an app processes. */
export type ZegoCustomVideoProcessConfig = {
  bufferType: ZegoVideoBufferType;
};

/** Where an app’s own sound comes from. */
export type ZegoCustomAudioConfig = {
  sourceType: ZegoAudioSourceType;
};

/** Form of sound that an app processes. */
export type ZegoCustomAudioProcessConfig = {
  sampleRate: ZegoAudioSampleRate;
  channel: ZegoAudioChannel;
  samples: number;
};
