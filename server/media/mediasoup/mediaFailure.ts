import { type ErrorName, RtcError } from '@liuyun/protocol';
import { errors } from 'mediasoup';

const DETAIL = 120;

/**
 * What mediasoup threw, in our words. `unsupported` is what a missing codec means to the caller; the detail is
 * short and printable, because it may quote what the client sent.
 */
export function mediaFailure(error: unknown, unsupported: ErrorName = 'MEDIA_FAILED'): RtcError {
  if (error instanceof RtcError) return error;
  if (error instanceof errors.UnsupportedError) return new RtcError(unsupported, '', { cause: error });
  const message = error instanceof Error ? error.message : '';
  const printable = message.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, DETAIL);
  return new RtcError('MEDIA_FAILED', printable, { cause: error });
}
