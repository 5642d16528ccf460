import { type Area, ENGINE_MISSING } from '@liuyun/core/native/failures';
import { type Answer, NativeCalls } from '@liuyun/core/native/NativeCalls';
import type { Tell } from '@liuyun/core/native/NativeEvents';
import { Emitter, type Listener } from '../Emitter.ts';
import type { EngineParts } from '../EngineParts.ts';

/** What promises of the documented API resolve: `errorCode`, and what the call has found. */
// biome-ignore lint/suspicious/noExplicitAny: the public API says so
export type Result = Record<string, any>;

const DATA_EVENTS = ['onPlayerRecvSEI', 'onPlayerSyncRecvSEI'];

/** What every group of members stands on: the engine while there is one, and how public calls end. */
export abstract class EngineBase extends Emitter {
  /** @internal */
  protected parts: EngineParts | undefined;

  /** @internal */
  protected readonly tell: Tell = (event, fields) => {
    this.emit(`on${event.slice(0, 1).toUpperCase()}${event.slice(1)}`, fields);
  };

  /** @internal */
  protected readonly calls = new NativeCalls(this.tell);

  /** Adds a listener; several per event are called in the order they were added. Something that is no function is told as `onDebugError`. */
  override on(event: string | symbol, listener: Listener): this {
    if (typeof listener !== 'function') {
      this.tell('debugError', { errorCode: 1000017, funcName: 'on', info: 'a listener must be a function' });
    }
    return super.on(event, listener);
  }

  /** @internal */
  protected hearsSEI(): boolean {
    return DATA_EVENTS.some((event) => this.listenerCount(event) > 0);
  }

  /**
   * For calls that answer nothing: what is wrong is told as `onDebugError`.
   * @internal
   */
  protected quiet(funcName: string, area: Area, work: (parts: EngineParts) => void): void {
    this.value(funcName, area, { work, otherwise: undefined });
  }

  /** @internal */
  protected value<T>(funcName: string, area: Area, { work, otherwise }: { work: (parts: EngineParts) => T; otherwise: T }): T {
    const { parts } = this;
    if (!parts) {
      this.missing(funcName);
      return otherwise;
    }
    return this.calls.value(funcName, area, { work: () => work(parts), otherwise });
  }

  /** @internal */
  protected number(funcName: string, area: Area, work: (parts: EngineParts) => void): number {
    const { parts } = this;
    if (!parts) return this.missing(funcName).errorCode;
    return this.calls.number(funcName, area, () => work(parts));
  }

  /**
   * For calls that resolve an object with `errorCode`.
   * @internal
   */
  protected async answer(funcName: string, area: Area, work: (parts: EngineParts) => Promise<object>): Promise<Result> {
    const { parts } = this;
    if (!parts) return this.missing(funcName);
    return this.calls.answer(funcName, area, () => work(parts));
  }

  /**
   * For calls without an answer that take a while.
   * @internal
   */
  protected later(funcName: string, area: Area, work: (parts: EngineParts) => Promise<unknown>): void {
    this.quiet(funcName, area, (parts) => {
      work(parts).catch((error: unknown) => this.calls.failed(funcName, area, error));
    });
  }

  /** @internal */
  protected missing(funcName: string): Answer {
    this.tell('debugError', { errorCode: ENGINE_MISSING, funcName, info: 'call createEngine first' });
    return { errorCode: ENGINE_MISSING, extendedData: '' };
  }
}
