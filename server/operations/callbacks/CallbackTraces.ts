import type { CallbackAttempt } from './CallbackAttempt.ts';

/** A callback on its way into the store, as a part of the request that caused it. */
export type WrittenTrace = {
  /** Names that part (W3C Trace Context); kept with the callback, so that it is known after a restart too. */
  readonly traceparent: string;
  written(): void;
};

/** One attempt to deliver a callback. */
export type AttemptTrace = {
  /** What the receiver is told, so that what it does becomes part of the same trace. */
  readonly traceparent: string;
  ended(attempt: CallbackAttempt): void;
};

/** Follows callbacks from the request that caused them to the receiver. Where there are no traces there is none of these. */
export type CallbackTraces = {
  /** Something is to be told; undefined when it is not part of a request. */
  writing(): WrittenTrace | undefined;
  /** `traceparent` as it was kept. */
  trying(callback: { event: string; traceparent?: string | undefined }): AttemptTrace;
};
