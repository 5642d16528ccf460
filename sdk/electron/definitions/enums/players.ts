export {
  ZegoAudioEffectPlayState,
  ZegoLiveAudioEffectMode,
} from '@liuyun/core/definitions/audio';
export {
  ZegoMediaPlayerAudioChannel,
  ZegoMediaPlayerAudioTrackMode,
  ZegoMediaPlayerFirstFrameEvent,
  ZegoMediaPlayerNetworkEvent,
  ZegoMediaPlayerState,
} from '@liuyun/core/definitions/players';
export { ZegoMixerInputContentType } from '@liuyun/core/definitions/records';

/** Font Type. */
export const ZegoFontType = { SourceHanSans: 0, AlibabaSans: 1, PangMenZhengDaoTitle: 2, HappyZcool: 3 } as const;
export type ZegoFontType = (typeof ZegoFontType)[keyof typeof ZegoFontType];

/** Mix Render Mode. */
export const ZegoMixRenderMode = { Fill: 0, Fit: 1 } as const;
export type ZegoMixRenderMode = (typeof ZegoMixRenderMode)[keyof typeof ZegoMixRenderMode];
