export {
  ZegoEngineState,
  ZegoNetworkSpeedTestType,
  ZegoRoomMode,
  ZegoRoomState,
  ZegoRoomStateChangedReason,
  ZegoScenario,
  ZegoStreamQualityLevel,
  ZegoUpdateType,
} from '@liuyun/core/definitions/room';

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
