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
 * How copyrighted music is billed.
 * @enum
 */
export const ZegoCopyrightedMusicBillingMode = {
  Count: 0,
  User: 1,
  Room: 2,
  Master: 3,
} as const;
export type ZegoCopyrightedMusicBillingMode =
  (typeof ZegoCopyrightedMusicBillingMode)[keyof typeof ZegoCopyrightedMusicBillingMode];

/**
 * Older kinds of copyrighted music.
 * @enum
 */
export const ZegoCopyrightedMusicType = {
  ZegoCopyrightedMusicSong: 0,
  ZegoCopyrightedMusicSongHQ: 1,
  ZegoCopyrightedMusicSongSQ: 2,
  ZegoCopyrightedMusicAccompaniment: 3,
  ZegoCopyrightedMusicAccompanimentClip: 4,
  ZegoCopyrightedMusicAccompanimentSegment: 5,
} as const;
export type ZegoCopyrightedMusicType = (typeof ZegoCopyrightedMusicType)[keyof typeof ZegoCopyrightedMusicType];

/**
 * Kinds of copyrighted music.
 * @enum
 */
export const ZegoCopyrightedMusicResourceType = {
  ZegoCopyrightedMusicResourceSong: 0,
  ZegoCopyrightedMusicResourceAccompaniment: 1,
  ZegoCopyrightedMusicResourceAccompanimentClip: 2,
  ZegoCopyrightedMusicResourceAccompanimentSegment: 3,
} as const;
export type ZegoCopyrightedMusicResourceType =
  (typeof ZegoCopyrightedMusicResourceType)[keyof typeof ZegoCopyrightedMusicResourceType];

/**
 * Vendors of copyrighted music.
 * @enum
 */
export const ZegoCopyrightedMusicVendorID = {
  ZegoCopyrightedMusicVendorDefault: 0,
  ZegoCopyrightedMusicVendor1: 1,
  ZegoCopyrightedMusicVendor2: 2,
  ZegoCopyrightedMusicVendor3: 4,
} as const;
export type ZegoCopyrightedMusicVendorID = (typeof ZegoCopyrightedMusicVendorID)[keyof typeof ZegoCopyrightedMusicVendorID];

/**
 * Qualities of copyrighted music.
 * @enum
 */
export const ZegoCopyrightedMusicResourceQualityType = {
  ZegoCopyrightedMusicResourceQualityNormal: 0,
  ZegoCopyrightedMusicResourceQualityHQ: 1,
  ZegoCopyrightedMusicResourceQualitySQ: 2,
} as const;
export type ZegoCopyrightedMusicResourceQualityType =
  (typeof ZegoCopyrightedMusicResourceQualityType)[keyof typeof ZegoCopyrightedMusicResourceQualityType];

/**
 * What a person is cut out of.
 * @enum
 */
export const ZegoObjectSegmentationType = {
  AnyBackground: 0,
  GreenScreenBackground: 1,
} as const;
export type ZegoObjectSegmentationType = (typeof ZegoObjectSegmentationType)[keyof typeof ZegoObjectSegmentationType];

/**
 * Whether somebody is cut out.
 * @enum
 */
export const ZegoObjectSegmentationState = {
  Off: 0,
  On: 1,
} as const;
export type ZegoObjectSegmentationState = (typeof ZegoObjectSegmentationState)[keyof typeof ZegoObjectSegmentationState];

/**
 * What stands behind a person.
 * @enum
 */
export const ZegoBackgroundProcessType = {
  Transparent: 0,
  Color: 1,
  Blur: 2,
  Image: 3,
  Video: 4,
} as const;
export type ZegoBackgroundProcessType = (typeof ZegoBackgroundProcessType)[keyof typeof ZegoBackgroundProcessType];

/**
 * How strongly the background is blurred.
 * @enum
 */
export const ZegoBackgroundBlurLevel = {
  Low: 0,
  Medium: 1,
  High: 2,
} as const;
export type ZegoBackgroundBlurLevel = (typeof ZegoBackgroundBlurLevel)[keyof typeof ZegoBackgroundBlurLevel];
