import type { ErrorName } from '@liuyun/protocol/errors';
import type { Log } from './Log.ts';
import { ZegoError } from './ZegoError.ts';

/**
 * How public calls end, in one place. Promises reject with a ZegoError, booleans become false, and both leave one log
 * line with the code. A rejection that nobody awaits stays silent: `zg.sendBroadcastMessage(…)` without `await` is common.
 */
export class Calls {
  readonly #log: Log;
  #over = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** After this every call fails, cleanly. */
  end(): void {
    this.#over = true;
  }

  get over(): boolean {
    return this.#over;
  }

  promise<T>(call: string, work: () => Promise<T> | T, fallback?: ErrorName): Promise<T> {
    const answer = this.#run(call, work, fallback);
    answer.catch(() => {});
    return answer;
  }

  /** Like `promise`, for calls that are documented to resolve a boolean: a failure is false. */
  async promisedBoolean(call: string, work: () => Promise<unknown>, fallback?: ErrorName): Promise<boolean> {
    try {
      await this.#run(call, work, fallback);
      return true;
    } catch {
      return false;
    }
  }

  boolean(call: string, work: () => unknown, fallback?: ErrorName): boolean {
    try {
      this.#refuseAfterEnd();
      return work() !== false;
    } catch (error) {
      this.#log.failure(call, ZegoError.from(error, fallback));
      return false;
    }
  }

  /** `on` and `off` of a public object: false for what is no event, no function, or no listener of it. */
  listening(call: string, work: () => boolean): boolean {
    return this.boolean(call, () => {
      if (!work()) throw new ZegoError('INPUT_PARAM', 'no such event, or not a listener of it');
    });
  }

  /** For calls that answer nothing, or `otherwise` when they fail. */
  value<T>(call: string, work: () => T, otherwise: T): T {
    try {
      this.#refuseAfterEnd();
      return work();
    } catch (error) {
      this.#log.failure(call, ZegoError.from(error));
      return otherwise;
    }
  }

  async #run<T>(call: string, work: () => Promise<T> | T, fallback?: ErrorName): Promise<T> {
    try {
      this.#refuseAfterEnd();
      return await work();
    } catch (error) {
      const told = ZegoError.from(error, fallback);
      this.#log.failure(call, told);
      throw told;
    }
  }

  #refuseAfterEnd(): void {
    if (this.#over) throw new ZegoError('INIT_WRONG', 'the engine was destroyed');
  }
}
