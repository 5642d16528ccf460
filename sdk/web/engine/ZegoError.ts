import { type ErrorName, errorTable, RtcError } from '@liuyun/protocol/errors';

/**
 * What a promise of the public API rejects with. Newer apps read `errorCode` and `extendedData`, older ones `code` and
 * `msg`: it carries both. The fields are the object's own, so that a logged or serialised error keeps them.
 */
export class ZegoError extends Error {
  readonly errorCode: number;
  readonly extendedData: string;
  readonly code: number;
  readonly msg: string;

  constructor(failure: ErrorName, detail = '', options?: { cause?: unknown }) {
    const { code, text } = errorTable[failure];
    super(detail ? `${text} (${code}): ${detail}` : `${text} (${code})`, options);
    this.name = 'ZegoError';
    this.errorCode = code;
    this.code = code;
    this.extendedData = detail || text;
    this.msg = this.message;
  }

  /** Any thrown thing in the public form. What is not ours becomes `fallback`, with the original as its cause. */
  static from(error: unknown, fallback: ErrorName = 'INTERNAL'): ZegoError {
    if (error instanceof ZegoError) return error;
    if (error instanceof RtcError) return new ZegoError(error.failure, error.detail, { cause: error });
    return new ZegoError(fallback, error instanceof Error ? `${error.name}: ${error.message}` : '', { cause: error });
  }
}

/** The public number of a failure; 0 for none. */
export function codeOf(failure: ErrorName | undefined): number {
  return failure ? errorTable[failure].code : 0;
}
