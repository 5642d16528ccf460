/** Remembers which nonces were used, so that a request that was overheard cannot be sent again. */
export class NonceMemory {
  readonly #capacity: number;
  readonly #used = new Map<number, Set<string>>();
  #size = 0;
  /** Requests from this second or earlier are no longer told apart: they count as used. */
  #forgottenUpTo = Number.NEGATIVE_INFINITY;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#size;
  }

  /** False when it was used before, or when nobody can say any more. `timestamp` in seconds. */
  take(nonce: string, timestamp: number): boolean {
    if (timestamp <= this.#forgottenUpTo) return false;
    const used = this.#used.get(timestamp) ?? new Set();
    if (used.has(nonce)) return false;
    used.add(nonce);
    this.#used.set(timestamp, used);
    this.#size += 1;
    while (this.#size > this.#capacity) this.#forget(Math.min(...this.#used.keys()));
    return true;
  }

  /** What is older than this second is refused for its age: it need not be remembered. */
  expire(before: number): void {
    for (const timestamp of [...this.#used.keys()]) if (timestamp < before) this.#drop(timestamp);
  }

  #forget(timestamp: number): void {
    this.#drop(timestamp);
    this.#forgottenUpTo = Math.max(this.#forgottenUpTo, timestamp);
  }

  #drop(timestamp: number): void {
    this.#size -= this.#used.get(timestamp)?.size ?? 0;
    this.#used.delete(timestamp);
  }
}
