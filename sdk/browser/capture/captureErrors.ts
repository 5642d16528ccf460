import { type ErrorName, RtcError } from '@liuyun/protocol/errors';

/**
 * What the browser says when a device cannot be had → our failure.
 * Names from W3C Media Capture and Streams §10.2 and Screen Capture §5.1.
 */
export function captureFailure(error: unknown, what: 'device' | 'screen'): RtcError {
  if (error instanceof RtcError) return error;
  const name = nameOf(error);
  return new RtcError(what === 'screen' ? screenFailure(name) : deviceFailure(name), describe(error), { cause: error });
}

function deviceFailure(name: string): ErrorName {
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
    case 'SecurityError':
      return 'DEVICE_NOT_ALLOWED';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'DEVICE_NOT_READABLE';
    case 'OverconstrainedError':
    case 'ConstraintNotSatisfiedError':
      return 'OVERCONSTRAINED';
    default:
      return 'GET_USER_MEDIA_FAILED';
  }
}

function screenFailure(name: string): ErrorName {
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return 'SCREEN_CANCELLED';
    case 'NotSupportedError':
      return 'SCREEN_NOT_SUPPORTED';
    default:
      return 'SCREEN_FAILED';
  }
}

/** A device that was named and is not there is DEVICE_NOT_FOUND; any other failure is itself. */
export function unknownDevice(error: unknown): unknown {
  const cause = error instanceof RtcError ? error.cause : undefined;
  const constraint = typeof cause === 'object' && cause !== null && 'constraint' in cause ? cause.constraint : undefined;
  const unknown = nameOf(cause) === 'NotFoundError' || constraint === 'deviceId';
  return unknown ? new RtcError('DEVICE_NOT_FOUND', '', { cause: error }) : error;
}

/** Error names are plain strings: an error of another window, or of an old browser, is not `instanceof` anything here. */
export function nameOf(error: unknown): string {
  return textOf(error, 'name');
}

export function messageOf(error: unknown): string {
  return textOf(error, 'message');
}

/** Name, offending constraint and message on one line. */
export function describe(error: unknown): string {
  const constraint = textOf(error, 'constraint');
  return [nameOf(error) + (constraint && ` (${constraint})`), messageOf(error)].filter((part) => part !== '').join(': ');
}

function textOf(error: unknown, key: string): string {
  const value = typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
}
