export {
  ZegoCopyrightedMusicBillingMode,
  ZegoCopyrightedMusicResourceQualityType,
  ZegoCopyrightedMusicResourceType,
  ZegoCopyrightedMusicType,
  ZegoCopyrightedMusicVendorID,
} from '@liuyun/core/definitions/music';
export {
  ZegoDataRecordState,
  ZegoDataRecordType,
  ZegoMixerInputContentType,
  ZegoVideoBufferType,
} from '@liuyun/core/definitions/records';
export {
  ZegoBackgroundBlurLevel,
  ZegoBackgroundProcessType,
  ZegoObjectSegmentationState,
  ZegoObjectSegmentationType,
} from '@liuyun/core/definitions/segmentation';
