import { Refused } from './Sitter.ts';

/** What failed, by its reason: a failure's name as the server says it, else the error's. */
export class Failures {
  readonly #counts = new Map<string, number>();

  add(error: unknown): void {
    const reason = error instanceof Refused ? error.failure : error instanceof Error ? error.message : String(error);
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  get count(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** For a result; nothing where nothing failed. */
  get byReason(): { [reason: string]: number } {
    return Object.fromEntries(this.#counts);
  }
}
