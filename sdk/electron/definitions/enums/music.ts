export {
  ZegoCopyrightedMusicBillingMode,
  ZegoCopyrightedMusicResourceQualityType,
  ZegoCopyrightedMusicResourceType,
  ZegoCopyrightedMusicType,
  ZegoCopyrightedMusicVendorID,
} from '@liuyun/core/definitions/music';
