type AnyFunction = (...args: never[]) => unknown;

/**
 * Listeners of a public object, by event name. Called in the order they were added; one that throws disturbs neither
 * the SDK nor the others: its error is rethrown where the browser reports uncaught errors.
 */
// biome-ignore lint/suspicious/noExplicitAny: an event map is an interface without an index signature
export class Listeners<Events extends { [K in keyof Events]: (...args: any[]) => unknown }> {
  readonly #known: ReadonlySet<PropertyKey>;
  readonly #listeners = new Map<PropertyKey, AnyFunction[]>();

  constructor(names: readonly (keyof Events)[]) {
    this.#known = new Set<PropertyKey>(names);
  }

  /** False for an unknown event or for something that is not a function. */
  on<K extends keyof Events>(event: K, listener: Events[K]): boolean {
    if (!this.#known.has(event) || typeof listener !== 'function') return false;
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return true;
  }

  /** Without a listener: forgets all of the event. False for an unknown event or a listener that was not there. */
  off<K extends keyof Events>(event: K, listener?: Events[K]): boolean {
    if (!this.#known.has(event)) return false;
    if (listener === undefined) {
      this.#listeners.delete(event);
      return true;
    }
    const current = this.#listeners.get(event) ?? [];
    const index = current.indexOf(listener);
    if (index < 0) return false;
    this.#listeners.set(
      event,
      current.filter((_, position) => position !== index),
    );
    return true;
  }

  has(event: keyof Events): boolean {
    return (this.#listeners.get(event)?.length ?? 0) > 0;
  }

  tell<K extends keyof Events>(event: K, ...args: Parameters<Events[K]>): void {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        (listener as (...args: unknown[]) => unknown)(...args);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
