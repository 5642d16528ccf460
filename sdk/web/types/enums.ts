/**
 * The enumerations of the public API. JavaScript callers write the values; TypeScript callers may use the names.
 * (Objects and types of one name instead of `enum`: they vanish from a bundle that does not use them.)
 */

/**
 * Why a room's state changed (event roomStateChanged).
 * @enum
 */
export const ZegoRoomStateChangedReason = {
  /** A login has begun. */
  Logining: 'LOGINING',
  /** The room is joined. */
  Logined: 'LOGINED',
  /** The login was refused or not answered; the error code says why. */
  LoginFailed: 'LOGIN_FAILED',
  /** The connection broke and is being restored (1002051). */
  Reconnecting: 'RECONNECTING',
  /** The connection is back; streams go on by themselves. */
  Reconnected: 'RECONNECTED',
  /** Reconnecting was given up (1002053 after `roomRetryTime`, 300 s by default). Log in again. */
  ReconnectFailed: 'RECONNECT_FAILED',
  /** The user was put out: 1002050 logged in elsewhere, 1002055 by the server, 1002056 the token expired. */
  Kickout: 'KICKOUT',
  /** The room was left as asked. */
  Logout: 'LOGOUT',
  /** Leaving went wrong; the room counts as left all the same. */
  LogoutFailed: 'LOGOUT_FAILED',
} as const;
export type ZegoRoomStateChangedReason = (typeof ZegoRoomStateChangedReason)[keyof typeof ZegoRoomStateChangedReason];

/**
 * Which part of a local stream `updatePublishingStream` brings up to date.
 * @enum
 */
export const ZegoStreamUpdateType = {
  /** The picture. */
  video: 0,
  /** The sound. */
  audio: 1,
  /** Both. */
  videoAndAudio: 2,
} as const;
export type ZegoStreamUpdateType = (typeof ZegoStreamUpdateType)[keyof typeof ZegoStreamUpdateType];

/**
 * Grade of a stream's quality in the statistics.
 * @enum
 */
export const QualityGrade = {
  /** Nothing is known (yet, or because a report is missing). */
  Unknown: -1,
  /** Less than 2 % lost and a round trip below 100 ms. */
  Excellent: 0,
  /** Less than 5 % lost and a round trip below 200 ms. */
  Good: 1,
  /** Less than 10 % lost and a round trip below 400 ms. */
  Middle: 2,
  /** Less than 30 % lost and a round trip below 1 s. */
  Poor: 3,
  /** Worse than that, or nothing comes through. */
  Die: 4,
} as const;
export type QualityGrade = (typeof QualityGrade)[keyof typeof QualityGrade];

/**
 * Presets of capture for a kind of app (`options.scenario`, `setRoomScenario`).
 * @enum
 */
export const ZegoScenario = {
  /** No particular app: 640×480 at 15 frames per second. */
  Default: 3,
  /** Calls of two: 640×360 at 15 frames per second. */
  StandardVideoCall: 4,
  /** Calls of two in high quality: 960×540 at 25 frames per second. */
  HighVideoCall: 5,
  /** Voice rooms: sound has 48 kbit/s, as in all scenarios without music, and the camera stays off unless asked for. */
  StandardChatroom: 6,
  /** Voice rooms with music: sound has 128 kbit/s, the camera stays off unless asked for. */
  HighQualityChatroom: 7,
  /** One to many: 960×540 at 20 frames per second. */
  Broadcast: 8,
  /** Singing: sound has 128 kbit/s, the camera stays off unless asked for. */
  Karaoke: 9,
  /** Taken as `Default`. */
  UNKNOWN: 100,
} as const;
export type ZegoScenario = (typeof ZegoScenario)[keyof typeof ZegoScenario];

/**
 * What the user shares (`ZegoLocalStream.getScreenDisplaySurface`).
 * @enum
 */
export const ScreenDisplaySurface = {
  /** A tab. */
  browser: 'browser',
  /** A window. */
  window: 'window',
  /** A whole screen. */
  monitor: 'monitor',
  /** No screen is captured, or the browser does not say. */
  unknown: 'unknown',
} as const;
export type ScreenDisplaySurface = (typeof ScreenDisplaySurface)[keyof typeof ScreenDisplaySurface];

/**
 * Form of supplemental information in the video.
 * @enum
 */
export const ZegoSEIType = {
  /** The SDK marks the data as its own: players of this SDK get it. The default. */
  ZegoDefined: 0,
  /** Unregistered user data of H.264: the data must begin with a UUID of 16 bytes, which any decoder can look for. */
  UserUnregister: 1,
} as const;
export type ZegoSEIType = (typeof ZegoSEIType)[keyof typeof ZegoSEIType];

/**
 * Whether moderation may look at a stream.
 * @enum
 */
export const ZegoInspectFlagType = {
  /** It may. The default. */
  Allow: 0,
  /** It may not. */
  NotAllow: 1,
} as const;
export type ZegoInspectFlagType = (typeof ZegoInspectFlagType)[keyof typeof ZegoInspectFlagType];

/**
 * Which link bandwidth adaptation watches.
 * @enum
 */
export const TrafficControlFocusOnMode = {
  /** The publisher's own uplink alone. */
  TrafficControlFocusOnLocalOnly: 0,
  /** The players' networks as well. The default. */
  TrafficControlFocusOnRemote: 1,
} as const;
export type TrafficControlFocusOnMode = (typeof TrafficControlFocusOnMode)[keyof typeof TrafficControlFocusOnMode];

/**
 * What happens below the minimum video bitrate.
 * @enum
 */
export const TrafficControlMinVideoBitrateMode = {
  /** The picture pauses, the sound goes on. */
  NoVideo: 0,
} as const;
export type TrafficControlMinVideoBitrateMode =
  (typeof TrafficControlMinVideoBitrateMode)[keyof typeof TrafficControlMinVideoBitrateMode];

/** Where a played stream comes from: 0 RTC, 1 CDN, 2 low-latency live, 5 custom. */
export type ZegoResourceType = 0 | 1 | 2 | 5;

/**
 * Codecs in `publisherVideoEncoderChanged`; the default is H.264.
 * @enum
 */
export const ZegoVideoCodecID = {
  /** H.264. */
  ZegoVideoCodecIDDefault: 0,
  /** VP8. */
  ZegoVideoCodecIDVp8: 2,
  /** H.265. */
  ZegoVideoCodecIDH265: 4,
} as const;
export type ZegoVideoCodecID = (typeof ZegoVideoCodecID)[keyof typeof ZegoVideoCodecID];

/**
 * What background processing looks for.
 * @enum
 */
export const Segmentation = {
  /** People. Background processing is not provided. */
  PortraitSegmentation: 0,
} as const;
export type Segmentation = (typeof Segmentation)[keyof typeof Segmentation];

/**
 * Whether dark pictures are brightened.
 * @enum
 */
export const ZegoLowlightEnhancementMode = {
  /** They are left as they are. */
  Off: 0,
  /** They are, as much as their measured darkness asks for. */
  On: 1,
} as const;
export type ZegoLowlightEnhancementMode = (typeof ZegoLowlightEnhancementMode)[keyof typeof ZegoLowlightEnhancementMode];
