import { type Kysely, sql } from 'kysely';
import {
  type AdministratorChange,
  type AdministratorOutcome,
  type AdministratorRecord,
  type AdministratorStore,
  type ConsoleSession,
  nameKey,
} from '../AdministratorStore.ts';
import { type Database, openDatabase } from './openDatabase.ts';
import type { AdministratorRow, Tables } from './Tables.ts';

/** Administrators in the SQLite file of a data folder. */
export class SqliteAdministratorStore implements AdministratorStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Opens the database of a data folder; closing the store closes it. */
  static open(dataDir: string): SqliteAdministratorStore {
    return new SqliteAdministratorStore(openDatabase(dataDir));
  }

  async create(administrator: AdministratorRecord, { onlyFirst = false }: { onlyFirst?: boolean } = {}): Promise<boolean> {
    return this.#alone(async (trx) => {
      if (onlyFirst && (await countOf(trx)) > 0) return false;
      const result = await trx
        .insertInto('administrators')
        .values(rowOf(administrator))
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows !== 0n;
    });
  }

  async find(username: string): Promise<AdministratorRecord | undefined> {
    const row = await this.#database
      .selectFrom('administrators')
      .selectAll()
      .where('key', '=', nameKey(username))
      .executeTakeFirst();
    return row && recordOf(row);
  }

  async list(): Promise<AdministratorRecord[]> {
    return (await this.#database.selectFrom('administrators').selectAll().orderBy('key').execute()).map(recordOf);
  }

  count(): Promise<number> {
    return countOf(this.#database);
  }

  async change(username: string, change: AdministratorChange): Promise<AdministratorOutcome> {
    const key = nameKey(username);
    return this.#alone(async (trx) => {
      const row = await trx.selectFrom('administrators').selectAll().where('key', '=', key).executeTakeFirst();
      if (!row) return 'unknown';
      const columns = columnsOf(change);
      if (Object.keys(columns).length === 0) return 'done';
      if (!isAdmin({ ...row, ...columns }) && (await isLast(trx, row))) return 'lastAdmin';
      await trx.updateTable('administrators').set(columns).where('key', '=', key).execute();
      return 'done';
    });
  }

  async remove(username: string): Promise<AdministratorOutcome> {
    const key = nameKey(username);
    return this.#alone(async (trx) => {
      const row = await trx.selectFrom('administrators').selectAll().where('key', '=', key).executeTakeFirst();
      if (!row) return 'unknown';
      if (await isLast(trx, row)) return 'lastAdmin';
      await trx.deleteFrom('administrators').where('key', '=', key).execute();
      return 'done';
    });
  }

  async addSession({ hash, username, createdAt, seenAt }: ConsoleSession): Promise<void> {
    const row = { hash, key: nameKey(username), created_at: createdAt, seen_at: seenAt };
    await this.#database.insertInto('console_sessions').values(row).execute();
  }

  async findSession(hash: string): Promise<{ session: ConsoleSession; administrator: AdministratorRecord } | undefined> {
    const row = await this.#database
      .selectFrom('console_sessions as s')
      .innerJoin('administrators as a', 'a.key', 's.key')
      .selectAll('a')
      .select(['s.hash', 's.created_at as begun_at', 's.seen_at'])
      .where('s.hash', '=', hash)
      .executeTakeFirst();
    if (!row) return undefined;
    const session = { hash: row.hash, username: row.username, createdAt: row.begun_at, seenAt: row.seen_at };
    return { session, administrator: recordOf(row) };
  }

  async touchSession(hash: string, seenAt: number): Promise<void> {
    await this.#database.updateTable('console_sessions').set({ seen_at: seenAt }).where('hash', '=', hash).execute();
  }

  async endSession(hash: string): Promise<void> {
    await this.#database.deleteFrom('console_sessions').where('hash', '=', hash).execute();
  }

  async endSessionsOf(username: string, except = ''): Promise<void> {
    await this.#database
      .deleteFrom('console_sessions')
      .where('key', '=', nameKey(username))
      .where('hash', '!=', except)
      .execute();
  }

  async purgeSessions(before: { createdAt: number; seenAt: number }): Promise<void> {
    await this.#database
      .deleteFrom('console_sessions')
      .where((is) => is.or([is('created_at', '<', before.createdAt), is('seen_at', '<', before.seenAt)]))
      .execute();
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  /** What is read and then written: nobody else writes in between, the command line included. */
  #alone<T>(task: (database: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#database.connection().execute(async (database) => {
      await sql`BEGIN IMMEDIATE`.execute(database);
      try {
        const result = await task(database);
        await sql`COMMIT`.execute(database);
        return result;
      } catch (error) {
        await sql`ROLLBACK`.execute(database);
        throw error;
      }
    });
  }
}

async function countOf(database: Kysely<Tables>): Promise<number> {
  const { count } = await database
    .selectFrom('administrators')
    .select((on) => on.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function isLast(database: Kysely<Tables>, row: AdministratorRow): Promise<boolean> {
  if (!isAdmin(row)) return false;
  const other = await database
    .selectFrom('administrators')
    .select('key')
    .where('key', '!=', row.key)
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .executeTakeFirst();
  return other === undefined;
}

function isAdmin({ role, disabled }: Pick<AdministratorRow, 'role' | 'disabled'>): boolean {
  return role === 'admin' && disabled === 0;
}

function rowOf(one: AdministratorRecord): AdministratorRow {
  return {
    key: nameKey(one.username),
    username: one.username,
    password_hash: one.passwordHash,
    role: one.role,
    disabled: one.disabled ? 1 : 0,
    created_at: one.createdAt,
    last_login_at: one.lastLoginAt,
  };
}

/** Only the columns whose fields are given. */
function columnsOf(change: AdministratorChange): Partial<AdministratorRow> {
  return {
    ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
    ...(change.role !== undefined && { role: change.role }),
    ...(change.disabled !== undefined && { disabled: change.disabled ? 1 : 0 }),
    ...(change.lastLoginAt !== undefined && { last_login_at: change.lastLoginAt }),
  };
}

function recordOf(row: AdministratorRow): AdministratorRecord {
  return {
    username: row.username,
    passwordHash: row.password_hash,
    role: row.role,
    disabled: row.disabled === 1,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
  };
}
