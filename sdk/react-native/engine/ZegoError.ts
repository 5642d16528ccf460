/** What `createEngineWithProfile` rejects with: the documented number of what is wrong with the profile. */
export class ZegoError extends Error {
  readonly errorCode: number;
  /** The same, as errors of native modules have it. */
  readonly code: string;

  constructor(errorCode: number, call: string) {
    super(`${call}: ${errorCode}`);
    this.name = 'ZegoError';
    this.errorCode = errorCode;
    this.code = String(errorCode);
  }
}
