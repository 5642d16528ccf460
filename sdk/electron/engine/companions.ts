import type {
  ZegoCopyrightedMusicResourceType,
  ZegoCopyrightedMusicType,
  ZegoCopyrightedMusicVendorID,
} from '../definitions/enums/music.ts';
import type {
  ZegoLiveAudioEffectMode,
  ZegoMediaPlayerAudioChannel,
  ZegoMediaPlayerAudioTrackMode,
  ZegoMediaPlayerState,
} from '../definitions/enums/players.ts';
import type { ZegoVoiceChangerParam } from '../definitions/structures/audio.ts';
import type {
  ZegoCopyrightedMusicConfig,
  ZegoCopyrightedMusicGetLyricConfig,
  ZegoCopyrightedMusicGetSharedConfig,
  ZegoCopyrightedMusicGetSharedConfigV2,
  ZegoCopyrightedMusicQueryCacheConfig,
  ZegoCopyrightedMusicQueryCacheConfigV2,
  ZegoCopyrightedMusicRequestConfig,
  ZegoCopyrightedMusicRequestConfigV2,
} from '../definitions/structures/music.ts';
import type { ZegoAudioEffectPlayConfig, ZegoMediaPlayerMediaInfo } from '../definitions/structures/players.ts';
import type { ZegoView } from '../definitions/structures/video.ts';
import type { Emitter } from './Emitter.ts';
import type { Result } from './members/EngineBase.ts';

/** Not provided: every member answers 1000010. */
export interface ZegoMediaPlayer extends Emitter {
  loadResource(path: string): Promise<Result>;
  loadResourceWithPosition(path: string, startPosition: number): Promise<Result>;
  loadCopyrightedMusicResourceWithPosition(resourceID: string, startPosition: number): Promise<Result>;
  start(): void;
  stop(): void;
  pause(): void;
  resume(): void;
  seekTo(millisecond: number): Promise<Result>;
  enableRepeat(enable: boolean): void;
  enableAux(enable: boolean): void;
  muteLocal(mute: boolean): void;
  setPlayerView(view: ZegoView | null): void;
  setVolume(volume: number): void;
  setPlayVolume(volume: number): void;
  setPublishVolume(volume: number): void;
  setProgressInterval(millisecond: number): void;
  getPlayVolume(): number;
  getPublishVolume(): number;
  getTotalDuration(): number;
  getCurrentProgress(): number;
  getCurrentRenderingProgress(): number;
  getAudioTrackCount(): number;
  setAudioTrackIndex(index: number): void;
  setAudioTrackMode(mode: ZegoMediaPlayerAudioTrackMode): void;
  setAudioTrackPublishIndex(index: number): void;
  getCurrentState(): ZegoMediaPlayerState;
  getIndex(): number;
  takeSnapshot(): Promise<Result>;
  enableSoundLevelMonitor(enable: boolean, millisecond: number): void;
  enableFrequencySpectrumMonitor(enable: boolean, millisecond: number): void;
  getMediaInfo(): ZegoMediaPlayerMediaInfo;
  enablePublishVideo(enable: boolean, channel: number): void;
  getCustomVideoCapturePlugin(): number;
  registerCustomAudioProcessPlugin(plugin: number): void;
  unregisterCustomAudioProcessPlugin(): void;
  enableLiveAudioEffect(enable: boolean, mode: ZegoLiveAudioEffectMode): void;
  enableLocalCache(enable: boolean, cacheDir?: string): void;
  setVoiceChangerParam(audioChannel: ZegoMediaPlayerAudioChannel, param: ZegoVoiceChangerParam): void;
}

/** Not provided: every member answers 1000010. */
export interface ZegoAudioEffectPlayer extends Emitter {
  start(audioEffectID: number, path: string, config?: ZegoAudioEffectPlayConfig | null): void;
  stop(audioEffectID: number): void;
  pause(audioEffectID: number): void;
  resume(audioEffectID: number): void;
  stopAll(): void;
  pauseAll(): void;
  resumeAll(): void;
  seekTo(audioEffectID: number, millisecond: number): Promise<Result>;
  setVolume(audioEffectID: number, volume: number): void;
  setPlayVolume(audioEffectID: number, volume: number): void;
  setPublishVolume(audioEffectID: number, volume: number): void;
  setVolumeAll(volume: number): void;
  setPlayVolumeAll(volume: number): void;
  setPublishVolumeAll(volume: number): void;
  setPlaySpeed(audioEffectID: number, speed: number): void;
  getTotalDuration(audioEffectID: number): number;
  getCurrentProgress(audioEffectID: number): number;
  loadResource(audioEffectID: number, path: string): Promise<Result>;
  unloadResource(audioEffectID: number): void;
  getIndex(): number;
}

/** Not provided: every member answers 1017041. */
export interface ZegoCopyrightedMusic extends Emitter {
  initCopyrightedMusic(config: ZegoCopyrightedMusicConfig): Promise<Result>;
  getCacheSize(): number;
  clearCache(): void;
  sendExtendedRequest(command: string, params: string): Promise<Result>;
  getLrcLyricWithVendorID(songID: string, vendorID: ZegoCopyrightedMusicVendorID): Promise<Result>;
  getLrcLyricWithConfig(config: ZegoCopyrightedMusicGetLyricConfig): Promise<Result>;
  getKrcLyricByToken(krcToken: string): Promise<Result>;
  requestResource(config: ZegoCopyrightedMusicRequestConfig, type: ZegoCopyrightedMusicResourceType): Promise<Result>;
  requestResourceWithConfigV2(config: ZegoCopyrightedMusicRequestConfigV2): Promise<Result>;
  getSharedResource(config: ZegoCopyrightedMusicGetSharedConfig, type: ZegoCopyrightedMusicResourceType): Promise<Result>;
  getSharedResourceWithConfigV2(config: ZegoCopyrightedMusicGetSharedConfigV2): Promise<Result>;
  download(resourceID: string): Promise<Result>;
  cancelDownload(resourceID?: string | null): void;
  queryCacheWithConfig(config: ZegoCopyrightedMusicQueryCacheConfig): boolean;
  queryCacheWithConfigV2(config: ZegoCopyrightedMusicQueryCacheConfigV2): boolean;
  getDuration(resourceID: string): number;
  setScoringLevel(level: number): void;
  startScore(resourceID: string, pitchValueInterval: number): number;
  pauseScore(resourceID: string): number;
  resumeScore(resourceID: string): number;
  stopScore(resourceID: string): number;
  resetScore(resourceID: string): number;
  getPreviousScore(resourceID: string): number;
  getAverageScore(resourceID: string): number;
  getTotalScore(resourceID: string): number;
  getFullScore(resourceID: string): number;
  getStandardPitch(resourceID: string): Promise<Result>;
  getCurrentPitch(resourceID: string): number;
  requestSong(config: ZegoCopyrightedMusicRequestConfig): Promise<Result>;
  requestAccompaniment(config: ZegoCopyrightedMusicRequestConfig): Promise<Result>;
  requestAccompanimentClip(config: ZegoCopyrightedMusicRequestConfig): Promise<Result>;
  getMusicByToken(shareToken: string): Promise<Result>;
  getLrcLyric(songID: string): Promise<Result>;
  queryCache(songID: string, type: ZegoCopyrightedMusicType): boolean;
  queryCacheWithVendorID(songID: string, type: ZegoCopyrightedMusicType, vendorID: ZegoCopyrightedMusicVendorID): boolean;
}
