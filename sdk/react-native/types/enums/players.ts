export {
  ZegoMediaPlayerAudioChannel,
  ZegoMediaPlayerAudioTrackMode,
  ZegoMediaPlayerFirstFrameEvent,
  ZegoMediaPlayerNetworkEvent,
  ZegoMediaPlayerState,
} from '@liuyun/core/definitions/players';

/**
 * How a resource is loaded.
 * @enum
 */
export const ZegoMultimediaLoadType = {
  FilePath: 0,
  Memory: 1,
  ResourceID: 2,
} as const;
export type ZegoMultimediaLoadType = (typeof ZegoMultimediaLoadType)[keyof typeof ZegoMultimediaLoadType];

/**
 * What of a resource is played.
 * @enum
 */
export const ZegoMediaStreamType = {
  Audio: 0,
  Video: 1,
  AV: 2,
} as const;
export type ZegoMediaStreamType = (typeof ZegoMediaStreamType)[keyof typeof ZegoMediaStreamType];
