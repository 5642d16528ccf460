import type {
  QualityGrade,
  TrafficControlFocusOnMode,
  TrafficControlMinVideoBitrateMode,
  ZegoInspectFlagType,
  ZegoResourceType,
  ZegoSEIType,
} from './enums.ts';

/** How a stream is sent. */
export interface ZegoWebPublishOption {
  streamParams?: string;
  /** First extra info of the stream, at most 1024 bytes. */
  extraInfo?: string;
  /** Default 'H264', or 'VP8' where the browser cannot encode H.264. */
  videoCodec?: 'VP8' | 'H264' | 'H265';
  roomID?: string;
  isSEIStart?: boolean;
  SEIType?: ZegoSEIType;
  /** Send nothing while silent. Default false. */
  enableDTX?: boolean;
  inspectFlag?: ZegoInspectFlagType;
  trafficControlFocusOnMode?: TrafficControlFocusOnMode;
  trafficControlMinVideoBitrate?: number;
  trafficControlMinVideoMode?: TrafficControlMinVideoBitrateMode;
  enableTrafficControl?: boolean;
  /** Fall back to another codec than the one asked for instead of failing. */
  enableAutoSwitchVideoCodec?: boolean;
  forceSynchronousNetworkTime?: 0 | 1;
}

/** Players for the phases of a stream from outside. */
export interface ZegoCustomPlayerResourceConfig {
  beforePublish: ZegoResourceType;
  publishing: ZegoResourceType;
  afterPublish: ZegoResourceType;
}

/** How a stream is received. */
export interface ZegoWebPlayOption {
  /** Default true. */
  video?: boolean;
  /** Default true. */
  audio?: boolean;
  streamParams?: string;
  resourceMode?: ZegoResourceType;
  isSEIStart?: boolean;
  streamType?: 0 | 1 | 2;
  // biome-ignore lint/suspicious/noExplicitAny: a plug-in player of unknown type in the public API
  CDNPlayer?: any;
  CDNVideo?: HTMLVideoElement;
  /** Seconds, 1–4. Older name of jitterBufferTarget. */
  playoutDelayHint?: number;
  /** Milliseconds the player may hold back, up to 4000. */
  jitterBufferTarget?: number;
  /** True ignores the two above. */
  enableLowLatency?: boolean;
  customResourceConfig?: ZegoCustomPlayerResourceConfig;
  codecTemplateID?: number;
  adaptiveSwitch?: boolean;
  adaptiveTemplateIDList?: number[];
  transcodeOnDecodeFail?: boolean;
  posterType?: 0 | 1 | 2;
}

/** State of a published stream. PUBLISH_REQUESTING with a code: retrying because of it; NO_PUBLISH with a code: gave up. */
export interface ZegoPublisherState {
  streamID: string;
  state: 'PUBLISHING' | 'NO_PUBLISH' | 'PUBLISH_REQUESTING';
  errorCode: number;
  extendedData: string;
}

/** State of a played stream. PLAY_REQUESTING with a code: retrying because of it; NO_PLAY with a code: gave up. */
export interface ZegoPlayerState {
  streamID: string;
  state: 'NO_PLAY' | 'PLAY_REQUESTING' | 'PLAYING';
  errorCode: number;
  extendedData: string;
}

/** Bitrates in kbit/s, losses as a ratio 0–1, `muteState` '1' muted. */
export interface ZegoPublishVideoStats {
  frameHeight: number;
  frameWidth: number;
  googCodecName: string;
  muteState: '0' | '1';
  videoBitrate: number;
  /** Frames captured per second. */
  videoFPS: number;
  videoPacketsLost: number;
  videoPacketsLostRate: number;
  /** Frames sent per second. */
  videoTransferFPS: number;
  videoQuality: number;
  isHardwareEncode?: boolean;
}

export interface ZegoPublishAudioStats {
  audioBitrate: number;
  audioCodec: string;
  audioPacketsLost: number;
  audioPacketsLostRate: number;
  googCodecName: string;
  muteState: '0' | '1';
  audioFPS: number;
  audioQuality: number;
}

/** Quality of an own stream. */
export interface ZegoPublishStats {
  video: ZegoPublishVideoStats;
  audio: ZegoPublishAudioStats;
}

/** Times in ms. */
export interface ZegoPlayVideoStats {
  frameHeight: number;
  frameWidth: number;
  googCodecName: string;
  muteState: '0' | '1';
  videoBitrate: number;
  videoFPS: number;
  videoRenderFPS: number;
  videoPacketsLost: number;
  videoPacketsLostRate: number;
  videoTransferFPS: number;
  videoQuality: number;
  videoFramesDecoded: number;
  videoFramesDropped: number;
  videoCumulativeDecodeTime: number;
  videoCumulativeBreakTime: number;
  videoCumulativeBreakRate: number;
}

export interface ZegoPlayAudioStats {
  audioBitrate: number;
  audioCodec: string;
  audioJitter: number;
  audioLevel: number;
  audioPacketsLost: number;
  audioPacketsLostRate: number;
  audioQuality: number;
  audioSamplingRate: number;
  muteState: '0' | '1';
  audioFPS: number;
  audioSendLevel: number;
  googCodecName: string;
  audioCumulativeDecodeTime: number;
  audioCumulativeBreakTime: number;
  audioCumulativeBreakRate: number;
}

/** Quality of a played stream. */
export interface ZegoPlayStats {
  video: ZegoPlayVideoStats;
  audio: ZegoPlayAudioStats;
  /** ms from publisher to player. */
  peerToPeerDelay: number | undefined;
  peerToPeerPacketLostRate: number | undefined;
}

export type { QualityGrade };

/** Loudness of a stream, 0–100; speech is typically above 10. 'push' is an own stream, 'pull' a played one. */
export interface ZegoSoundLevelInfo {
  streamID: string;
  soundLevel: number;
  type: 'push' | 'pull';
}

export interface SoundLevelDelegateOptions {
  /** Go on measuring while the page is hidden. Default false. */
  enableInBackground?: boolean;
}
