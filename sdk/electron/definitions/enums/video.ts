export {
  ZegoVideoStreamType,
  ZegoViewMode,
} from '@liuyun/core/definitions/play';
export {
  ZegoAlphaLayoutType,
  ZegoAudioCaptureStereoMode,
  ZegoTrafficControlMinVideoBitrateMode,
  ZegoTrafficControlProperty,
  ZegoVideoConfigPreset,
  ZegoVideoMirrorMode,
} from '@liuyun/core/definitions/publish';
export { ZegoVideoBufferType } from '@liuyun/core/definitions/records';
export {
  ZegoBackgroundBlurLevel,
  ZegoBackgroundProcessType,
  ZegoObjectSegmentationState,
  ZegoObjectSegmentationType,
} from '@liuyun/core/definitions/segmentation';

/** Camera Exposure Mode. */
export const ZegoCameraExposureMode = { AutoExposure: 0, ContinuousAutoExposure: 1 } as const;
export type ZegoCameraExposureMode = (typeof ZegoCameraExposureMode)[keyof typeof ZegoCameraExposureMode];

/** Camera Focus Mode. */
export const ZegoCameraFocusMode = { AutoFocus: 0, ContinuousAutoFocus: 1 } as const;
export type ZegoCameraFocusMode = (typeof ZegoCameraFocusMode)[keyof typeof ZegoCameraFocusMode];

/** Capture Pipeline Scale Mode. */
export const ZegoCapturePipelineScaleMode = { Pre: 0, Post: 1 } as const;
export type ZegoCapturePipelineScaleMode = (typeof ZegoCapturePipelineScaleMode)[keyof typeof ZegoCapturePipelineScaleMode];

/** Encode Profile. */
export const ZegoEncodeProfile = { Default: 0, Baseline: 1, Main: 2, High: 3 } as const;
export type ZegoEncodeProfile = (typeof ZegoEncodeProfile)[keyof typeof ZegoEncodeProfile];

/** Lowlight Enhancement Mode. */
export const ZegoLowlightEnhancementMode = { Off: 0, On: 1, Auto: 2 } as const;
export type ZegoLowlightEnhancementMode = (typeof ZegoLowlightEnhancementMode)[keyof typeof ZegoLowlightEnhancementMode];

/** SEIType. */
export const ZegoSEIType = { ZegoDefined: 0, UserUnregister: 1 } as const;
export type ZegoSEIType = (typeof ZegoSEIType)[keyof typeof ZegoSEIType];

/** Screen Capture Source Exception Type. */
export const ZegoScreenCaptureSourceExceptionType = { Unknown: 0, Invalid: 1, Failed: 2, PublishRegionInvalid: 3 } as const;
export type ZegoScreenCaptureSourceExceptionType =
  (typeof ZegoScreenCaptureSourceExceptionType)[keyof typeof ZegoScreenCaptureSourceExceptionType];

/** Screen Capture Source Type. */
export const ZegoScreenCaptureSourceType = { Unknow: 0, Window: 1, Screen: 2 } as const;
export type ZegoScreenCaptureSourceType = (typeof ZegoScreenCaptureSourceType)[keyof typeof ZegoScreenCaptureSourceType];

/** Traffic Control Focus On Mode. */
export const ZegoTrafficControlFocusOnMode = {
  ZegoTrafficControlFounsOnLocalOnly: 0,
  ZegoTrafficControlFounsOnRemote: 1,
} as const;
export type ZegoTrafficControlFocusOnMode = (typeof ZegoTrafficControlFocusOnMode)[keyof typeof ZegoTrafficControlFocusOnMode];

/** Video Codec Backend. */
export const ZegoVideoCodecBackend = { Any: 0, Software: 1, Hardware: 2 } as const;
export type ZegoVideoCodecBackend = (typeof ZegoVideoCodecBackend)[keyof typeof ZegoVideoCodecBackend];

/** Video Codec ID. */
export const ZegoVideoCodecID = { Default: 0, SVC: 1, VP8: 2, H265: 3, H264DualStream: 4, Unknown: 100 } as const;
export type ZegoVideoCodecID = (typeof ZegoVideoCodecID)[keyof typeof ZegoVideoCodecID];

/** Video Flip Mode. */
export const ZegoVideoFlipMode = { None: 0, X: 1, Y: 2, XY: 3 } as const;
export type ZegoVideoFlipMode = (typeof ZegoVideoFlipMode)[keyof typeof ZegoVideoFlipMode];

/** Video Frame Format. */
export const ZegoVideoFrameFormat = {
  Unknown: 0,
  I420: 1,
  NV12: 2,
  NV21: 3,
  BGRA32: 4,
  RGBA32: 5,
  ARGB32: 6,
  ABGR32: 7,
  I422: 8,
  BGR24: 9,
  RGB24: 10,
} as const;
export type ZegoVideoFrameFormat = (typeof ZegoVideoFrameFormat)[keyof typeof ZegoVideoFrameFormat];

/** Video Frame Format Series. */
export const ZegoVideoFrameFormatSeries = { RGB: 0, YUV: 1 } as const;
export type ZegoVideoFrameFormatSeries = (typeof ZegoVideoFrameFormatSeries)[keyof typeof ZegoVideoFrameFormatSeries];

/** Video Rate Control Mode. */
export const ZegoVideoRateControlMode = { ConstantRate: 0, ConstantQuality: 1 } as const;
export type ZegoVideoRateControlMode = (typeof ZegoVideoRateControlMode)[keyof typeof ZegoVideoRateControlMode];

/** Video Source Type. */
export const ZegoVideoSourceType = {
  None: 1,
  Camera: 2,
  Custom: 3,
  MainPublishChannel: 4,
  Player: 5,
  ScreenCapture: 6,
  ZegoVideoSourceDefault: 7,
  ZegoVideoSourceNone: 8,
  ZegoVideoSourceCamera: 9,
  ZegoVideoSourceExternalCapture: 10,
  ZegoVideoSourceMainPublishChannel: 11,
  ZegoVideoSourcePlayer: 12,
  ZegoVideoSourceScreenCapture: 13,
  SecondaryCamera: 14,
  Picture: 15,
} as const;
export type ZegoVideoSourceType = (typeof ZegoVideoSourceType)[keyof typeof ZegoVideoSourceType];
