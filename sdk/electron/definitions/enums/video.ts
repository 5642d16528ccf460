// Pictures: capture, sources, views, formats. Numbers are those of the documented API.

/** Alpha Layout Type. */
export const ZegoAlphaLayoutType = { None: 0, Left: 1, Right: 2, Bottom: 3, RightTop: 4 } as const;
export type ZegoAlphaLayoutType = (typeof ZegoAlphaLayoutType)[keyof typeof ZegoAlphaLayoutType];

/** Audio Capture Stereo Mode. */
export const ZegoAudioCaptureStereoMode = { None: 0, Always: 1, Adaptive: 2 } as const;
export type ZegoAudioCaptureStereoMode = (typeof ZegoAudioCaptureStereoMode)[keyof typeof ZegoAudioCaptureStereoMode];

/** Background Blur Level. */
export const ZegoBackgroundBlurLevel = { Low: 0, Medium: 1, High: 2 } as const;
export type ZegoBackgroundBlurLevel = (typeof ZegoBackgroundBlurLevel)[keyof typeof ZegoBackgroundBlurLevel];

/** Background Process Type. */
export const ZegoBackgroundProcessType = { Transparent: 0, Color: 1, Blur: 2, Image: 3, Video: 4 } as const;
export type ZegoBackgroundProcessType = (typeof ZegoBackgroundProcessType)[keyof typeof ZegoBackgroundProcessType];

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

/** Object Segmentation State. */
export const ZegoObjectSegmentationState = { Off: 0, On: 1 } as const;
export type ZegoObjectSegmentationState = (typeof ZegoObjectSegmentationState)[keyof typeof ZegoObjectSegmentationState];

/** Object Segmentation Type. */
export const ZegoObjectSegmentationType = { AnyBackground: 0, GreenScreenBackground: 1 } as const;
export type ZegoObjectSegmentationType = (typeof ZegoObjectSegmentationType)[keyof typeof ZegoObjectSegmentationType];

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

/** Traffic Control Min Video Bitrate Mode. */
export const ZegoTrafficControlMinVideoBitrateMode = { NoVideo: 0, UltraLowFPS: 1 } as const;
export type ZegoTrafficControlMinVideoBitrateMode =
  (typeof ZegoTrafficControlMinVideoBitrateMode)[keyof typeof ZegoTrafficControlMinVideoBitrateMode];

/** Traffic Control Property. */
export const ZegoTrafficControlProperty = { Basic: 0, AdaptiveFPS: 1, AdaptiveResolution: 2, AdaptiveAudioBitrate: 4 } as const;
export type ZegoTrafficControlProperty = (typeof ZegoTrafficControlProperty)[keyof typeof ZegoTrafficControlProperty];

/** Video Buffer Type. */
export const ZegoVideoBufferType = {
  Unknown: 0,
  RawData: 1,
  EncodedData: 2,
  GLTexture2D: 3,
  CVPixelBuffer: 4,
  SurfaceTexture: 5,
  GLTextureExternalOES: 6,
  GLTexture2DAndRawData: 7,
  D3DTexture2D: 8,
  NV12CVPixelBuffer: 9,
} as const;
export type ZegoVideoBufferType = (typeof ZegoVideoBufferType)[keyof typeof ZegoVideoBufferType];

/** Video Codec Backend. */
export const ZegoVideoCodecBackend = { Any: 0, Software: 1, Hardware: 2 } as const;
export type ZegoVideoCodecBackend = (typeof ZegoVideoCodecBackend)[keyof typeof ZegoVideoCodecBackend];

/** Video Codec ID. */
export const ZegoVideoCodecID = { Default: 0, SVC: 1, VP8: 2, H265: 3, H264DualStream: 4, Unknown: 100 } as const;
export type ZegoVideoCodecID = (typeof ZegoVideoCodecID)[keyof typeof ZegoVideoCodecID];

/** Video Config Preset. */
export const ZegoVideoConfigPreset = {
  Preset180P: 0,
  Preset270P: 1,
  Preset360P: 2,
  Preset540P: 3,
  Preset720P: 4,
  Preset1080P: 5,
} as const;
export type ZegoVideoConfigPreset = (typeof ZegoVideoConfigPreset)[keyof typeof ZegoVideoConfigPreset];

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

/** Video Mirror Mode. */
export const ZegoVideoMirrorMode = { OnlyPreviewMirror: 0, BothMirror: 1, NoMirror: 2, OnlyPublishMirror: 3 } as const;
export type ZegoVideoMirrorMode = (typeof ZegoVideoMirrorMode)[keyof typeof ZegoVideoMirrorMode];

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

/** Video Stream Type. */
export const ZegoVideoStreamType = { Default: 0, Small: 1, Big: 2 } as const;
export type ZegoVideoStreamType = (typeof ZegoVideoStreamType)[keyof typeof ZegoVideoStreamType];

/** View Mode. */
export const ZegoViewMode = { AspectFit: 0, AspectFill: 1, ScaleToFill: 2 } as const;
export type ZegoViewMode = (typeof ZegoViewMode)[keyof typeof ZegoViewMode];
