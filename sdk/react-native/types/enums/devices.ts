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
 * How the system’s audio devices are driven.
 * @enum
 */
export const ZegoAudioDeviceMode = {
  Communication: 1,
  General: 2,
  Auto: 3,
  Communication2: 4,
  Communication3: 5,
  General2: 6,
  General3: 7,
  Communication4: 8,
} as const;
export type ZegoAudioDeviceMode = (typeof ZegoAudioDeviceMode)[keyof typeof ZegoAudioDeviceMode];

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
 * What can be wrong with screen capture.
 * @enum
 */
export const ZegoScreenCaptureExceptionType = {
  Unknown: 0,
  VideoNotSupported: 1,
  AudioNotSupported: 2,
  AudioCreateFailed: 3,
  MediaProjectionPermissionDenied: 4,
  NotStartCapture: 5,
  AlreadyStarted: 6,
  ForegroundServiceFailed: 7,
  SourceNotSpecified: 8,
  SystemError: 9,
  ExceptionInterrupted: 10,
  AudioDeviceException: 11,
} as const;
export type ZegoScreenCaptureExceptionType = (typeof ZegoScreenCaptureExceptionType)[keyof typeof ZegoScreenCaptureExceptionType];
