export {
  ZegoAECMode,
  ZegoANSMode,
  ZegoAudioRoute,
  ZegoDeviceExceptionType,
  ZegoDeviceType,
} from '@liuyun/core/definitions/devices';

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
