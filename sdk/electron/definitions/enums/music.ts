// Licensed music: kept so that apps load; no member of it is provided. Numbers are those of the documented API.

/** Copyrighted Music Billing Mode. */
export const ZegoCopyrightedMusicBillingMode = { Count: 0, User: 1, Room: 2, Master: 3 } as const;
export type ZegoCopyrightedMusicBillingMode =
  (typeof ZegoCopyrightedMusicBillingMode)[keyof typeof ZegoCopyrightedMusicBillingMode];

/** Copyrighted Music Resource Quality Type. */
export const ZegoCopyrightedMusicResourceQualityType = {
  ZegoCopyrightedMusicResourceQualityNormal: 0,
  ZegoCopyrightedMusicResourceQualityHQ: 1,
  ZegoCopyrightedMusicResourceQualitySQ: 2,
} as const;
export type ZegoCopyrightedMusicResourceQualityType =
  (typeof ZegoCopyrightedMusicResourceQualityType)[keyof typeof ZegoCopyrightedMusicResourceQualityType];

/** Copyrighted Music Resource Type. */
export const ZegoCopyrightedMusicResourceType = {
  ZegoCopyrightedMusicResourceSong: 0,
  ZegoCopyrightedMusicResourceAccompaniment: 1,
  ZegoCopyrightedMusicResourceAccompanimentClip: 2,
  ZegoCopyrightedMusicResourceAccompanimentSegment: 3,
} as const;
export type ZegoCopyrightedMusicResourceType =
  (typeof ZegoCopyrightedMusicResourceType)[keyof typeof ZegoCopyrightedMusicResourceType];

/** Copyrighted Music Type. */
export const ZegoCopyrightedMusicType = {
  ZegoCopyrightedMusicSong: 0,
  ZegoCopyrightedMusicSongHQ: 1,
  ZegoCopyrightedMusicSongSQ: 2,
  ZegoCopyrightedMusicAccompaniment: 3,
  ZegoCopyrightedMusicAccompanimentClip: 4,
  ZegoCopyrightedMusicAccompanimentSegment: 5,
} as const;
export type ZegoCopyrightedMusicType = (typeof ZegoCopyrightedMusicType)[keyof typeof ZegoCopyrightedMusicType];

/** Copyrighted Music Vendor ID. */
export const ZegoCopyrightedMusicVendorID = {
  ZegoCopyrightedMusicVendorDefault: 0,
  ZegoCopyrightedMusicVendor1: 1,
  ZegoCopyrightedMusicVendor2: 2,
  ZegoCopyrightedMusicVendor3: 4,
} as const;
export type ZegoCopyrightedMusicVendorID = (typeof ZegoCopyrightedMusicVendorID)[keyof typeof ZegoCopyrightedMusicVendorID];
