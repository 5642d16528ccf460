import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import type { EngineParts } from '../engine/EngineParts.ts';
import type { ZegoEventListener } from '../types/events.ts';

/** What every group of members stands on: the parts of the engine, and listeners. */
export abstract class EngineBase {
  /** @internal */
  protected readonly parts: EngineParts;

  /** @internal */
  constructor(parts: EngineParts) {
    this.parts = parts;
  }

  /**
   * Adds a listener; an event may have many. What a listener throws is reported as uncaught and disturbs nothing else.
   * @param event a name of `ZegoEventListener`, without `on`
   */
  on<EventType extends keyof ZegoEventListener>(event: EventType, callback: ZegoEventListener[EventType]): void {
    const { calls, listeners } = this.parts;
    void calls.do('on', 'engine', () => {
      if (!listeners.on(event, callback))
        throw new RtcError('INPUT_PARAM', `no event of that name, or no function: ${String(event)}`);
    });
  }

  /**
   * Removes a listener.
   * @param callback the listener; left out, all of the event
   */
  off<EventType extends keyof ZegoEventListener>(event: EventType, callback?: ZegoEventListener[EventType]): void {
    const { calls, listeners } = this.parts;
    void calls.do('off', 'engine', () => listeners.off(event, callback));
  }

  /**
   * For members whose service, plug-in or hardware this cloud does not have: told as `debugError`, with the documented code.
   * @internal
   */
  protected missing<T = void>(name: string, otherwise?: T, failure: ErrorName = 'MODULE_NOT_IMPORTED'): Promise<T> {
    return this.parts.calls.now<T>(name, 'engine', {
      work: () => {
        throw new RtcError(failure, `${name} is not provided`);
      },
      otherwise: otherwise as T,
    });
  }

  /**
   * The same where the answer has an `errorCode`.
   * @internal
   */
  protected refused<T extends object>(name: string, failure: ErrorName, otherwise: T): Promise<T & { errorCode: number }> {
    const work = () => Promise.reject(new RtcError(failure, `${name} is not provided`));
    return this.parts.calls.answer(name, 'engine', { work, otherwise });
  }
}
