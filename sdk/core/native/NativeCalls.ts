import { RtcError } from '@liuyun/protocol/errors';
import { type Area, nativeCode } from './failures.ts';
import type { Tell } from './NativeEvents.ts';

export type Answer = { errorCode: number; extendedData: string };

/**
 * How native calls end, in one place. They never throw and never reject: what is wrong is told as `debugError` with the
 * call's name, and where a call has an answer its `errorCode` says so too.
 */
export class NativeCalls {
  readonly #tell: Tell;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  /** For calls without an answer, or that answer `otherwise` when they fail. */
  value<T>(funcName: string, area: Area, { work, otherwise }: { work: () => T; otherwise: T }): T {
    try {
      return work();
    } catch (error) {
      this.failed(funcName, area, error);
      return otherwise;
    }
  }

  /** For calls that answer an error number: 0 when all is well. */
  number(funcName: string, area: Area, work: () => void): number {
    try {
      work();
      return 0;
    } catch (error) {
      return this.failed(funcName, area, error).errorCode;
    }
  }

  /** For calls that resolve an object with `errorCode`, and what `work` resolves. */
  async answer<T extends object>(funcName: string, area: Area, work: () => Promise<T>): Promise<Answer & Partial<T>> {
    try {
      return { errorCode: 0, extendedData: '', ...(await work()) };
    } catch (error) {
      return this.failed(funcName, area, error) as Answer & Partial<T>;
    }
  }

  /** A failure in the background of a call that has returned. */
  failed(funcName: string, area: Area, error: unknown): Answer {
    const { failure, detail, message } = RtcError.from(error);
    const errorCode = nativeCode(failure, area);
    this.#tell('debugError', { errorCode, funcName, info: message });
    return { errorCode, extendedData: detail };
  }
}
