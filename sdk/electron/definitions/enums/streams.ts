// Rooms, publishing, playing. Numbers are those of the documented API.

export {
  ZegoPlayerMediaEvent,
  ZegoPlayerState,
  ZegoStreamResourceMode,
  ZegoStreamResourceSwitchMode,
  ZegoStreamResourceType,
} from '@liuyun/core/definitions/play';
export {
  ZegoPublishChannel,
  ZegoPublisherState,
  ZegoStreamAlignmentMode,
  ZegoStreamRelayCDNState,
  ZegoStreamRelayCDNUpdateReason,
} from '@liuyun/core/definitions/publish';
export {
  ZegoRoomMode,
  ZegoRoomState,
  ZegoRoomStateChangedReason,
  ZegoStreamQualityLevel,
  ZegoUpdateType,
} from '@liuyun/core/definitions/room';

/** Capability Negotiation Type. */
export const ZegoCapabilityNegotiationType = { None: 0, All: 1, Publisher: 2 } as const;
export type ZegoCapabilityNegotiationType = (typeof ZegoCapabilityNegotiationType)[keyof typeof ZegoCapabilityNegotiationType];

/** Resource Type. */
export const ZegoResourceType = { CDN: 0, RTC: 1, L3: 2 } as const;
export type ZegoResourceType = (typeof ZegoResourceType)[keyof typeof ZegoResourceType];

/** Stream Alignment Volume Control Mode. */
export const ZegoStreamAlignmentVolumeControlMode = { Close: 0, Open: 1 } as const;
export type ZegoStreamAlignmentVolumeControlMode =
  (typeof ZegoStreamAlignmentVolumeControlMode)[keyof typeof ZegoStreamAlignmentVolumeControlMode];

/** Stream Censorship Mode. */
export const ZegoStreamCensorshipMode = { None: 0, Audio: 1, Video: 2, AudioAndVideo: 3 } as const;
export type ZegoStreamCensorshipMode = (typeof ZegoStreamCensorshipMode)[keyof typeof ZegoStreamCensorshipMode];
