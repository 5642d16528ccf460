/** How a request of the console can fail. The front end has a sentence of its own for each name. */
export const adminErrors = {
  UNAUTHENTICATED: { http: 401, text: 'sign in first' },
  FORBIDDEN: { http: 403, text: 'your role does not allow this, or the request did not come from the console' },
  BAD_REQUEST: { http: 400, text: 'a field is wrong' },
  NOT_FOUND: { http: 404, text: 'there is no such thing' },
  CONFLICT: { http: 409, text: 'what is there stands in the way' },
  TOO_MANY: { http: 429, text: 'too many at once; try again later' },
  INTERNAL: { http: 500, text: 'the server failed' },
} as const;

export type AdminErrorName = keyof typeof adminErrors;

/** What the body of an answer that is no 2xx holds. */
export type AdminFailure = {
  error: {
    name: AdminErrorName;
    /** For people who read English; never a secret. */
    message: string;
    /** BAD_REQUEST: which field, as `options.keepSessionMs`. */
    field?: string;
    /** TOO_MANY: when to try again. */
    retryAfterMs?: number;
  };
};

/** A request of the console that failed. `message` is for the caller: never a secret, never an address. */
export class AdminError extends Error {
  readonly failure: AdminErrorName;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(failure: AdminErrorName, message = '', more: { field?: string; retryAfterMs?: number; cause?: unknown } = {}) {
    super(message || adminErrors[failure].text, { cause: more.cause });
    this.name = 'AdminError';
    this.failure = failure;
    this.field = more.field;
    this.retryAfterMs = more.retryAfterMs;
  }
}
