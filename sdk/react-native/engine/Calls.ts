import type { Area } from '@liuyun/core/native/failures';
import { ENGINE_MISSING } from '@liuyun/core/native/failures';
import type { NativeCalls } from '@liuyun/core/native/NativeCalls';

/** What a call does, and the fields of its answer as they are when it fails. */
export type Answering<T extends object> = { work: () => Promise<unknown>; otherwise: T };

/**
 * How the calls of this façade end: every one resolves, whatever happens. What was wrong is told as `debugError`; where a call
 * has an answer, its `errorCode` says it too. A call to an engine that was destroyed answers 1000001.
 */
export class Calls {
  readonly #calls: NativeCalls;
  #over = false;

  constructor(calls: NativeCalls) {
    this.#calls = calls;
  }

  end(): void {
    this.#over = true;
  }

  /** Does it now. */
  async now<T = void>(name: string, area: Area, { work, otherwise }: { work: () => T | Promise<T>; otherwise: T }): Promise<T> {
    if (this.#over) return otherwise;
    try {
      return await work();
    } catch (error) {
      this.#calls.failed(name, area, error);
      return otherwise;
    }
  }

  /** Does it now; it has no answer. */
  do(name: string, area: Area, work: () => unknown): Promise<void> {
    return this.now<void>(name, area, {
      work: async () => {
        await work();
      },
      otherwise: undefined,
    });
  }

  /** Answers the fields of `otherwise` and an `errorCode`. */
  async answer<T extends object>(
    name: string,
    area: Area,
    { work, otherwise }: Answering<T>,
  ): Promise<T & { errorCode: number }> {
    if (this.#over) return { ...otherwise, errorCode: ENGINE_MISSING };
    const { extendedData, ...answer } = await this.#calls.answer(name, area, async () => {
      const got = await work();
      return typeof got === 'object' && got !== null ? got : {};
    });
    return { ...otherwise, ...answer, ...('extendedData' in otherwise ? { extendedData } : {}) };
  }

  /** Answers an error number, 0 when it is done. */
  async number(name: string, area: Area, work: () => void): Promise<number> {
    return this.#over ? ENGINE_MISSING : this.#calls.number(name, area, work);
  }
}
