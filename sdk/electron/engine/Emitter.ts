// biome-ignore lint/suspicious/noExplicitAny: the public API says so
export type Listener = (result: any) => void;

type Entry = { listener: Listener; once: boolean };

/**
 * Node's EventEmitter as far as apps use it, for pages without Node too. A listener that throws disturbs neither the SDK nor
 * the others: its error is rethrown where the page reports uncaught errors. Something that is no function is not added.
 */
export class Emitter {
  readonly #listeners = new Map<string | symbol, Entry[]>();

  /** Adds a listener; several per event are called in the order they were added. */
  on(event: string | symbol, listener: Listener): this {
    return this.#add(event, { listener, once: false }, 'last');
  }

  /** The same as `on`. */
  addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  /** Adds a listener that is called before the others. */
  prependListener(event: string | symbol, listener: Listener): this {
    return this.#add(event, { listener, once: false }, 'first');
  }

  /** Adds a listener for the next event alone, that is called before the others. */
  prependOnceListener(event: string | symbol, listener: Listener): this {
    return this.#add(event, { listener, once: true }, 'first');
  }

  /** Adds a listener for the next event alone. */
  once(event: string | symbol, listener: Listener): this {
    return this.#add(event, { listener, once: true }, 'last');
  }

  /** Removes a listener, the last where it was added several times. Without one: all of the event. */
  off(event: string | symbol, listener?: Listener): this {
    if (listener === undefined) return this.removeAllListeners(event);
    const entries = this.#listeners.get(event) ?? [];
    const index = entries.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) this.#listeners.set(event, entries.toSpliced(index, 1));
    return this;
  }

  /** The same as `off`. */
  removeListener(event: string | symbol, listener?: Listener): this {
    return this.off(event, listener);
  }

  /** Forgets the listeners of one event, or of all. */
  removeAllListeners(event?: string | symbol): this {
    if (event === undefined) this.#listeners.clear();
    else this.#listeners.delete(event);
    return this;
  }

  /** Calls the listeners of an event; false if there are none. */
  emit(event: string | symbol, ...results: unknown[]): boolean {
    const entries = this.#listeners.get(event) ?? [];
    for (const entry of entries) {
      if (entry.once) this.off(event, entry.listener);
      try {
        (entry.listener as (...args: unknown[]) => void).apply(this, results);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    return entries.length > 0;
  }

  /** How many listeners an event has. */
  listenerCount(event: string | symbol): number {
    return this.#listeners.get(event)?.length ?? 0;
  }

  /** The listeners of an event. */
  listeners(event: string | symbol): Listener[] {
    return (this.#listeners.get(event) ?? []).map(({ listener }) => listener);
  }

  /** The same as `listeners`. */
  rawListeners(event: string | symbol): Listener[] {
    return this.listeners(event);
  }

  /** The events that have listeners. */
  eventNames(): (string | symbol)[] {
    return [...this.#listeners].filter(([, entries]) => entries.length > 0).map(([event]) => event);
  }

  /** 0: any number of listeners is fine. */
  getMaxListeners(): number {
    return 0;
  }

  /** Kept for compatibility: any number of listeners is fine. */
  setMaxListeners(_count: number): this {
    return this;
  }

  #add(event: string | symbol, entry: Entry, where: 'first' | 'last'): this {
    if (typeof entry.listener !== 'function') return this;
    const entries = this.#listeners.get(event) ?? [];
    this.#listeners.set(event, where === 'last' ? [...entries, entry] : [entry, ...entries]);
    return this;
  }
}
