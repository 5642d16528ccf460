/**
 * What a song is charged by.
 * @enum
 */
export const ZegoCopyrightedMusicBillingMode = {
  /** Each time. */
  Count: 0,
  /** By the month, for a user. */
  User: 1,
  /** By the month, for a room. */
  Room: 2,
  /** By the month, for a host. */
  Master: 3,
} as const;
export type ZegoCopyrightedMusicBillingMode =
  (typeof ZegoCopyrightedMusicBillingMode)[keyof typeof ZegoCopyrightedMusicBillingMode];

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
