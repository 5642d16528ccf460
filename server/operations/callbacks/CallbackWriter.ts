import type { Clock } from '@liuyun/kit';
import type { AppStore } from '../../stores/AppStore.ts';
import type { CallbackStore, NewCallback, OpenThing } from '../../stores/CallbackStore.ts';
import type { Log } from '../Cloud.ts';
import type { CallbackTraces, WrittenTrace } from './CallbackTraces.ts';
import { closingOf, type Ending, keyOf, type Opened, openingOf } from './events.ts';

/** Something opened, or with an `ending` closed. `quiet`: the app's server wished not to be told. */
export type CallbackFact = { appID: number; opened: Opened; at: number; ending?: Ending; quiet?: boolean };

/** At most so many wait for one app; what is more is kept as failed, to be replayed. */
const WAITING_PER_APP = 100_000;
const COUNT_EVERY_MS = 10_000;
/** While the store fails, this many facts are held; the oldest are given up then. */
const HELD = 100_000;
const TRY_AGAIN_MS = 1_000;

type Parts = {
  store: CallbackStore;
  apps: AppStore;
  clock: Clock;
  log: Log;
  written: () => void;
  traces?: CallbackTraces | undefined;
};

type Waiting = CallbackFact & { trace?: WrittenTrace | undefined };

/**
 * Writes facts down before anything else of the outside hears of them: all facts of one turn of the event loop in one
 * transaction at its end. Only what an app was told is open is told to be closed.
 */
export class CallbackWriter {
  readonly #parts: Parts;
  #facts: Waiting[] = [];
  /** Keys of what apps were told is open. */
  readonly #told = new Set<string>();
  readonly #waiting = new Map<number, { count: number; countedAt: number }>();
  #flushing: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What was open when the last run ended, however it did, is told to be closed: connection lost. Streams first, rooms last. */
  async recover(): Promise<void> {
    const { store, clock } = this.#parts;
    const things = await store.open();
    for (const { key } of things) this.#told.add(key);
    const ending: Ending = { at: clock.now(), reason: 'disconnected' };
    for (const kind of ['stream', 'session', 'room']) {
      for (const { appID, opened: json } of things) {
        const opened = JSON.parse(json) as Opened;
        if (opened.kind === kind) this.#facts.push({ appID, opened, at: ending.at, ending });
      }
    }
    await this.flush();
  }

  add(fact: CallbackFact): void {
    const { traces } = this.#parts;
    this.#facts.push(traces ? { ...fact, trace: traces.writing() } : fact);
    if (this.#facts.length > HELD) {
      this.#facts.splice(0, HELD / 10);
      this.#parts.log.error({ given: HELD / 10 }, 'callbacks cannot be stored: facts given up');
    }
    this.#flushing ??= this.#flushSoon();
  }

  /** Resolves when everything added so far is written, or could not be. */
  async flush(): Promise<void> {
    await this.#flushing;
    while (this.#facts.length > 0 && (await this.#writeAll()));
  }

  async #flushSoon(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const { clock } = this.#parts;
    while (this.#facts.length > 0) {
      if (!(await this.#writeAll())) {
        clock.after(TRY_AGAIN_MS, () => {
          this.#flushing ??= this.#flushSoon();
        });
        break;
      }
    }
    this.#flushing = undefined;
  }

  /** False if the store failed; the facts stay then. */
  async #writeAll(): Promise<boolean> {
    const facts = this.#facts;
    this.#facts = [];
    try {
      await this.#write(facts);
      return true;
    } catch (error) {
      this.#facts = [...facts, ...this.#facts];
      this.#parts.log.error({ err: error }, 'callbacks cannot be stored');
      return false;
    }
  }

  async #write(facts: readonly Waiting[]): Promise<void> {
    const { store, written } = this.#parts;
    const wanted = new Map<number, boolean>();
    for (const { appID } of facts) if (!wanted.has(appID)) wanted.set(appID, await this.#wants(appID));
    const add: NewCallback[] = [];
    const traces: WrittenTrace[] = [];
    const opened = new Map<string, OpenThing>();
    const closed: string[] = [];
    for (const fact of facts) {
      const { appID } = fact;
      const key = keyOf(appID, fact.opened);
      const wants = wanted.get(appID) === true;
      if (fact.ending) {
        if (!opened.has(key) && !this.#told.has(key)) continue;
        closed.push(key);
      } else {
        if (!wants) continue;
        opened.set(key, { appID, key, opened: JSON.stringify(fact.opened) });
      }
      if (!wants || fact.quiet) continue;
      add.push(await this.#callbackOf(fact));
      if (fact.trace) traces.push(fact.trace);
    }
    if (add.length + closed.length === 0) return;
    await store.write({ add, opened: [...opened.values()], closed });
    for (const trace of traces) trace.written();
    for (const key of opened.keys()) this.#told.add(key);
    for (const key of closed) this.#told.delete(key);
    if (add.length > 0) written();
  }

  async #wants(appID: number): Promise<boolean> {
    return (await this.#parts.apps.find(appID))?.callback !== undefined;
  }

  async #callbackOf({ appID, opened, ending, at, trace }: Waiting): Promise<NewCallback> {
    const { event, fields } = ending ? closingOf(opened, ending) : openingOf(opened);
    const streamID = opened.kind === 'stream' ? opened.streamID : null;
    const error = (await this.#isFull(appID)) ? 'too many were waiting' : '';
    const { roomID } = opened;
    const { traceparent } = trace ?? {};
    return { appID, roomID, streamID, event, fields: JSON.stringify(fields), createdAt: at, error, traceparent };
  }

  async #isFull(appID: number): Promise<boolean> {
    const now = this.#parts.clock.now();
    let known = this.#waiting.get(appID);
    if (!known || now - known.countedAt > COUNT_EVERY_MS) {
      known = { count: await this.#parts.store.countWaiting(appID), countedAt: now };
      this.#waiting.set(appID, known);
    }
    known.count += 1;
    return known.count > WAITING_PER_APP;
  }
}
