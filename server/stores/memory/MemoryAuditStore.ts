import type { AuditEntry, AuditQuestion, AuditStore, NewAuditEntry } from '../AuditStore.ts';

/** The audit log for as long as the process lives: for tests and throw-away servers. */
export class MemoryAuditStore implements AuditStore {
  #entries: AuditEntry[] = [];
  #last = 0;
  #closed = false;

  async add(entry: NewAuditEntry): Promise<number> {
    this.#checkOpen();
    this.#entries.push({ ...entry, id: ++this.#last });
    return this.#last;
  }

  async settle(id: number, outcome: string, target?: string): Promise<void> {
    this.#checkOpen();
    const known = { outcome, ...(target !== undefined && { target }) };
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...known } : entry));
  }

  async list({ actor, verb, from = 0, to, before, limit }: AuditQuestion): Promise<AuditEntry[]> {
    this.#checkOpen();
    const fits = (entry: AuditEntry) =>
      (actor === undefined || entry.actor === actor) &&
      (verb === undefined || entry.verb === verb) &&
      entry.at >= from &&
      (to === undefined || entry.at < to) &&
      (before === undefined || entry.id < before);
    return structuredClone(this.#entries.filter(fits).reverse().slice(0, limit));
  }

  async purge({ before, keep }: { before: number; keep: number }): Promise<void> {
    this.#checkOpen();
    this.#entries = this.#entries.filter(({ at }) => at >= before).slice(-keep);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed');
  }
}
