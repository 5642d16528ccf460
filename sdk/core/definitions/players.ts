/**
 * Which side of a media player’s sound.
 * @enum
 */
export const ZegoMediaPlayerAudioChannel = {
  Left: 0,
  Right: 1,
  All: 2,
} as const;
export type ZegoMediaPlayerAudioChannel = (typeof ZegoMediaPlayerAudioChannel)[keyof typeof ZegoMediaPlayerAudioChannel];

/**
 * How many sound tracks a media player plays.
 * @enum
 */
export const ZegoMediaPlayerAudioTrackMode = {
  Normal: 0,
  Multiple: 1,
} as const;
export type ZegoMediaPlayerAudioTrackMode = (typeof ZegoMediaPlayerAudioTrackMode)[keyof typeof ZegoMediaPlayerAudioTrackMode];

/**
 * The first picture or sound of a media player.
 * @enum
 */
export const ZegoMediaPlayerFirstFrameEvent = {
  VideoRendered: 0,
  AudioRendered: 1,
} as const;
export type ZegoMediaPlayerFirstFrameEvent = (typeof ZegoMediaPlayerFirstFrameEvent)[keyof typeof ZegoMediaPlayerFirstFrameEvent];

/**
 * Waiting of a media player for the network.
 * @enum
 */
export const ZegoMediaPlayerNetworkEvent = {
  BufferBegin: 0,
  BufferEnded: 1,
} as const;
export type ZegoMediaPlayerNetworkEvent = (typeof ZegoMediaPlayerNetworkEvent)[keyof typeof ZegoMediaPlayerNetworkEvent];

/**
 * State of a media player.
 * @enum
 */
export const ZegoMediaPlayerState = {
  NoPlay: 0,
  Playing: 1,
  Pausing: 2,
  PlayEnded: 3,
} as const;
export type ZegoMediaPlayerState = (typeof ZegoMediaPlayerState)[keyof typeof ZegoMediaPlayerState];
