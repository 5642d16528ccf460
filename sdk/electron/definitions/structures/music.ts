// Licensed music: kept so that apps load; no member of it is provided. Shapes are those of the documented API; null is as good as omitted.

import type {
  ZegoCopyrightedMusicBillingMode,
  ZegoCopyrightedMusicResourceQualityType,
  ZegoCopyrightedMusicResourceType,
  ZegoCopyrightedMusicVendorID,
} from '../enums/music.ts';
import type { ZegoUser } from './streams.ts';

/** Copyrighted Music Config. */
export interface ZegoCopyrightedMusicConfig {
  user: ZegoUser;
}

/** Copyrighted Music Get Lyric Config. */
export interface ZegoCopyrightedMusicGetLyricConfig {
  songID: string;
  vendorID?: number | null;
}

/** Copyrighted Music Get Shared Config. */
export interface ZegoCopyrightedMusicGetSharedConfig {
  songID?: string;
  vendorID?: ZegoCopyrightedMusicVendorID;
  roomID?: string;
}

/** Copyrighted Music Get Shared Config V2. */
export interface ZegoCopyrightedMusicGetSharedConfigV2 {
  songID?: string;
  vendorID?: number;
  roomID?: string;
  resourceType?: number;
}

/** Copyrighted Music Query Cache Config. */
export interface ZegoCopyrightedMusicQueryCacheConfig {
  songID: string;
  resourceType?: ZegoCopyrightedMusicResourceType;
  resourceQualityType?: ZegoCopyrightedMusicResourceQualityType;
  vendorID?: ZegoCopyrightedMusicVendorID;
}

/** Copyrighted Music Query Cache Config V2. */
export interface ZegoCopyrightedMusicQueryCacheConfigV2 {
  songID: string;
  resourceType?: number;
  resourceQualityType?: number;
  vendorID?: number;
}

/** Copyrighted Music Request Config. */
export interface ZegoCopyrightedMusicRequestConfig {
  songID?: string;
  mode?: ZegoCopyrightedMusicBillingMode;
  vendorID?: ZegoCopyrightedMusicVendorID;
  roomID?: string;
  masterID?: string;
  sceneID?: number;
}

/** Copyrighted Music Request Config V2. */
export interface ZegoCopyrightedMusicRequestConfigV2 {
  songID?: string;
  mode?: number;
  vendorID?: number;
  roomID?: string;
  masterID?: string;
  sceneID?: number;
  resourceType?: number;
}
