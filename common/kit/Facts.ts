/** Maps the name of a fact (past tense) to the arguments it is told with. */
export type FactMap = { [name: string]: unknown[] };

type Listener<A extends unknown[]> = (...args: A) => void;

/**
 * Tells what happened to whoever listens. Listeners cannot answer, and one that throws disturbs neither
 * the teller nor the other listeners: its error goes to `onListenerError`.
 */
export class Facts<M extends { [K in keyof M]: unknown[] }> {
  readonly #listeners: { [K in keyof M]?: Set<Listener<M[K]>> } = {};
  readonly #onListenerError: (error: unknown, fact: keyof M) => void;

  constructor(onListenerError: (error: unknown, fact: keyof M) => void = reportLater) {
    this.#onListenerError = onListenerError;
  }

  /** Listens until the returned function is called. */
  on<K extends keyof M>(fact: K, listener: Listener<M[K]>): () => void {
    const listeners = (this.#listeners[fact] ??= new Set<Listener<M[K]>>());
    const entry: Listener<M[K]> = (...args) => listener(...args);
    listeners.add(entry);
    return () => listeners.delete(entry);
  }

  tell<K extends keyof M>(fact: K, ...args: M[K]): void {
    for (const listener of [...(this.#listeners[fact] ?? [])]) {
      try {
        listener(...args);
      } catch (error) {
        this.#onListenerError(error, fact);
      }
    }
  }

  /** Forgets all listeners. */
  clear(): void {
    for (const fact in this.#listeners) delete this.#listeners[fact];
  }
}

/** An error nobody asked about must still be seen: rethrow it where the host reports uncaught errors. */
function reportLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
