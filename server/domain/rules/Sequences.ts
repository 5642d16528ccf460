/** For how long a request that comes late is told from one that comes in time. */
const WINDOW_MS = 10_000;

/** Requests about one stream that overtook each other: the last one sent must win, not the last one that arrived. */
export class Sequences {
  /** The oldest stand first. */
  readonly #last = new Map<string, { sequence: bigint; at: number }>();

  /** Whether this is above the last one of every stream within 10 s; if so it counts for all of them, otherwise for none. */
  take(streamIDs: readonly string[], sequence: bigint, now: number): boolean {
    this.#forget(now);
    const late = streamIDs.some((streamID) => (this.#last.get(streamID)?.sequence ?? -1n) >= sequence);
    if (late) return false;
    for (const streamID of streamIDs) {
      this.#last.delete(streamID);
      this.#last.set(streamID, { sequence, at: now });
    }
    return true;
  }

  get size(): number {
    return this.#last.size;
  }

  #forget(now: number): void {
    for (const [streamID, { at }] of this.#last) {
      if (at > now - WINDOW_MS && at <= now) break;
      this.#last.delete(streamID);
    }
  }
}
