import { RtcError } from '@liuyun/protocol/errors';

/**
 * The names of data that an app has started and not stopped. A name belongs to the start that it came by: one that fails late
 * takes no name away that was stopped and started again meanwhile.
 */
export class StartedNames {
  readonly #starts = new Map<string, object>();

  has(streamID: string): boolean {
    return this.#starts.has(streamID);
  }

  get any(): boolean {
    return this.#starts.size > 0;
  }

  all(): string[] {
    return [...this.#starts.keys()];
  }

  /** The name is there while it starts, and stays if it does. What goes on already stays, too. Rejects as `start` does. */
  async start(streamID: string, start: () => Promise<void>): Promise<void> {
    const known = this.#starts.get(streamID);
    const own = known ?? {};
    this.#starts.set(streamID, own);
    try {
      await start();
    } catch (error) {
      // The engine knows what is still kept going: it may have given up a name that was started here.
      const goesOn = known !== undefined && RtcError.from(error).failure === 'DATA_REPEATED';
      if (!goesOn && this.#starts.get(streamID) === own) this.#starts.delete(streamID);
      throw error;
    }
  }

  /** False when it was not started. */
  stop(streamID: string): boolean {
    return this.#starts.delete(streamID);
  }

  clear(): void {
    this.#starts.clear();
  }
}
