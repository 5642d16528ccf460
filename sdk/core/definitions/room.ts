/**
 * Whether the media engine is running.
 * @enum
 */
export const ZegoEngineState = {
  Start: 0,
  Stop: 1,
} as const;
export type ZegoEngineState = (typeof ZegoEngineState)[keyof typeof ZegoEngineState];

/**
 * Direction of a speed test.
 * @enum
 */
export const ZegoNetworkSpeedTestType = {
  Uplink: 0,
  Downlink: 1,
} as const;
export type ZegoNetworkSpeedTestType = (typeof ZegoNetworkSpeedTestType)[keyof typeof ZegoNetworkSpeedTestType];

/**
 * Presets of capture for a kind of app.
 * @enum
 */
export const ZegoScenario = {
  General: 0,
  Communication: 1,
  Live: 2,
  Default: 3,
  StandardVideoCall: 4,
  HighQualityVideoCall: 5,
  StandardChatroom: 6,
  HighQualityChatroom: 7,
  Broadcast: 8,
  Karaoke: 9,
  StandardVoiceCall: 10,
} as const;
export type ZegoScenario = (typeof ZegoScenario)[keyof typeof ZegoScenario];

/**
 * Whether several rooms can be joined at once.
 * @enum
 */
export const ZegoRoomMode = {
  SingleRoom: 0,
  MultiRoom: 1,
} as const;
export type ZegoRoomMode = (typeof ZegoRoomMode)[keyof typeof ZegoRoomMode];

/**
 * The older, three-state view of a room.
 * @enum
 */
export const ZegoRoomState = {
  Disconnected: 0,
  Connecting: 1,
  Connected: 2,
} as const;
export type ZegoRoomState = (typeof ZegoRoomState)[keyof typeof ZegoRoomState];

/**
 * Why a room’s state changed.
 * @enum
 */
export const ZegoRoomStateChangedReason = {
  Logining: 0,
  Logined: 1,
  LoginFailed: 2,
  Reconnecting: 3,
  Reconnected: 4,
  ReconnectFailed: 5,
  KickOut: 6,
  Logout: 7,
  LogoutFailed: 8,
} as const;
export type ZegoRoomStateChangedReason = (typeof ZegoRoomStateChangedReason)[keyof typeof ZegoRoomStateChangedReason];

/**
 * Grade of a stream’s or a network’s quality.
 * @enum
 */
export const ZegoStreamQualityLevel = {
  Excellent: 0,
  Good: 1,
  Medium: 2,
  Bad: 3,
  Die: 4,
  Unknown: 5,
} as const;
export type ZegoStreamQualityLevel = (typeof ZegoStreamQualityLevel)[keyof typeof ZegoStreamQualityLevel];

/**
 * Whether something came or went.
 * @enum
 */
export const ZegoUpdateType = {
  Add: 0,
  Delete: 1,
} as const;
export type ZegoUpdateType = (typeof ZegoUpdateType)[keyof typeof ZegoUpdateType];
