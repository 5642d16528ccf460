/**
 * State of somebody else’s camera or microphone.
 * @enum
 */
export const ZegoRemoteDeviceState = {
  Open: 0,
  GenericError: 1,
  InvalidID: 2,
  NoAuthorization: 3,
  ZeroFPS: 4,
  InUseByOther: 5,
  Unplugged: 6,
  RebootRequired: 7,
  SystemMediaServicesLost: 8,
  Disable: 9,
  Mute: 10,
  Interruption: 11,
  InBackground: 12,
  MultiForegroundApp: 13,
  BySystemPressure: 14,
  NotSupport: 15,
} as const;
export type ZegoRemoteDeviceState = (typeof ZegoRemoteDeviceState)[keyof typeof ZegoRemoteDeviceState];

/**
 * Freezes of a played stream, and their ends.
 * @enum
 */
export const ZegoPlayerMediaEvent = {
  AudioBreakOccur: 0,
  AudioBreakResume: 1,
  VideoBreakOccur: 2,
  VideoBreakResume: 3,
} as const;
export type ZegoPlayerMediaEvent = (typeof ZegoPlayerMediaEvent)[keyof typeof ZegoPlayerMediaEvent];

/**
 * State of a played stream.
 * @enum
 */
export const ZegoPlayerState = {
  NoPlay: 0,
  PlayRequesting: 1,
  Playing: 2,
} as const;
export type ZegoPlayerState = (typeof ZegoPlayerState)[keyof typeof ZegoPlayerState];

/**
 * Where a stream is played from.
 * @enum
 */
export const ZegoStreamResourceMode = {
  Default: 0,
  OnlyCDN: 1,
  OnlyL3: 2,
  OnlyRTC: 3,
  CDNPlus: 4,
  Custom: 5,
} as const;
export type ZegoStreamResourceMode = (typeof ZegoStreamResourceMode)[keyof typeof ZegoStreamResourceMode];

/**
 * What happens when a source of a stream ends.
 * @enum
 */
export const ZegoStreamResourceSwitchMode = {
  Default: 0,
  SwitchToRTC: 1,
  KeepOriginal: 2,
} as const;
export type ZegoStreamResourceSwitchMode = (typeof ZegoStreamResourceSwitchMode)[keyof typeof ZegoStreamResourceSwitchMode];

/**
 * Where a stream comes from.
 * @enum
 */
export const ZegoStreamResourceType = {
  Default: 0,
  CDN: 1,
  L3: 2,
} as const;
export type ZegoStreamResourceType = (typeof ZegoStreamResourceType)[keyof typeof ZegoStreamResourceType];

/**
 * Which picture of a stream that has two.
 * @enum
 */
export const ZegoVideoStreamType = {
  Default: 0,
  Small: 1,
  Big: 2,
} as const;
export type ZegoVideoStreamType = (typeof ZegoVideoStreamType)[keyof typeof ZegoVideoStreamType];

/**
 * How a picture is fitted into its view.
 * @enum
 */
export const ZegoViewMode = {
  AspectFit: 0,
  AspectFill: 1,
  ScaleToFill: 2,
} as const;
export type ZegoViewMode = (typeof ZegoViewMode)[keyof typeof ZegoViewMode];
