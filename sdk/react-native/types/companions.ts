import type { ZegoVoiceChangerParam } from './effects.ts';
import type {
  ZegoAudioEffectPlayState,
  ZegoLiveAudioEffectMode,
  ZegoMediaPlayerAudioChannel,
  ZegoMediaPlayerAudioTrackMode,
  ZegoMediaPlayerFirstFrameEvent,
  ZegoMediaPlayerNetworkEvent,
  ZegoMediaPlayerState,
  ZegoMediaStreamType,
} from './enums/index.ts';
import type { ZegoView } from './media.ts';
import type {
  ZegoAudioEffectPlayerLoadResourceResult,
  ZegoAudioEffectPlayerSeekToResult,
  ZegoCopyrightedMusicDownloadResult,
  ZegoCopyrightedMusicGetKrcLyricByTokenResult,
  ZegoCopyrightedMusicGetLrcLyricResult,
  ZegoCopyrightedMusicGetSharedResourceResult,
  ZegoCopyrightedMusicGetStandardPitchResult,
  ZegoCopyrightedMusicInitResult,
  ZegoCopyrightedMusicRequestResourceResult,
  ZegoCopyrightedMusicSendExtendedRequestResult,
  ZegoMediaPlayerLoadResourceResult,
  ZegoMediaPlayerSeekToResult,
  ZegoMediaPlayerTakeSnapshotResult,
} from './results.ts';
import type {
  ZegoAudioEffectPlayConfig,
  ZegoCopyrightedMusicConfig,
  ZegoCopyrightedMusicGetLyricConfig,
  ZegoCopyrightedMusicGetSharedConfigV2,
  ZegoCopyrightedMusicQueryCacheConfigV2,
  ZegoCopyrightedMusicRequestConfigV2,
  ZegoMediaPlayerMediaInfo,
  ZegoMediaPlayerResource,
  ZegoMediaPlayerStatisticsInfo,
  ZegoNetWorkResourceCache,
} from './services.ts';

/** Plays files and streams of an app. `createMediaPlayer` resolves null here: there is none. */
export abstract class ZegoMediaPlayer {
  abstract loadResource(path: string): Promise<ZegoMediaPlayerLoadResourceResult>;
  abstract loadResourceWithConfig(resource: ZegoMediaPlayerResource): Promise<ZegoMediaPlayerLoadResourceResult>;
  abstract start(): Promise<void>;
  abstract stop(): Promise<void>;
  abstract pause(): Promise<void>;
  abstract resume(): Promise<void>;
  abstract seekTo(millisecond: number): Promise<ZegoMediaPlayerSeekToResult>;
  abstract enableRepeat(enable: boolean): Promise<void>;
  abstract setPlaySpeed(speed: number): Promise<void>;
  abstract enableAux(enable: boolean): Promise<void>;
  abstract muteLocal(mute: boolean): Promise<void>;
  abstract setPlayerView(view: ZegoView): Promise<void>;
  abstract setVolume(volume: number): Promise<void>;
  abstract setPlayVolume(volume: number): Promise<void>;
  abstract setPublishVolume(volume: number): Promise<void>;
  abstract setProgressInterval(millisecond: number): Promise<void>;
  abstract getPlayVolume(): Promise<number>;
  abstract getPublishVolume(): Promise<number>;
  abstract getTotalDuration(): Promise<number>;
  abstract getCurrentProgress(): Promise<number>;
  abstract getCurrentRenderingProgress(): Promise<number>;
  abstract getAudioTrackCount(): Promise<number>;
  abstract setAudioTrackIndex(index: number): Promise<void>;
  abstract setAudioTrackMode(mode: ZegoMediaPlayerAudioTrackMode): Promise<void>;
  abstract setAudioTrackPublishIndex(index: number): Promise<void>;
  abstract enableVoiceChanger(
    audioChannel: ZegoMediaPlayerAudioChannel,
    enable: boolean,
    param: ZegoVoiceChangerParam,
  ): Promise<void>;
  abstract getCurrentState(): Promise<ZegoMediaPlayerState>;
  abstract getIndex(): number;
  abstract takeSnapshot(): Promise<ZegoMediaPlayerTakeSnapshotResult>;
  abstract setNetWorkResourceMaxCache(time: number, size: number): Promise<void>;
  abstract getNetWorkResourceCache(): Promise<ZegoNetWorkResourceCache>;
  abstract setNetWorkBufferThreshold(threshold: number): Promise<void>;
  abstract enableSoundLevelMonitor(enable: boolean, millisecond: number): Promise<void>;
  abstract enableFrequencySpectrumMonitor(enable: boolean, millisecond: number): Promise<void>;
  abstract setActiveAudioChannel(audioChannel: ZegoMediaPlayerAudioChannel): Promise<void>;
  abstract clearView(): Promise<void>;
  abstract getMediaInfo(): Promise<ZegoMediaPlayerMediaInfo>;
  abstract on<K extends keyof ZegoMediaPlayerListener>(event: K, callback: ZegoMediaPlayerListener[K]): void;
  abstract off<K extends keyof ZegoMediaPlayerListener>(event: K, callback?: ZegoMediaPlayerListener[K]): void;
  abstract updatePosition(position: number[]): Promise<void>;
  abstract setHttpHeader(headers: Record<string, string>): Promise<void>;
  abstract setPlayMediaStreamType(streamType: ZegoMediaStreamType): Promise<void>;
  abstract enableLiveAudioEffect(enable: boolean, mode: ZegoLiveAudioEffectMode): Promise<void>;
  abstract enableLocalCache(enable: boolean, cacheDir: string): Promise<void>;
  abstract enableViewMirror(enable: boolean): Promise<void>;
  abstract getPlaybackStatistics(): Promise<ZegoMediaPlayerStatisticsInfo>;
}

/** What a media player would tell. */
export type ZegoMediaPlayerListener = {
  mediaPlayerStateUpdate: (mediaPlayer: ZegoMediaPlayer, state: ZegoMediaPlayerState, errorCode: number) => void;
  mediaPlayerNetworkEvent: (mediaPlayer: ZegoMediaPlayer, networkEvent: ZegoMediaPlayerNetworkEvent) => void;
  mediaPlayerPlayingProgress: (mediaPlayer: ZegoMediaPlayer, millisecond: number) => void;
  mediaPlayerRenderingProgress: (mediaPlayer: ZegoMediaPlayer, millisecond: number) => void;
  mediaPlayerVideoSizeChanged: (mediaPlayer: ZegoMediaPlayer, width: number, height: number) => void;
  mediaPlayerRecvSEI: (mediaPlayer: ZegoMediaPlayer, data: Uint8Array) => void;
  mediaPlayerSoundLevelUpdate: (mediaPlayer: ZegoMediaPlayer, soundLevel: number) => void;
  mediaPlayerFrequencySpectrumUpdate: (mediaPlayer: ZegoMediaPlayer, spectrumList: number[]) => void;
  mediaPlayerFirstFrameEvent: (mediaPlayer: ZegoMediaPlayer, event: ZegoMediaPlayerFirstFrameEvent) => void;
  mediaPlayerLocalCache: (mediaPlayer: ZegoMediaPlayer, errorCode: number, resource: string, cachedFile: string) => void;
};

/** Plays short sounds. `createAudioEffectPlayer` resolves null here: there is none. */
export abstract class ZegoAudioEffectPlayer {
  abstract start(audioEffectID: number, path?: string, config?: ZegoAudioEffectPlayConfig): Promise<void>;
  abstract stop(audioEffectID: number): Promise<void>;
  abstract pause(audioEffectID: number): Promise<void>;
  abstract resume(audioEffectID: number): Promise<void>;
  abstract stopAll(): Promise<void>;
  abstract pauseAll(): Promise<void>;
  abstract resumeAll(): Promise<void>;
  abstract seekTo(audioEffectID: number, millisecond: number): Promise<ZegoAudioEffectPlayerSeekToResult>;
  abstract setVolume(audioEffectID: number, volume: number): Promise<void>;
  abstract setVolumeAll(volume: number): Promise<void>;
  abstract getTotalDuration(audioEffectID: number): Promise<number>;
  abstract getCurrentProgress(audioEffectID: number): Promise<number>;
  abstract loadResource(audioEffectID: number, path: string): Promise<ZegoAudioEffectPlayerLoadResourceResult>;
  abstract unloadResource(audioEffectID: number): Promise<void>;
  abstract getIndex(): number;
  abstract on<K extends keyof ZegoAudioEffectPlayerListener>(event: K, callback: ZegoAudioEffectPlayerListener[K]): void;
  abstract off<K extends keyof ZegoAudioEffectPlayerListener>(event: K, callback?: ZegoAudioEffectPlayerListener[K]): void;
}

/** What an audio effect player would tell. */
export type ZegoAudioEffectPlayerListener = {
  audioEffectPlayerStateUpdate: (
    audioEffectPlayer: ZegoAudioEffectPlayer,
    audioEffectID: number,
    state: ZegoAudioEffectPlayState,
    errorCode: number,
  ) => void;
};

/** Licensed music. `createCopyrightedMusic` resolves null here: there is none. */
export abstract class ZegoCopyrightedMusic {
  abstract initCopyrightedMusic(config: ZegoCopyrightedMusicConfig): Promise<ZegoCopyrightedMusicInitResult>;
  abstract getCacheSize(): Promise<number>;
  abstract clearCache(): Promise<void>;
  abstract sendExtendedRequest(command: string, params: string): Promise<ZegoCopyrightedMusicSendExtendedRequestResult>;
  abstract getLrcLyric(config: ZegoCopyrightedMusicGetLyricConfig): Promise<ZegoCopyrightedMusicGetLrcLyricResult>;
  abstract getKrcLyricByToken(krcToken: string): Promise<ZegoCopyrightedMusicGetKrcLyricByTokenResult>;
  abstract requestResource(config: ZegoCopyrightedMusicRequestConfigV2): Promise<ZegoCopyrightedMusicRequestResourceResult>;
  abstract getSharedResource(config: ZegoCopyrightedMusicGetSharedConfigV2): Promise<ZegoCopyrightedMusicGetSharedResourceResult>;
  abstract download(resourceID: string): Promise<ZegoCopyrightedMusicDownloadResult>;
  abstract cancelDownload(resourceID: string): Promise<void>;
  abstract queryCache(config: ZegoCopyrightedMusicQueryCacheConfigV2): Promise<boolean>;
  abstract getDuration(resourceID: string): Promise<number>;
  abstract setScoringLevel(level: number): Promise<void>;
  abstract startScore(resourceID: string, pitchValueInterval: number): Promise<number>;
  abstract pauseScore(resourceID: string): Promise<number>;
  abstract resumeScore(resourceID: string): Promise<number>;
  abstract stopScore(resourceID: string): Promise<number>;
  abstract resetScore(resourceID: string): Promise<number>;
  abstract getPreviousScore(resourceID: string): Promise<number>;
  abstract getAverageScore(resourceID: string): Promise<number>;
  abstract getTotalScore(resourceID: string): Promise<number>;
  abstract getFullScore(resourceID: string): Promise<number>;
  abstract getStandardPitch(resourceID: string): Promise<ZegoCopyrightedMusicGetStandardPitchResult>;
  abstract getCurrentPitch(resourceID: string): Promise<number>;
  abstract on<K extends keyof ZegoCopyrightedMusicListener>(event: K, callback: ZegoCopyrightedMusicListener[K]): void;
  abstract off<K extends keyof ZegoCopyrightedMusicListener>(event: K, callback?: ZegoCopyrightedMusicListener[K]): void;
}

/** What licensed music would tell. */
export type ZegoCopyrightedMusicListener = {
  downloadProgressUpdate: (copyrightedMusic: ZegoCopyrightedMusic, resourceID: string, progressRate: number) => void;
  currentPitchValueUpdate: (
    copyrightedMusic: ZegoCopyrightedMusic,
    resourceID: string,
    currentDuration: number,
    pitchValue: number,
  ) => void;
};
