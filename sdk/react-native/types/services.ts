import {
  ZegoAlphaLayoutType,
  ZegoAudioChannel,
  ZegoAudioCodecID,
  type ZegoDataRecordType,
  type ZegoMixerInputContentType,
  ZegoMultimediaLoadType,
  ZegoStreamAlignmentMode,
} from './enums/index.ts';
import type { ZegoPublishStreamQuality, ZegoRect } from './media.ts';
import type { ZegoUser } from './room.ts';

/** Sound of a mix. */
export class ZegoMixerAudioConfig {
  bitrate: number;
  channel: ZegoAudioChannel;
  codecID: ZegoAudioCodecID;

  constructor(bitrate: number, channel: ZegoAudioChannel, codecID: ZegoAudioCodecID) {
    this.bitrate = bitrate;
    this.channel = channel;
    this.codecID = codecID;
  }
}

/** Picture of a mix. */
export class ZegoMixerVideoConfig {
  width: number;
  height: number;
  fps: number;
  bitrate: number;

  constructor(width: number, height: number, fps: number, bitrate: number) {
    this.width = width;
    this.height = height;
    this.fps = fps;
    this.bitrate = bitrate;
  }
}

/** A stream that goes into a mix. */
export class ZegoMixerInput {
  streamID: string;
  contentType: ZegoMixerInputContentType;
  layout: ZegoRect;
  soundLevelID: number;

  constructor(streamID: string, contentType: ZegoMixerInputContentType, layout: ZegoRect, soundLevelID: number) {
    this.streamID = streamID;
    this.contentType = contentType;
    this.layout = layout;
    this.soundLevelID = soundLevelID;
  }
}

/** Where a mix goes. */
export class ZegoMixerOutput {
  target: string;

  constructor(target: string) {
    this.target = target;
  }
}

/** A mix. */
export class ZegoMixerTask {
  taskID: string;
  inputList: ZegoMixerInput[];
  outputList: ZegoMixerOutput[];
  videoConfig: ZegoMixerVideoConfig;
  audioConfig: ZegoMixerAudioConfig;
  enableSoundLevel: boolean;
  streamAlignmentMode: ZegoStreamAlignmentMode;

  constructor(taskID: string) {
    this.taskID = taskID;
    this.inputList = [];
    this.outputList = [];
    this.videoConfig = new ZegoMixerVideoConfig(360, 640, 15, 600);
    this.audioConfig = new ZegoMixerAudioConfig(48, ZegoAudioChannel.Mono, ZegoAudioCodecID.Normal);
    this.enableSoundLevel = false;
    this.streamAlignmentMode = ZegoStreamAlignmentMode.None;
  }
}

/** What is recorded, and where. */
export class ZegoDataRecordConfig {
  filePath: string;
  recordType: ZegoDataRecordType;

  constructor(filePath: string, recordType: ZegoDataRecordType) {
    this.filePath = filePath;
    this.recordType = recordType;
  }
}

/** How far a recording has come. */
export class ZegoDataRecordProgress {
  duration: number;
  currentFileSize: number;
  quality: ZegoPublishStreamQuality;

  constructor(duration: number, currentFileSize: number, quality: ZegoPublishStreamQuality) {
    this.duration = duration;
    this.currentFileSize = currentFileSize;
    this.quality = quality;
  }
}

/** How an audio effect is played. */
export class ZegoAudioEffectPlayConfig {
  playCount: number;
  isPublishOut: boolean;

  constructor(playCount: number, isPublishOut: boolean) {
    this.playCount = playCount;
    this.isPublishOut = isPublishOut;
  }
}

/** What a media player has loaded. */
export type ZegoNetWorkResourceCache = {
  time: number;
  size: number;
};

/** What a media player plays. */
export class ZegoMediaPlayerResource {
  loadType: ZegoMultimediaLoadType;
  startPosition?: number;
  alphaLayout?: ZegoAlphaLayoutType;
  filePath?: string;
  memory?: Uint8Array;
  resourceID?: string;

  constructor() {
    this.loadType = ZegoMultimediaLoadType.FilePath;
    this.startPosition = 0;
    this.alphaLayout = ZegoAlphaLayoutType.None;
    this.filePath = '';
    this.resourceID = '';
  }
}

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
export class ZegoCopyrightedMusicConfig {
  user: ZegoUser;

  constructor(user: ZegoUser) {
    this.user = user;
  }
}

/** Which lyrics. */
export class ZegoCopyrightedMusicGetLyricConfig {
  songID: string;
  vendorID: number;

  constructor(songID: string, vendorID: number) {
    this.songID = songID;
    this.vendorID = vendorID;
  }
}

/** Which music. */
export class ZegoCopyrightedMusicRequestConfigV2 {
  songID: string;
  mode: number;
  vendorID: number;
  roomID: string;
  masterID: string;
  sceneID: number;
  resourceType: number;

  constructor(
    songID: string,
    mode: number,
    vendorID: number,
    roomID: string,
    masterID: string,
    sceneID: number,
    resourceType: number,
  ) {
    this.songID = songID;
    this.mode = mode;
    this.vendorID = vendorID;
    this.roomID = roomID;
    this.masterID = masterID;
    this.sceneID = sceneID;
    this.resourceType = resourceType;
  }
}

/** Which shared music. */
export class ZegoCopyrightedMusicGetSharedConfigV2 {
  songID: string;
  vendorID: number;
  roomID: string;
  resourceType: number;

  constructor(songID: string, vendorID: number, roomID: string, resourceType: number) {
    this.songID = songID;
    this.vendorID = vendorID;
    this.roomID = roomID;
    this.resourceType = resourceType;
  }
}

/** Which cached music. */
export class ZegoCopyrightedMusicQueryCacheConfigV2 {
  songID: string;
  resourceType: number;
  resourceQualityType: number;
  vendorID: number;

  constructor(songID: string, resourceType: number, resourceQualityType: number, vendorID: number) {
    this.songID = songID;
    this.resourceType = resourceType;
    this.resourceQualityType = resourceQualityType;
    this.vendorID = vendorID;
  }
}
