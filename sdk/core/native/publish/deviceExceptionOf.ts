import { RtcError } from '@liuyun/protocol/errors';
import { deviceException } from '../numbers.ts';

/** What kept a device from being opened, as the native APIs number it. */
export function deviceExceptionOf(error: unknown): number {
  switch (RtcError.from(error).failure) {
    case 'DEVICE_NOT_ALLOWED':
    case 'SCREEN_CANCELLED':
    case 'HTTPS_REQUIRED':
      return deviceException.notPermitted;
    case 'DEVICE_NOT_READABLE':
      return deviceException.occupied;
    case 'DEVICE_NOT_FOUND':
      return deviceException.invalidID;
    case 'DEVICE_UNPLUGGED':
      return deviceException.unplugged;
    default:
      return deviceException.generic;
  }
}
