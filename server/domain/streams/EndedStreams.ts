/** When a stream was live, Unix ms. */
export type Lifetime = { from: number; until: number };

/** Streams that ended a while ago are known no more. */
const REMEMBERED = 10_000;

/** When the streams were live that ended last. */
export class EndedStreams {
  /** The oldest stand first. */
  readonly #ended = new Map<string, Lifetime>();

  add(streamID: string, lifetime: Lifetime): void {
    this.#ended.delete(streamID);
    this.#ended.set(streamID, lifetime);
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > REMEMBERED && oldest !== undefined) this.#ended.delete(oldest);
  }

  find(streamID: string): Lifetime | undefined {
    return this.#ended.get(streamID);
  }
}
