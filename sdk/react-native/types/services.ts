import type {
  ZegoAlphaLayoutType,
  ZegoAudioChannel,
  ZegoAudioCodecID,
  ZegoDataRecordType,
  ZegoMixerInputContentType,
  ZegoMultimediaLoadType,
  ZegoStreamAlignmentMode,
} from './enums/index.ts';
import type { ZegoPublishStreamQuality, ZegoRect } from './media.ts';
import type { ZegoUser } from './room.ts';

/** Sound of a mix. */
export type ZegoMixerAudioConfig = {
  bitrate: number;
  channel: ZegoAudioChannel;
  codecID: ZegoAudioCodecID;
};

/** Picture of a mix. */
export type ZegoMixerVideoConfig = {
  width: number;
  height: number;
  fps: number;
  bitrate: number;
};

/** A stream that goes into a mix. */
export type ZegoMixerInput = {
  streamID: string;
  contentType: ZegoMixerInputContentType;
  layout: ZegoRect;
  soundLevelID: number;
};

/** Where a mix goes. */
export type ZegoMixerOutput = {
  target: string;
};

/** A mix. */
export type ZegoMixerTask = {
  taskID: string;
  inputList: ZegoMixerInput[];
  outputList: ZegoMixerOutput[];
  videoConfig: ZegoMixerVideoConfig;
  audioConfig: ZegoMixerAudioConfig;
  enableSoundLevel: boolean;
  streamAlignmentMode: ZegoStreamAlignmentMode;
};

/** What is recorded, and where. */
export type ZegoDataRecordConfig = {
  filePath: string;
  recordType: ZegoDataRecordType;
};

/** How far a recording has come. */
export type ZegoDataRecordProgress = {
  duration: number;
  currentFileSize: number;
  quality: ZegoPublishStreamQuality;
};

/** How an audio effect is played. */
export type ZegoAudioEffectPlayConfig = {
  playCount: number;
  isPublishOut: boolean;
};

/** What a media player has loaded. */
export type ZegoNetWorkResourceCache = {
  time: number;
  size: number;
};

/** What a media player plays. */
export type ZegoMediaPlayerResource = {
  loadType: ZegoMultimediaLoadType;
  startPosition?: number;
  alphaLayout?: ZegoAlphaLayoutType;
  filePath?: string;
  memory?: Uint8Array;
  resourceID?: string;
};

/** The picture of a resource. */
export type ZegoMediaPlayerMediaInfo = {
  width: number;
  height: number;
  frameRate: number;
};

/** Frame rates of a media player. */
export type ZegoMediaPlayerStatisticsInfo = {
  videoSourceFps: number;
  videoDecodeFps: number;
  videoRenderFps: number;
  audioSourceFps: number;
  audioDecodeFps: number;
  audioRenderFps: number;
};

/** For whom copyrighted music is used. */
export type ZegoCopyrightedMusicConfig = {
  user: ZegoUser;
};

/** Which lyrics. */
export type ZegoCopyrightedMusicGetLyricConfig = {
  songID: string;
  vendorID: number;
};

/** Which music. */
export type ZegoCopyrightedMusicRequestConfigV2 = {
  songID: string;
  mode: number;
  vendorID: number;
  roomID: string;
  masterID: string;
  sceneID: number;
  resourceType: number;
};

/** Which shared music. */
export type ZegoCopyrightedMusicGetSharedConfigV2 = {
  songID: string;
  vendorID: number;
  roomID: string;
  resourceType: number;
};

/** Which cached music. */
export type ZegoCopyrightedMusicQueryCacheConfigV2 = {
  songID: string;
  resourceType: number;
  resourceQualityType: number;
  vendorID: number;
};
