import {
  type AdministratorChange,
  type AdministratorOutcome,
  type AdministratorRecord,
  type AdministratorStore,
  type ConsoleSession,
  nameKey,
} from '../AdministratorStore.ts';

/** Administrators for as long as the process lives: for tests and throw-away servers. */
export class MemoryAdministratorStore implements AdministratorStore {
  readonly #administrators = new Map<string, AdministratorRecord>();
  readonly #sessions = new Map<string, ConsoleSession>();
  #closed = false;

  async create(administrator: AdministratorRecord, { onlyFirst = false }: { onlyFirst?: boolean } = {}): Promise<boolean> {
    this.#checkOpen();
    const key = nameKey(administrator.username);
    if (this.#administrators.has(key) || (onlyFirst && this.#administrators.size > 0)) return false;
    this.#administrators.set(key, { ...administrator });
    return true;
  }

  async find(username: string): Promise<AdministratorRecord | undefined> {
    this.#checkOpen();
    const found = this.#administrators.get(nameKey(username));
    return found && { ...found };
  }

  async list(): Promise<AdministratorRecord[]> {
    this.#checkOpen();
    const entries = [...this.#administrators.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([, administrator]) => ({ ...administrator }));
  }

  async count(): Promise<number> {
    this.#checkOpen();
    return this.#administrators.size;
  }

  async change(username: string, change: AdministratorChange): Promise<AdministratorOutcome> {
    this.#checkOpen();
    const key = nameKey(username);
    const found = this.#administrators.get(key);
    if (!found) return 'unknown';
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const changed: AdministratorRecord = { ...found, ...given };
    if (!isAdmin(changed) && this.#isLast(key)) return 'lastAdmin';
    this.#administrators.set(key, changed);
    return 'done';
  }

  async remove(username: string): Promise<AdministratorOutcome> {
    this.#checkOpen();
    const key = nameKey(username);
    if (!this.#administrators.has(key)) return 'unknown';
    if (this.#isLast(key)) return 'lastAdmin';
    this.#administrators.delete(key);
    await this.endSessionsOf(username);
    return 'done';
  }

  async addSession(session: ConsoleSession): Promise<void> {
    this.#checkOpen();
    this.#sessions.set(session.hash, { ...session });
  }

  async findSession(hash: string): Promise<{ session: ConsoleSession; administrator: AdministratorRecord } | undefined> {
    this.#checkOpen();
    const session = this.#sessions.get(hash);
    const administrator = session && (await this.find(session.username));
    return session && administrator && { session: { ...session }, administrator };
  }

  async touchSession(hash: string, seenAt: number): Promise<void> {
    this.#checkOpen();
    const session = this.#sessions.get(hash);
    if (session) session.seenAt = seenAt;
  }

  async endSession(hash: string): Promise<void> {
    this.#checkOpen();
    this.#sessions.delete(hash);
  }

  async endSessionsOf(username: string, except?: string): Promise<void> {
    this.#checkOpen();
    for (const session of [...this.#sessions.values()])
      if (nameKey(session.username) === nameKey(username) && session.hash !== except) this.#sessions.delete(session.hash);
  }

  async purgeSessions(before: { createdAt: number; seenAt: number }): Promise<void> {
    this.#checkOpen();
    for (const session of [...this.#sessions.values()])
      if (session.createdAt < before.createdAt || session.seenAt < before.seenAt) this.#sessions.delete(session.hash);
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /** Whether it is the only one of its kind. */
  #isLast(key: string): boolean {
    const own = this.#administrators.get(key);
    if (!own || !isAdmin(own)) return false;
    return [...this.#administrators.entries()].every(([other, administrator]) => other === key || !isAdmin(administrator));
  }

  #checkOpen(): void {
    if (this.#closed) throw new Error('the store is closed');
  }
}

function isAdmin({ role, disabled }: AdministratorRecord): boolean {
  return role === 'admin' && !disabled;
}
