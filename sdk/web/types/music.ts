import { ZegoCopyrightedMusicBillingMode } from '@liuyun/core/definitions/music';
import type { ZegoLocalStream } from './localStream.ts';
import type { ZegoUser } from './room.ts';

export { ZegoCopyrightedMusicBillingMode };

/**
 * Kinds of licensed music. (This cloud has none: its types are here so that apps compile.)
 * @enum
 */
export const ZegoCopyrightedMusicResourceType = {
  /** A song. */
  Song: 0,
  /** A song without its voice. */
  Accompaniment: 1,
  /** The best part of an accompaniment. */
  AccompanimentClip: 2,
  /** A part of an accompaniment. */
  AccompanimentSegment: 3,
} as const;
export type ZegoCopyrightedMusicResourceType =
  (typeof ZegoCopyrightedMusicResourceType)[keyof typeof ZegoCopyrightedMusicResourceType];

/**
 * Whose catalogue a song is from.
 * @enum
 */
export const ZegoCopyrightedMusicVendorID = {
  /** The default. */
  VendorDefault: 0,
  /** The first. */
  Vendor1: 1,
  /** The second. */
  Vendor2: 2,
  /** The third. */
  Vendor3: 4,
} as const;
export type ZegoCopyrightedMusicVendorID = (typeof ZegoCopyrightedMusicVendorID)[keyof typeof ZegoCopyrightedMusicVendorID];

/** Who asks. */
export interface ZegoCopyrightedMusicConfig {
  /** The user. */
  user: ZegoUser;
}
/** Which song is wanted. */
export interface ZegoCopyrightedMusicRequestConfig {
  /** The song. */
  songID: string;
  /** Whose catalogue it is from. */
  vendorID: ZegoCopyrightedMusicVendorID;
  /** What it is charged by. */
  mode: ZegoCopyrightedMusicBillingMode;
  /** The host, when charged by one. */
  masterID?: string;
  /** The kind of app. */
  sceneID?: number;
}
/** Which song of somebody else is wanted. */
export interface ZegoCopyrightedMusicRequestSharedResourceByTokenConfig {
  /** What they handed over. */
  shareToken: string;
  /** What it is charged by. */
  mode?: ZegoCopyrightedMusicBillingMode;
  /** The host, when charged by one. */
  masterID?: string;
  /** The kind of app. */
  sceneID?: number;
}
/** Answer of `download`. */
export interface ZegoCopyrightedMusicDownloadResponse {
  /** 0, or why not. */
  errorCode: number;
  /** Addresses of the media. */
  urls: string[];
}
/** Answer of `getKrcLyricByToken`. */
export interface ZegoCopyrightedMusicGetKrcLyricByTokenResponse {
  /** 0, or why not. */
  errorCode: number;
  /** Words with their times. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  lyrics: any;
}
/** Answer of `getLrcLyric`. */
export interface ZegoCopyrightedMusicGetLrcLyricResponse {
  /** 0, or why not. */
  errorCode: number;
  /** Lines with their times. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  lyrics: any;
}
/** Answer of `getStandardPitch`. */
export interface ZegoCopyrightedMusicGetStandardPitchResponse {
  /** 0, or why not. */
  errorCode: number;
  /** The melody. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  pitch: any;
}
/** Answer of the calls that ask for a song. */
export interface ZegoCopyrightedMusicRequestResourceResponse {
  /** 0, or why not. */
  errorCode: number;
  /** What `download` takes, and the rest. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  resource: any;
}
/** Answer of `sendExtendedRequest`. */
export interface ZegoCopyrightedMusicSendExtendedRequestResponse {
  /** 0, or why not. */
  errorCode: number;
  /** What the command answers. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  result: any;
}
/** What singing is compared with. */
export interface ZegoStartScoreParams {
  /** The accompaniment. */
  resourceID: string;
  /** The singer. */
  localStream: MediaStream | ZegoLocalStream;
  /** The element that plays the accompaniment. */
  player: HTMLMediaElement;
  /** Whether `songLineScoreComplete` is told. */
  enableSongLineScoreCompleteEvent?: boolean;
}
/** How well a line was sung. */
export interface ZegoSongLineScoreInfo {
  /** Which line. */
  lineIndex: number;
  /** Its score. */
  previousScore: number;
  /** The average so far. */
  averageScore: number;
  /** The sum so far. */
  totalScore: number;
}
/** Events of the licensed music service; never told here. */
export interface ZegoCopyrightedMusicEvent {
  /** How far a download is. */
  downloadProgressUpdate: (resourceID: string, progressRate: number) => void;
  /** A line was sung to its end. */
  songLineScoreComplete: (LineScoreInfo: ZegoSongLineScoreInfo) => void;
}

/**
 * The licensed music service, which this cloud does not have: promises reject with 1017041, numbers are 1017041; both are 1017096
 * before `initCopyrightedMusic`.
 */
export interface ZegoCopyrightedMusic {
  /** Ends the service. Without effect here. */
  destroyInstance(): void;
  /** Begins it for a user. */
  initCopyrightedMusic(config: ZegoCopyrightedMusicConfig): Promise<number>;
  /** Asks the catalogue something else. */
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  sendExtendedRequest(command: string, params: any): Promise<ZegoCopyrightedMusicSendExtendedRequestResponse>;
  /** Asks for a song, which is charged. */
  requestResource(
    config: ZegoCopyrightedMusicRequestConfig,
    type: ZegoCopyrightedMusicResourceType,
  ): Promise<ZegoCopyrightedMusicRequestResourceResponse>;
  /** Asks for a song that somebody in the room has asked for already. */
  getSharedResource(
    config: ZegoCopyrightedMusicRequestConfig,
    type: ZegoCopyrightedMusicResourceType,
  ): Promise<ZegoCopyrightedMusicRequestResourceResponse>;
  /** The same by what they handed over. */
  getSharedResourceByToken(
    config: ZegoCopyrightedMusicRequestSharedResourceByTokenConfig,
  ): Promise<ZegoCopyrightedMusicRequestResourceResponse>;
  /** Lyrics by the line. */
  getLrcLyric(songID: string, vendorID: ZegoCopyrightedMusicVendorID): Promise<ZegoCopyrightedMusicGetLrcLyricResponse>;
  /** Lyrics by the word. */
  getKrcLyricByToken(krcToken: string): Promise<ZegoCopyrightedMusicGetKrcLyricByTokenResponse>;
  /** Fetches the media of a song. */
  download(resourceID: string): Promise<ZegoCopyrightedMusicDownloadResponse>;
  /** Forgets what was fetched. Without effect here. */
  clearCache(): void;
  /** Begins to compare singing with the melody. */
  startScore(params: ZegoStartScoreParams): Promise<number>;
  /** Ends it. Answers 1017041. */
  stopScore(resourceID: string): number;
  /** Holds it. Answers 1017041. */
  pauseScore(resourceID: string): number;
  /** Goes on with it. Answers 1017041. */
  resumeScore(resourceID: string): number;
  /** Begins it anew. Answers 1017041. */
  resetScore(resourceID: string): number;
  /** Score of the last line. */
  getPreviousScore(resourceID: string): Promise<number>;
  /** Average score. */
  getAverageScore(resourceID: string): Promise<number>;
  /** Sum of the scores. */
  getTotalScore(resourceID: string): Promise<number>;
  /** The most that can be had. */
  getFullScore(resourceID: string): Promise<number>;
  /** The melody of a song. */
  getStandardPitch(resourceID: string): Promise<ZegoCopyrightedMusicGetStandardPitchResponse>;
  /** What is being sung. */
  getCurrentPitch(resourceID: string): Promise<number>;
  /** How strict scores are. Without effect here. */
  setScoringLevel(level: number): void;
  /** ms; 1017041 here. */
  getDuration(resourceID: string): number;
  /** Adds a listener. False here. */
  on<k extends keyof ZegoCopyrightedMusicEvent>(event: k, callBack: ZegoCopyrightedMusicEvent[k]): boolean;
  /** Removes a listener. False here. */
  off<k extends keyof ZegoCopyrightedMusicEvent>(event: k, callBack?: ZegoCopyrightedMusicEvent[k]): boolean;
}
