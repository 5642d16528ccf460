// Media players, effects, mixing. Numbers are those of the documented API.

/** Audio Effect Play State. */
export const ZegoAudioEffectPlayState = { NoPlay: 0, Playing: 1, Pausing: 2, PlayEnded: 3 } as const;
export type ZegoAudioEffectPlayState = (typeof ZegoAudioEffectPlayState)[keyof typeof ZegoAudioEffectPlayState];

/** Font Type. */
export const ZegoFontType = { SourceHanSans: 0, AlibabaSans: 1, PangMenZhengDaoTitle: 2, HappyZcool: 3 } as const;
export type ZegoFontType = (typeof ZegoFontType)[keyof typeof ZegoFontType];

/** Live Audio Effect Mode. */
export const ZegoLiveAudioEffectMode = { None: 0, Local: 1, Publish: 2, All: 3 } as const;
export type ZegoLiveAudioEffectMode = (typeof ZegoLiveAudioEffectMode)[keyof typeof ZegoLiveAudioEffectMode];

/** Media Player Audio Channel. */
export const ZegoMediaPlayerAudioChannel = { Left: 0, Right: 1, All: 2 } as const;
export type ZegoMediaPlayerAudioChannel = (typeof ZegoMediaPlayerAudioChannel)[keyof typeof ZegoMediaPlayerAudioChannel];

/** Media Player Audio Track Mode. */
export const ZegoMediaPlayerAudioTrackMode = { Normal: 0, Multiple: 1 } as const;
export type ZegoMediaPlayerAudioTrackMode = (typeof ZegoMediaPlayerAudioTrackMode)[keyof typeof ZegoMediaPlayerAudioTrackMode];

/** Media Player First Frame Event. */
export const ZegoMediaPlayerFirstFrameEvent = { VideoRendered: 0, AudioRendered: 1 } as const;
export type ZegoMediaPlayerFirstFrameEvent = (typeof ZegoMediaPlayerFirstFrameEvent)[keyof typeof ZegoMediaPlayerFirstFrameEvent];

/** Media Player Network Event. */
export const ZegoMediaPlayerNetworkEvent = { BufferBegin: 0, BufferEnded: 1 } as const;
export type ZegoMediaPlayerNetworkEvent = (typeof ZegoMediaPlayerNetworkEvent)[keyof typeof ZegoMediaPlayerNetworkEvent];

/** Media Player State. */
export const ZegoMediaPlayerState = { NoPlay: 0, Playing: 1, Pausing: 2, PlayEnded: 3 } as const;
export type ZegoMediaPlayerState = (typeof ZegoMediaPlayerState)[keyof typeof ZegoMediaPlayerState];

/** Mix Render Mode. */
export const ZegoMixRenderMode = { Fill: 0, Fit: 1 } as const;
export type ZegoMixRenderMode = (typeof ZegoMixRenderMode)[keyof typeof ZegoMixRenderMode];

/** Mixer Input Content Type. */
export const ZegoMixerInputContentType = { Audio: 0, Video: 1, VideoOnly: 2 } as const;
export type ZegoMixerInputContentType = (typeof ZegoMixerInputContentType)[keyof typeof ZegoMixerInputContentType];
