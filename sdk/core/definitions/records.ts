/**
 * State of a recording.
 * @enum
 */
export const ZegoDataRecordState = {
  NoRecord: 0,
  Recording: 1,
  Success: 2,
} as const;
export type ZegoDataRecordState = (typeof ZegoDataRecordState)[keyof typeof ZegoDataRecordState];

/**
 * What is recorded.
 * @enum
 */
export const ZegoDataRecordType = {
  Default: 0,
  OnlyAudio: 1,
  OnlyVideo: 2,
  AudioAndVideo: 3,
} as const;
export type ZegoDataRecordType = (typeof ZegoDataRecordType)[keyof typeof ZegoDataRecordType];

/**
 * What of a stream goes into a mix.
 * @enum
 */
export const ZegoMixerInputContentType = {
  Audio: 0,
  Video: 1,
  VideoOnly: 2,
} as const;
export type ZegoMixerInputContentType = (typeof ZegoMixerInputContentType)[keyof typeof ZegoMixerInputContentType];

/**
 * Forms of pictures handed over by an app.
 * @enum
 */
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
