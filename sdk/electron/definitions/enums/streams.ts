// Rooms, publishing, playing. Numbers are those of the documented API.

/** Capability Negotiation Type. */
export const ZegoCapabilityNegotiationType = { None: 0, All: 1, Publisher: 2 } as const;
export type ZegoCapabilityNegotiationType = (typeof ZegoCapabilityNegotiationType)[keyof typeof ZegoCapabilityNegotiationType];

/** Player Media Event. */
export const ZegoPlayerMediaEvent = { AudioBreakOccur: 0, AudioBreakResume: 1, VideoBreakOccur: 2, VideoBreakResume: 3 } as const;
export type ZegoPlayerMediaEvent = (typeof ZegoPlayerMediaEvent)[keyof typeof ZegoPlayerMediaEvent];

/** Player State. */
export const ZegoPlayerState = { NoPlay: 0, PlayRequesting: 1, Playing: 2 } as const;
export type ZegoPlayerState = (typeof ZegoPlayerState)[keyof typeof ZegoPlayerState];

/** Publish Channel. */
export const ZegoPublishChannel = { Main: 0, Aux: 1, Third: 2, Fourth: 3 } as const;
export type ZegoPublishChannel = (typeof ZegoPublishChannel)[keyof typeof ZegoPublishChannel];

/** Publisher State. */
export const ZegoPublisherState = { NoPublish: 0, PublishRequesting: 1, Publishing: 2 } as const;
export type ZegoPublisherState = (typeof ZegoPublisherState)[keyof typeof ZegoPublisherState];

/** Resource Type. */
export const ZegoResourceType = { CDN: 0, RTC: 1, L3: 2 } as const;
export type ZegoResourceType = (typeof ZegoResourceType)[keyof typeof ZegoResourceType];

/** Room Mode. */
export const ZegoRoomMode = { SingleRoom: 0, MultiRoom: 1 } as const;
export type ZegoRoomMode = (typeof ZegoRoomMode)[keyof typeof ZegoRoomMode];

/** Room State. */
export const ZegoRoomState = { Disconnected: 0, Connecting: 1, Connected: 2 } as const;
export type ZegoRoomState = (typeof ZegoRoomState)[keyof typeof ZegoRoomState];

/** Room State Changed Reason. */
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

/** Stream Alignment Mode. */
export const ZegoStreamAlignmentMode = { None: 0, Try: 1 } as const;
export type ZegoStreamAlignmentMode = (typeof ZegoStreamAlignmentMode)[keyof typeof ZegoStreamAlignmentMode];

/** Stream Alignment Volume Control Mode. */
export const ZegoStreamAlignmentVolumeControlMode = { Close: 0, Open: 1 } as const;
export type ZegoStreamAlignmentVolumeControlMode =
  (typeof ZegoStreamAlignmentVolumeControlMode)[keyof typeof ZegoStreamAlignmentVolumeControlMode];

/** Stream Censorship Mode. */
export const ZegoStreamCensorshipMode = { None: 0, Audio: 1, Video: 2, AudioAndVideo: 3 } as const;
export type ZegoStreamCensorshipMode = (typeof ZegoStreamCensorshipMode)[keyof typeof ZegoStreamCensorshipMode];

/** Stream Quality Level. */
export const ZegoStreamQualityLevel = { Excellent: 0, Good: 1, Medium: 2, Bad: 3, Die: 4, Unknown: 5 } as const;
export type ZegoStreamQualityLevel = (typeof ZegoStreamQualityLevel)[keyof typeof ZegoStreamQualityLevel];

/** Stream Relay CDNState. */
export const ZegoStreamRelayCDNState = { NoRelay: 0, RelayRequesting: 1, Relaying: 2 } as const;
export type ZegoStreamRelayCDNState = (typeof ZegoStreamRelayCDNState)[keyof typeof ZegoStreamRelayCDNState];

/** Stream Relay CDNUpdate Reason. */
export const ZegoStreamRelayCDNUpdateReason = {
  None: 0,
  ServerError: 1,
  HandshakeFailed: 2,
  AccessPointError: 3,
  CreateStreamFailed: 4,
  BadName: 5,
  CDNServerDisconnected: 6,
  Disconnected: 7,
  MixStreamAllInputStreamClosed: 8,
  MixStreamAllInputStreamNoData: 9,
  MixStreamServerInternalError: 10,
} as const;
export type ZegoStreamRelayCDNUpdateReason = (typeof ZegoStreamRelayCDNUpdateReason)[keyof typeof ZegoStreamRelayCDNUpdateReason];

/** Stream Resource Mode. */
export const ZegoStreamResourceMode = { Default: 0, OnlyCDN: 1, OnlyL3: 2, OnlyRTC: 3, CDNPlus: 4, Custom: 5 } as const;
export type ZegoStreamResourceMode = (typeof ZegoStreamResourceMode)[keyof typeof ZegoStreamResourceMode];

/** Stream Resource Switch Mode. */
export const ZegoStreamResourceSwitchMode = { Default: 0, SwitchToRTC: 1, KeepOriginal: 2 } as const;
export type ZegoStreamResourceSwitchMode = (typeof ZegoStreamResourceSwitchMode)[keyof typeof ZegoStreamResourceSwitchMode];

/** Stream Resource Type. */
export const ZegoStreamResourceType = { Default: 0, CDN: 1, L3: 2 } as const;
export type ZegoStreamResourceType = (typeof ZegoStreamResourceType)[keyof typeof ZegoStreamResourceType];

/** Update Type. */
export const ZegoUpdateType = { Add: 0, Delete: 1 } as const;
export type ZegoUpdateType = (typeof ZegoUpdateType)[keyof typeof ZegoUpdateType];
