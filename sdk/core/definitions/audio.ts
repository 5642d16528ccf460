/**
 * State of an audio effect.
 * @enum
 */
export const ZegoAudioEffectPlayState = {
  NoPlay: 0,
  Playing: 1,
  Pausing: 2,
  PlayEnded: 3,
} as const;
export type ZegoAudioEffectPlayState = (typeof ZegoAudioEffectPlayState)[keyof typeof ZegoAudioEffectPlayState];

/**
 * Who hears a live audio effect.
 * @enum
 */
export const ZegoLiveAudioEffectMode = {
  None: 0,
  Local: 1,
  Publish: 2,
  All: 3,
} as const;
export type ZegoLiveAudioEffectMode = (typeof ZegoLiveAudioEffectMode)[keyof typeof ZegoLiveAudioEffectMode];
