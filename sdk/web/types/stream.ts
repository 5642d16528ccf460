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
  /** Parameters for relays. Without effect: streams are not relayed yet. */
  streamParams?: string;
  /** First extra info of the stream, at most 1024 bytes. */
  extraInfo?: string;
  /**
   * Default 'H264', or 'VP8' where the browser cannot encode H.264. 'VP9' and 'AV1' are taken too, an addition of this SDK.
   * H.265 is refused (1003080), or replaced with `enableAutoSwitchVideoCodec`.
   */
  videoCodec?: 'VP8' | 'H264' | 'H265';
  /** The room to publish in; required after `enableMultiRoom`. */
  roomID?: string;
  /** Prepare `sendSEI`. Default false. */
  isSEIStart?: boolean;
  /** Form of what `sendSEI` sends. Default 0, the SDK's own. */
  SEIType?: ZegoSEIType;
  /** Send nothing while silent. Default false. */
  enableDTX?: boolean;
  /** Whether moderation may look at it. Without effect: there is no moderation here. */
  inspectFlag?: ZegoInspectFlagType;
  /** Whose networks the picture is fitted to: the own one and those of the players (1, default), or the own one alone (0). */
  trafficControlFocusOnMode?: TrafficControlFocusOnMode;
  /** kbit/s below which the players' networks make the picture pause. Default 50. */
  trafficControlMinVideoBitrate?: number;
  /** What happens to a picture below `trafficControlMinVideoBitrate`: 0, the only mode, sends none. */
  trafficControlMinVideoMode?: TrafficControlMinVideoBitrateMode;
  /**
   * Whether bandwidth changes the video bitrate. Default true; false insists on the target and looks at no player's network.
   */
  enableTrafficControl?: boolean;
  /**
   * Fall back to another codec than the one asked for instead of failing; `publisherVideoEncoderChanged` tells. Default
   * false.
   */
  enableAutoSwitchVideoCodec?: boolean;
  /** For mixing. Without effect: this cloud does not mix yet. */
  forceSynchronousNetworkTime?: 0 | 1;
}

/** Players for the phases of a stream from outside. */
export interface ZegoCustomPlayerResourceConfig {
  /** Before it is published. */
  beforePublish: ZegoResourceType;
  /** While it is published. */
  publishing: ZegoResourceType;
  /** After it has ended. */
  afterPublish: ZegoResourceType;
}

/** How a stream is received. */
export interface ZegoWebPlayOption {
  /** Receive the picture. Default true; both off is 1104001. */
  video?: boolean;
  /** Receive the sound. Default true. */
  audio?: boolean;
  /** Parameters for relays. Without effect: streams are not relayed yet. */
  streamParams?: string;
  /** Where the stream is from. Always taken for 0, RTC. */
  resourceMode?: ZegoResourceType;
  /** Tell `playerRecvSEI`. Default false. */
  isSEIStart?: boolean;
  /** Which picture of a stream with `enableDualStream`: 0 small, 1 big, 2 what the bandwidth allows. */
  streamType?: 0 | 1 | 2;
  /** A player for relayed streams. Without effect: there are none. */
  // biome-ignore lint/suspicious/noExplicitAny: a plug-in player of unknown type in the public API
  CDNPlayer?: any;
  /** An element for relayed streams. Without effect: there are none. */
  CDNVideo?: HTMLVideoElement;
  /** Seconds, 1–4 (1104001). Older name of `jitterBufferTarget`, which counts more. */
  playoutDelayHint?: number;
  /**
   * Milliseconds the player should hold back against jitter: more than 0, up to 4000 (1104001). Default: the browser
   * decides, and on a line that loses packets up to 400 ms.
   */
  jitterBufferTarget?: number;
  /** True ignores the two above, and never waits for lost packets. Default false. */
  enableLowLatency?: boolean;
  /** Where it is played from in the phases of its life. Without effect. */
  customResourceConfig?: ZegoCustomPlayerResourceConfig;
  /** A transcoded version of the stream. Without effect: there is no transcoding. */
  codecTemplateID?: number;
  /** Switch between transcoded versions. Without effect: there is no transcoding. */
  adaptiveSwitch?: boolean;
  /** The versions to switch between. Without effect. */
  adaptiveTemplateIDList?: number[];
  /** A transcoded version where the codec cannot be played. Without effect. */
  transcodeOnDecodeFail?: boolean;
  /** A still picture before relayed streams. Without effect. */
  posterType?: 0 | 1 | 2;
}

/** State of a published stream. PUBLISH_REQUESTING with a code: retrying because of it; NO_PUBLISH with a code: gave up. */
export interface ZegoPublisherState {
  /** The own stream. */
  streamID: string;
  /** Being sent, ended, or being requested. */
  state: 'PUBLISHING' | 'NO_PUBLISH' | 'PUBLISH_REQUESTING';
  /** 0, or why. */
  errorCode: number;
  /** More about it; '' if there is nothing to say. */
  extendedData: string;
}

/** State of a played stream. PLAY_REQUESTING with a code: retrying because of it; NO_PLAY with a code: gave up. */
export interface ZegoPlayerState {
  /** The played stream. */
  streamID: string;
  /** Ended, being requested, or being received. */
  state: 'NO_PLAY' | 'PLAY_REQUESTING' | 'PLAYING';
  /** 0, or why. */
  errorCode: number;
  /** More about it; '' if there is nothing to say. */
  extendedData: string;
}

/** The sent picture over the last interval. Bitrates in kbit/s, losses as a ratio 0–1; zeros where no picture is sent. */
export interface ZegoPublishVideoStats {
  /** Pixels, of the biggest picture sent. */
  frameHeight: number;
  /** Pixels, of the biggest picture sent. */
  frameWidth: number;
  /** Codec, such as 'H264'; '' without a picture. */
  googCodecName: string;
  /** '1': muted by `mutePublishStreamVideo`. */
  muteState: '0' | '1';
  /** kbit/s of payload: all sizes of the picture, retransmissions included. */
  videoBitrate: number;
  /** Frames captured per second. */
  videoFPS: number;
  /** Packets that the server missed since publishing began. */
  videoPacketsLost: number;
  /** Share of the interval's packets that the server missed, 0–1. */
  videoPacketsLostRate: number;
  /** Frames sent per second. */
  videoTransferFPS: number;
  /** A QualityGrade, of loss and round trip. */
  videoQuality: number;
  /** Whether the browser says that hardware encodes. */
  isHardwareEncode?: boolean;
}

/** The sent sound over the last interval; zeros where none is sent. */
export interface ZegoPublishAudioStats {
  /** kbit/s of payload. */
  audioBitrate: number;
  /** Codec, such as 'opus'; '' without sound. */
  audioCodec: string;
  /** Packets that the server missed since publishing began. */
  audioPacketsLost: number;
  /** Share of the interval's packets that the server missed, 0–1. */
  audioPacketsLostRate: number;
  /** Older name of `audioCodec`. */
  googCodecName: string;
  /** '1': muted by `mutePublishStreamAudio`. */
  muteState: '0' | '1';
  /** Packets sent per second; 50 is usual. */
  audioFPS: number;
  /** A QualityGrade, of loss and round trip. */
  audioQuality: number;
}

/** Quality of an own stream. */
export interface ZegoPublishStats {
  /** The picture. */
  video: ZegoPublishVideoStats;
  /** The sound. */
  audio: ZegoPublishAudioStats;
}

/**
 * The received picture over the last interval; what is cumulative counts from the beginning of playing. Times in ms, losses
 * as a ratio 0–1.
 */
export interface ZegoPlayVideoStats {
  /** Pixels, of the last decoded picture. */
  frameHeight: number;
  /** Pixels, of the last decoded picture. */
  frameWidth: number;
  /** Codec, such as 'H264'; '' without a picture. */
  googCodecName: string;
  /** '1': the publisher has muted it. */
  muteState: '0' | '1';
  /** kbit/s of payload. */
  videoBitrate: number;
  /** Frames decoded per second. */
  videoFPS: number;
  /** Frames shown per second. */
  videoRenderFPS: number;
  /** Packets that did not arrive since playing began. */
  videoPacketsLost: number;
  /** Share of the interval's packets that did not arrive, 0–1; one that a retransmission brought is lost all the same. */
  videoPacketsLostRate: number;
  /** Frames received per second. */
  videoTransferFPS: number;
  /** A QualityGrade, of loss and round trip. */
  videoQuality: number;
  /** Frames decoded so far. */
  videoFramesDecoded: number;
  /** Frames that came too late to be shown, so far. */
  videoFramesDropped: number;
  /** ms for which it has been played unmuted, breaks included. */
  videoCumulativeDecodeTime: number;
  /** ms of these in which nothing new was seen. */
  videoCumulativeBreakTime: number;
  /** Break time divided by decode time, 0–1. */
  videoCumulativeBreakRate: number;
}

/** The received sound over the last interval; what is cumulative counts from the beginning of playing. */
export interface ZegoPlayAudioStats {
  /** kbit/s of payload. */
  audioBitrate: number;
  /** Codec, such as 'opus'; '' without sound. */
  audioCodec: string;
  /** ms by which packets arrive unevenly. */
  audioJitter: number;
  /** Loudness, 0–1. */
  audioLevel: number;
  /** Packets that did not arrive since playing began. */
  audioPacketsLost: number;
  /** Share of the interval's packets that did not arrive, 0–1. */
  audioPacketsLostRate: number;
  /** A QualityGrade, of loss and round trip. */
  audioQuality: number;
  /** Hz. */
  audioSamplingRate: number;
  /** '1': the publisher has muted it. */
  muteState: '0' | '1';
  /** Packets received per second; 50 is usual. */
  audioFPS: number;
  /** The same as `audioLevel`: browsers do not tell what was sent. */
  audioSendLevel: number;
  /** Older name of `audioCodec`. */
  googCodecName: string;
  /** ms for which it has been played unmuted, breaks included. */
  audioCumulativeDecodeTime: number;
  /** ms of these in which sound had to be made up. */
  audioCumulativeBreakTime: number;
  /** Break time divided by decode time, 0–1. */
  audioCumulativeBreakRate: number;
}

/** Quality of a played stream. */
export interface ZegoPlayStats {
  /** The picture. */
  video: ZegoPlayVideoStats;
  /** The sound. */
  audio: ZegoPlayAudioStats;
  /** ms from the publisher's capture to this player, by both ends' clocks where the browsers tell, else estimated. */
  peerToPeerDelay: number | undefined;
  /** The worse of the two rates of loss, 0–1. */
  peerToPeerPacketLostRate: number | undefined;
}

export type { QualityGrade };

/** Loudness of a stream, 0–100; speech is typically above 10. 'push' is an own stream, 'pull' a played one. */
export interface ZegoSoundLevelInfo {
  /** The stream. */
  streamID: string;
  /** 0–100. */
  soundLevel: number;
  /** Own or played. */
  type: 'push' | 'pull';
}

/** How `setSoundLevelDelegate` measures. */
export interface SoundLevelDelegateOptions {
  /** Go on measuring while the page is hidden. Default false. */
  enableInBackground?: boolean;
}
