export {
  ZegoAlphaLayoutType,
  ZegoAudioCaptureStereoMode,
  ZegoAudioChannel,
  ZegoAudioCodecID,
  ZegoAudioConfigPreset,
  ZegoAudioSourceType,
  ZegoPublishChannel,
  ZegoPublisherState,
  ZegoStreamAlignmentMode,
  ZegoStreamRelayCDNState,
  ZegoStreamRelayCDNUpdateReason,
  ZegoTrafficControlMinVideoBitrateMode,
  ZegoTrafficControlProperty,
  ZegoVideoConfigPreset,
  ZegoVideoMirrorMode,
} from '@liuyun/core/definitions/publish';

/**
 * Video codecs.
 * @enum
 */
export const ZegoVideoCodecID = {
  Default: 0,
  Svc: 1,
  Vp8: 2,
  H265: 3,
  H264DualStream: 4,
  Unknown: 100,
} as const;
export type ZegoVideoCodecID = (typeof ZegoVideoCodecID)[keyof typeof ZegoVideoCodecID];

/**
 * How the device is held.
 * @enum
 */
export const ZegoOrientation = {
  PortraitUp: 0,
  LandscapeLeft: 1,
  PortraitDown: 2,
  LandscapeRight: 3,
} as const;
export type ZegoOrientation = (typeof ZegoOrientation)[keyof typeof ZegoOrientation];

/**
 * Where the picture of a channel comes from.
 * @enum
 */
export const ZegoVideoSourceType = {
  None: 1,
  Camera: 2,
  Custom: 3,
  MainPublishChannel: 4,
  Player: 5,
  ScreenCapture: 6,
  SecondaryCamera: 14,
} as const;
export type ZegoVideoSourceType = (typeof ZegoVideoSourceType)[keyof typeof ZegoVideoSourceType];
