/**
 * Mono or stereo.
 * @enum
 */
export const ZegoAudioChannel = {
  Unknown: 0,
  Mono: 1,
  Stereo: 2,
} as const;
export type ZegoAudioChannel = (typeof ZegoAudioChannel)[keyof typeof ZegoAudioChannel];

/**
 * Audio codecs. This cloud sends Opus for every one of them.
 * @enum
 */
export const ZegoAudioCodecID = {
  Default: 0,
  Normal: 1,
  Normal2: 2,
  Normal3: 3,
  Low: 4,
  Low2: 5,
  Low3: 6,
} as const;
export type ZegoAudioCodecID = (typeof ZegoAudioCodecID)[keyof typeof ZegoAudioCodecID];

/**
 * Presets of a `ZegoAudioConfig`.
 * @enum
 */
export const ZegoAudioConfigPreset = {
  BasicQuality: 0,
  StandardQuality: 1,
  StandardQualityStereo: 2,
  HighQuality: 3,
  HighQualityStereo: 4,
} as const;
export type ZegoAudioConfigPreset = (typeof ZegoAudioConfigPreset)[keyof typeof ZegoAudioConfigPreset];

/**
 * Where the sound of a channel comes from.
 * @enum
 */
export const ZegoAudioSourceType = {
  Default: 0,
  Custom: 1,
  MediaPlayer: 2,
  None: 3,
  Microphone: 4,
  MainPublishChannel: 5,
  ScreenCapture: 6,
} as const;
export type ZegoAudioSourceType = (typeof ZegoAudioSourceType)[keyof typeof ZegoAudioSourceType];

/**
 * What streams are published on: each channel has its own capture and its own stream.
 * @enum
 */
export const ZegoPublishChannel = {
  Main: 0,
  Aux: 1,
  Third: 2,
  Fourth: 3,
} as const;
export type ZegoPublishChannel = (typeof ZegoPublishChannel)[keyof typeof ZegoPublishChannel];

/**
 * State of a published stream.
 * @enum
 */
export const ZegoPublisherState = {
  NoPublish: 0,
  PublishRequesting: 1,
  Publishing: 2,
} as const;
export type ZegoPublisherState = (typeof ZegoPublisherState)[keyof typeof ZegoPublisherState];

/**
 * Whether streams are aligned by network time.
 * @enum
 */
export const ZegoStreamAlignmentMode = {
  None: 0,
  Try: 1,
} as const;
export type ZegoStreamAlignmentMode = (typeof ZegoStreamAlignmentMode)[keyof typeof ZegoStreamAlignmentMode];

/**
 * State of a relay to a CDN.
 * @enum
 */
export const ZegoStreamRelayCDNState = {
  NoRelay: 0,
  RelayRequesting: 1,
  Relaying: 2,
} as const;
export type ZegoStreamRelayCDNState = (typeof ZegoStreamRelayCDNState)[keyof typeof ZegoStreamRelayCDNState];

/**
 * Why the state of a relay changed.
 * @enum
 */
export const ZegoStreamRelayCDNUpdateReason = {
  None: 0,
  ServerError: 1,
  HandshakeFailed: 2,
  AccessPointError: 3,
  CreateStreamFailed: 4,
  BadName: 5,
  CDNServerDisconnected: 6,
  Disconnected: 7,
  MixStreamAllInputStreamClosed: 8,
  MixStreamAllInputStreamNoData: 9,
  MixStreamServerInternalError: 10,
} as const;
export type ZegoStreamRelayCDNUpdateReason = (typeof ZegoStreamRelayCDNUpdateReason)[keyof typeof ZegoStreamRelayCDNUpdateReason];

/**
 * Where the alpha channel of a picture is.
 * @enum
 */
export const ZegoAlphaLayoutType = {
  None: 0,
  Left: 1,
  Right: 2,
  Bottom: 3,
  RightTop: 4,
} as const;
export type ZegoAlphaLayoutType = (typeof ZegoAlphaLayoutType)[keyof typeof ZegoAlphaLayoutType];

/**
 * When sound is captured in stereo.
 * @enum
 */
export const ZegoAudioCaptureStereoMode = {
  None: 0,
  Always: 1,
  Adaptive: 2,
} as const;
export type ZegoAudioCaptureStereoMode = (typeof ZegoAudioCaptureStereoMode)[keyof typeof ZegoAudioCaptureStereoMode];

/**
 * What happens below the least bitrate.
 * @enum
 */
export const ZegoTrafficControlMinVideoBitrateMode = {
  NoVideo: 0,
  UltraLowFPS: 1,
} as const;
export type ZegoTrafficControlMinVideoBitrateMode =
  (typeof ZegoTrafficControlMinVideoBitrateMode)[keyof typeof ZegoTrafficControlMinVideoBitrateMode];

/**
 * What is adapted to the bandwidth.
 * @enum
 */
export const ZegoTrafficControlProperty = {
  Basic: 0,
  AdaptiveFPS: 1,
  AdaptiveResolution: 2,
  AdaptiveAudioBitrate: 4,
} as const;
export type ZegoTrafficControlProperty = (typeof ZegoTrafficControlProperty)[keyof typeof ZegoTrafficControlProperty];

/**
 * Presets of a `ZegoVideoConfig`.
 * @enum
 */
export const ZegoVideoConfigPreset = {
  Preset180P: 0,
  Preset270P: 1,
  Preset360P: 2,
  Preset540P: 3,
  Preset720P: 4,
  Preset1080P: 5,
} as const;
export type ZegoVideoConfigPreset = (typeof ZegoVideoConfigPreset)[keyof typeof ZegoVideoConfigPreset];

/**
 * Whether the own picture is mirrored, in the preview and for others.
 * @enum
 */
export const ZegoVideoMirrorMode = {
  OnlyPreviewMirror: 0,
  BothMirror: 1,
  NoMirror: 2,
  OnlyPublishMirror: 3,
} as const;
export type ZegoVideoMirrorMode = (typeof ZegoVideoMirrorMode)[keyof typeof ZegoVideoMirrorMode];
