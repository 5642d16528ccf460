import type { Cancel, Clock } from '@liuyun/kit';
import type { Fail, Ok, RequestName, Result } from '@liuyun/protocol';
import { type ErrorName, isErrorName, RtcError } from '@liuyun/protocol/errors';
import { REQUEST_TIMEOUT_MS } from '@liuyun/protocol/limits';

type Waiting = {
  name: RequestName;
  resolve(result: unknown): void;
  reject(error: RtcError): void;
  stopTimer: Cancel | undefined;
};

/** Numbers requests and joins them with their answers; every request is answered, by a timeout if by nobody else. */
export class RequestTracker {
  readonly #clock: Clock;
  readonly #waiting = new Map<number, Waiting>();
  #lastID = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** The ID to send, and the answer to come. */
  begin<N extends RequestName>(name: N): { id: number; answer: Promise<Result<N>> } {
    const id = ++this.#lastID;
    const answer = new Promise<Result<N>>((resolve, reject) => {
      this.#waiting.set(id, { name, resolve: (result) => resolve(result as Result<N>), reject, stopTimer: undefined });
    });
    return { id, answer };
  }

  /** From now on the answer may take `timeoutMs`; then the request rejects with TIMEOUT. */
  sent(id: number, timeoutMs = REQUEST_TIMEOUT_MS): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    waiting.stopTimer = this.#clock.after(timeoutMs, () => {
      this.#waiting.delete(id);
      waiting.reject(new RtcError('TIMEOUT', waiting.name));
    });
  }

  /** Hands an answer to whoever waits for it. An answer nobody waits for (it came too late) is passed over. */
  settle(frame: Ok | Fail): { name: RequestName; failure: ErrorName | undefined } | undefined {
    const waiting = this.#waiting.get(frame.id);
    if (!waiting) return undefined;
    this.#waiting.delete(frame.id);
    waiting.stopTimer?.();
    if ('fail' in frame) {
      const failure = isErrorName(frame.fail?.name) ? frame.fail.name : 'INTERNAL';
      waiting.reject(new RtcError(failure, String(frame.fail?.detail ?? '')));
      return { name: waiting.name, failure };
    }
    waiting.resolve(frame.ok);
    return { name: waiting.name, failure: undefined };
  }

  /** The connection is gone: nothing that waits will be answered. */
  rejectAll(failure: ErrorName, detail = ''): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const waiting of all) {
      waiting.stopTimer?.();
      waiting.reject(new RtcError(failure, detail || waiting.name));
    }
  }
}
