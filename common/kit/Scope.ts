type Undo = (reason: string) => void | Promise<void>;

/**
 * Owns what was opened and closes it once, newest first, even past a failure.
 * Every caller of `close` gets the same promise; it rejects with an AggregateError of what failed on the way.
 */
export class Scope {
  #undos: Undo[] = [];
  #closing: Promise<void> | undefined;
  readonly #abort = new AbortController();

  /** Aborts when closing begins: hand it to what should stop by itself. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get closed(): boolean {
    return this.#closing !== undefined;
  }

  /** Registers an undo. On a scope that is closed already, it runs at once. */
  onClose(undo: Undo): void {
    if (this.#closing) void Promise.resolve(undo('already closed'));
    else this.#undos.push(undo);
  }

  /** Takes ownership of something that can be closed, and hands it back. */
  own<T extends { close(reason: string): void | Promise<void> }>(child: T): T {
    this.onClose((reason) => child.close(reason));
    return child;
  }

  close(reason = 'closed'): Promise<void> {
    this.#closing ??= this.#run(reason);
    return this.#closing;
  }

  async #run(reason: string): Promise<void> {
    this.#abort.abort(reason);
    const failures: unknown[] = [];
    for (let undo = this.#undos.pop(); undo; undo = this.#undos.pop()) {
      try {
        await undo(reason);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `closing failed in ${failures.length} place(s)`);
  }
}
