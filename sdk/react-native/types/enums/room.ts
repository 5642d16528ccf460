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
 * Whether the media engine is running.
 * @enum
 */
export const ZegoEngineState = {
  Start: 0,
  Stop: 1,
} as const;
export type ZegoEngineState = (typeof ZegoEngineState)[keyof typeof ZegoEngineState];

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
 * Whether something came or went.
 * @enum
 */
export const ZegoUpdateType = {
  Add: 0,
  Delete: 1,
} as const;
export type ZegoUpdateType = (typeof ZegoUpdateType)[keyof typeof ZegoUpdateType];

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
 * Kinds of networks.
 * @enum
 */
export const ZegoNetworkMode = {
  Offline: 0,
  Unknown: 1,
  Ethernet: 2,
  WiFi: 3,
  Mode2G: 4,
  Mode3G: 5,
  Mode4G: 6,
  Mode5G: 7,
} as const;
export type ZegoNetworkMode = (typeof ZegoNetworkMode)[keyof typeof ZegoNetworkMode];

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
 * Steps of publishing and playing.
 * @enum
 */
export const ZegoStreamEvent = {
  PublishStart: 100,
  PublishSuccess: 101,
  PublishFail: 102,
  RetryPublishStart: 103,
  RetryPublishSuccess: 104,
  RetryPublishFail: 105,
  PublishEnd: 106,
  PlayStart: 200,
  PlaySuccess: 201,
  PlayFail: 202,
  RetryPlayStart: 203,
  RetryPlaySuccess: 204,
  RetryPlayFail: 205,
  PlayEnd: 206,
} as const;
export type ZegoStreamEvent = (typeof ZegoStreamEvent)[keyof typeof ZegoStreamEvent];
