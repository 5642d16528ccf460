/** For how long a counter has stood still, as far as samples of it say. */
export class Standstill {
  #last: { id: string; count: number; at: number } | undefined;

  /** @param sample `id` says whose counter it is: with another one it begins anew, at `since` from nothing where that is known */
  take({ id, count, at, since }: { id: string; count: number; at: number; since?: number | undefined }): number {
    if (this.#last?.id !== id) this.#last = { id, count: since === undefined ? count : 0, at: since ?? at };
    if (this.#last.count !== count) this.#last = { id, count, at };
    return Math.max(0, at - this.#last.at);
  }

  forget(): void {
    this.#last = undefined;
  }
}
