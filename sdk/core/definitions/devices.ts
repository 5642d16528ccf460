/**
 * How strongly echo is cancelled.
 * @enum
 */
export const ZegoAECMode = {
  Aggressive: 0,
  Medium: 1,
  Soft: 2,
  AI: 3,
  AIAggressive: 4,
  AIBalanced: 5,
} as const;
export type ZegoAECMode = (typeof ZegoAECMode)[keyof typeof ZegoAECMode];

/**
 * How strongly noise is suppressed.
 * @enum
 */
export const ZegoANSMode = {
  Soft: 0,
  Medium: 1,
  Aggressive: 2,
  AI: 3,
  AIBalanced: 4,
  AILowLatency: 5,
  AIAggressive: 6,
} as const;
export type ZegoANSMode = (typeof ZegoANSMode)[keyof typeof ZegoANSMode];

/**
 * Where the sound comes out.
 * @enum
 */
export const ZegoAudioRoute = {
  Speaker: 0,
  Headphone: 1,
  Bluetooth: 2,
  Receiver: 3,
  ExternalUSB: 4,
  AirPlay: 5,
} as const;
export type ZegoAudioRoute = (typeof ZegoAudioRoute)[keyof typeof ZegoAudioRoute];

/**
 * What can be wrong with a device.
 * @enum
 */
export const ZegoDeviceExceptionType = {
  Unknown: 0,
  Generic: 1,
  InvalidId: 2,
  PermissionNotGranted: 3,
  ZeroCaptureFps: 4,
  DeviceOccupied: 5,
  DeviceUnplugged: 6,
  RebootRequired: 7,
  MediaServicesWereLost: 8,
  SiriIsRecording: 9,
  SoundLevelTooLow: 10,
  MagneticCase: 11,
  AudioSessionDeactive: 12,
  AudioSessionCategoryChange: 13,
} as const;
export type ZegoDeviceExceptionType = (typeof ZegoDeviceExceptionType)[keyof typeof ZegoDeviceExceptionType];

/**
 * Kinds of devices.
 * @enum
 */
export const ZegoDeviceType = {
  Unknown: 0,
  Camera: 1,
  Microphone: 2,
  Speaker: 3,
  AudioDevice: 4,
  AudioSession: 5,
} as const;
export type ZegoDeviceType = (typeof ZegoDeviceType)[keyof typeof ZegoDeviceType];
