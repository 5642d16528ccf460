/**
 * The enumerations of the public API. JavaScript callers write the values; TypeScript callers may use the names.
 * (Objects and types of one name instead of `enum`: they vanish from a bundle that does not use them.)
 */

/** Why a room's state changed (event roomStateChanged). */
export const ZegoRoomStateChangedReason = {
  Logining: 'LOGINING',
  Logined: 'LOGINED',
  LoginFailed: 'LOGIN_FAILED',
  Reconnecting: 'RECONNECTING',
  Reconnected: 'RECONNECTED',
  ReconnectFailed: 'RECONNECT_FAILED',
  Kickout: 'KICKOUT',
  Logout: 'LOGOUT',
  LogoutFailed: 'LOGOUT_FAILED',
} as const;
export type ZegoRoomStateChangedReason = (typeof ZegoRoomStateChangedReason)[keyof typeof ZegoRoomStateChangedReason];

/** Which part of a local stream `updatePublishingStream` brings up to date. */
export const ZegoStreamUpdateType = { video: 0, audio: 1, videoAndAudio: 2 } as const;
export type ZegoStreamUpdateType = (typeof ZegoStreamUpdateType)[keyof typeof ZegoStreamUpdateType];

/** Grade of a stream's quality in the statistics. */
export const QualityGrade = { Unknown: -1, Excellent: 0, Good: 1, Middle: 2, Poor: 3, Die: 4 } as const;
export type QualityGrade = (typeof QualityGrade)[keyof typeof QualityGrade];

/** Presets of capture for a kind of app (`options.scenario`, `setRoomScenario`). */
export const ZegoScenario = {
  Default: 3,
  StandardVideoCall: 4,
  HighVideoCall: 5,
  StandardChatroom: 6,
  HighQualityChatroom: 7,
  Broadcast: 8,
  Karaoke: 9,
  UNKNOWN: 100,
} as const;
export type ZegoScenario = (typeof ZegoScenario)[keyof typeof ZegoScenario];

/** What the user shares (`ZegoLocalStream.getScreenDisplaySurface`). */
export const ScreenDisplaySurface = { browser: 'browser', window: 'window', monitor: 'monitor', unknown: 'unknown' } as const;
export type ScreenDisplaySurface = (typeof ScreenDisplaySurface)[keyof typeof ScreenDisplaySurface];

/** Form of supplemental information in the video. */
export const ZegoSEIType = { ZegoDefined: 0, UserUnregister: 1 } as const;
export type ZegoSEIType = (typeof ZegoSEIType)[keyof typeof ZegoSEIType];

/** Whether moderation may look at a stream. */
export const ZegoInspectFlagType = { Allow: 0, NotAllow: 1 } as const;
export type ZegoInspectFlagType = (typeof ZegoInspectFlagType)[keyof typeof ZegoInspectFlagType];

/** Which link bandwidth adaptation watches. */
export const TrafficControlFocusOnMode = { TrafficControlFocusOnLocalOnly: 0, TrafficControlFocusOnRemote: 1 } as const;
export type TrafficControlFocusOnMode = (typeof TrafficControlFocusOnMode)[keyof typeof TrafficControlFocusOnMode];

/** What happens below the minimum video bitrate. */
export const TrafficControlMinVideoBitrateMode = { NoVideo: 0 } as const;
export type TrafficControlMinVideoBitrateMode =
  (typeof TrafficControlMinVideoBitrateMode)[keyof typeof TrafficControlMinVideoBitrateMode];

/** Where a played stream comes from: 0 RTC, 1 CDN, 2 low-latency live, 5 custom. */
export type ZegoResourceType = 0 | 1 | 2 | 5;

/** Codecs in `publisherVideoEncoderChanged`; the default is H.264. */
export const ZegoVideoCodecID = { ZegoVideoCodecIDDefault: 0, ZegoVideoCodecIDVp8: 2, ZegoVideoCodecIDH265: 4 } as const;
export type ZegoVideoCodecID = (typeof ZegoVideoCodecID)[keyof typeof ZegoVideoCodecID];

/** What background processing looks for. */
export const Segmentation = { PortraitSegmentation: 0 } as const;
export type Segmentation = (typeof Segmentation)[keyof typeof Segmentation];

/** Whether dark pictures are brightened. */
export const ZegoLowlightEnhancementMode = { Off: 0, On: 1 } as const;
export type ZegoLowlightEnhancementMode = (typeof ZegoLowlightEnhancementMode)[keyof typeof ZegoLowlightEnhancementMode];
