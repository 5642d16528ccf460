import { sql } from 'kysely';
import type { AuditEntry, AuditQuestion, AuditStore, NewAuditEntry } from '../AuditStore.ts';
import { type Database, openDatabase } from './openDatabase.ts';

/** The audit log in the SQLite file of a data folder. */
export class SqliteAuditStore implements AuditStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Opens the database of a data folder; closing the store closes it. */
  static open(dataDir: string): SqliteAuditStore {
    return new SqliteAuditStore(openDatabase(dataDir));
  }

  async add(entry: NewAuditEntry): Promise<number> {
    const { insertId } = await this.#database.insertInto('audit').values(entry).executeTakeFirstOrThrow();
    return Number(insertId);
  }

  async settle(id: number, outcome: string, target?: string): Promise<void> {
    const known = { outcome, ...(target !== undefined && { target }) };
    await this.#database.updateTable('audit').set(known).where('id', '=', id).execute();
  }

  async list({ actor, verb, from, to, before, limit }: AuditQuestion): Promise<AuditEntry[]> {
    let query = this.#database.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit);
    if (actor !== undefined) query = query.where('actor', '=', actor);
    if (verb !== undefined) query = query.where('verb', '=', verb);
    if (from !== undefined) query = query.where('at', '>=', from);
    if (to !== undefined) query = query.where('at', '<', to);
    if (before !== undefined) query = query.where('id', '<', before);
    return query.execute();
  }

  async purge({ before, keep }: { before: number; keep: number }): Promise<void> {
    await this.#database.deleteFrom('audit').where('at', '<', before).execute();
    await sql`DELETE FROM audit WHERE id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET ${keep})`.execute(
      this.#database,
    );
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}
