import type { AdminFailure } from '@liuyun/protocol/admin/requests';

/** A request that was not granted. `OFFLINE`: the server could not be reached, or what answered was not it. */
export type FailureName = AdminFailure['error']['name'] | 'OFFLINE';

export class AskFailed extends Error {
  readonly failure: FailureName;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    failure: FailureName,
    message: string,
    more: { field?: string | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(message);
    this.name = 'AskFailed';
    this.failure = failure;
    this.field = more.field;
    this.retryAfterMs = more.retryAfterMs;
  }
}
