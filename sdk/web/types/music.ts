import type { ZegoLocalStream } from './localStream.ts';
import type { ZegoUser } from './room.ts';

/**
 * Types of the licensed music service, which this cloud does not provide; they are here so that apps compile.
 * @enum
 */
export const ZegoCopyrightedMusicResourceType = {
  Song: 0,
  Accompaniment: 1,
  AccompanimentClip: 2,
  AccompanimentSegment: 3,
} as const;
export type ZegoCopyrightedMusicResourceType =
  (typeof ZegoCopyrightedMusicResourceType)[keyof typeof ZegoCopyrightedMusicResourceType];

export const ZegoCopyrightedMusicBillingMode = { Count: 0, User: 1, Room: 2, Master: 3 } as const;
export type ZegoCopyrightedMusicBillingMode =
  (typeof ZegoCopyrightedMusicBillingMode)[keyof typeof ZegoCopyrightedMusicBillingMode];

export const ZegoCopyrightedMusicVendorID = { VendorDefault: 0, Vendor1: 1, Vendor2: 2, Vendor3: 4 } as const;
export type ZegoCopyrightedMusicVendorID = (typeof ZegoCopyrightedMusicVendorID)[keyof typeof ZegoCopyrightedMusicVendorID];

export interface ZegoCopyrightedMusicConfig {
  user: ZegoUser;
}
export interface ZegoCopyrightedMusicRequestConfig {
  songID: string;
  vendorID: ZegoCopyrightedMusicVendorID;
  mode: ZegoCopyrightedMusicBillingMode;
  masterID?: string;
  sceneID?: number;
}
export interface ZegoCopyrightedMusicRequestSharedResourceByTokenConfig {
  shareToken: string;
  mode?: ZegoCopyrightedMusicBillingMode;
  masterID?: string;
  sceneID?: number;
}
export interface ZegoCopyrightedMusicDownloadResponse {
  errorCode: number;
  urls: string[];
}
export interface ZegoCopyrightedMusicGetKrcLyricByTokenResponse {
  errorCode: number;
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  lyrics: any;
}
export interface ZegoCopyrightedMusicGetLrcLyricResponse {
  errorCode: number;
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  lyrics: any;
}
export interface ZegoCopyrightedMusicGetStandardPitchResponse {
  errorCode: number;
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  pitch: any;
}
export interface ZegoCopyrightedMusicRequestResourceResponse {
  errorCode: number;
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  resource: any;
}
export interface ZegoCopyrightedMusicSendExtendedRequestResponse {
  errorCode: number;
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  result: any;
}
export interface ZegoStartScoreParams {
  resourceID: string;
  localStream: MediaStream | ZegoLocalStream;
  player: HTMLMediaElement;
  enableSongLineScoreCompleteEvent?: boolean;
}
export interface ZegoSongLineScoreInfo {
  lineIndex: number;
  previousScore: number;
  averageScore: number;
  totalScore: number;
}
export interface ZegoCopyrightedMusicEvent {
  downloadProgressUpdate: (resourceID: string, progressRate: number) => void;
  songLineScoreComplete: (LineScoreInfo: ZegoSongLineScoreInfo) => void;
}

/** The licensed music service: every member answers 1017041. */
export interface ZegoCopyrightedMusic {
  destroyInstance(): void;
  initCopyrightedMusic(config: ZegoCopyrightedMusicConfig): Promise<number>;
  // biome-ignore lint/suspicious/noExplicitAny: the public API says so
  sendExtendedRequest(command: string, params: any): Promise<ZegoCopyrightedMusicSendExtendedRequestResponse>;
  requestResource(
    config: ZegoCopyrightedMusicRequestConfig,
    type: ZegoCopyrightedMusicResourceType,
  ): Promise<ZegoCopyrightedMusicRequestResourceResponse>;
  getSharedResource(
    config: ZegoCopyrightedMusicRequestConfig,
    type: ZegoCopyrightedMusicResourceType,
  ): Promise<ZegoCopyrightedMusicRequestResourceResponse>;
  getSharedResourceByToken(
    config: ZegoCopyrightedMusicRequestSharedResourceByTokenConfig,
  ): Promise<ZegoCopyrightedMusicRequestResourceResponse>;
  getLrcLyric(songID: string, vendorID: ZegoCopyrightedMusicVendorID): Promise<ZegoCopyrightedMusicGetLrcLyricResponse>;
  getKrcLyricByToken(krcToken: string): Promise<ZegoCopyrightedMusicGetKrcLyricByTokenResponse>;
  download(resourceID: string): Promise<ZegoCopyrightedMusicDownloadResponse>;
  clearCache(): void;
  startScore(params: ZegoStartScoreParams): Promise<number>;
  stopScore(resourceID: string): number;
  pauseScore(resourceID: string): number;
  resumeScore(resourceID: string): number;
  resetScore(resourceID: string): number;
  getPreviousScore(resourceID: string): Promise<number>;
  getAverageScore(resourceID: string): Promise<number>;
  getTotalScore(resourceID: string): Promise<number>;
  getFullScore(resourceID: string): Promise<number>;
  getStandardPitch(resourceID: string): Promise<ZegoCopyrightedMusicGetStandardPitchResponse>;
  getCurrentPitch(resourceID: string): Promise<number>;
  setScoringLevel(level: number): void;
  getDuration(resourceID: string): number;
  on<k extends keyof ZegoCopyrightedMusicEvent>(event: k, callBack: ZegoCopyrightedMusicEvent[k]): boolean;
  off<k extends keyof ZegoCopyrightedMusicEvent>(event: k, callBack?: ZegoCopyrightedMusicEvent[k]): boolean;
}
