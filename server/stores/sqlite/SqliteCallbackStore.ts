import { sql } from 'kysely';
import type {
  CallbackCount,
  CallbackOutcome,
  CallbackState,
  CallbackStore,
  NewCallback,
  OpenThing,
  StoredCallback,
} from '../CallbackStore.ts';
import { type Database, openDatabase } from './openDatabase.ts';
import type { CallbackRow } from './Tables.ts';

/** Rows of one statement: SQLite takes at most 32766 values. */
const ROWS = 1_000;

/** Callbacks in the SQLite file of a data folder. */
export class SqliteCallbackStore implements CallbackStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Opens the database of a data folder; closing the store closes it. */
  static async open(dataDir: string): Promise<SqliteCallbackStore> {
    const database = openDatabase(dataDir);
    // A write survives the end of the process without waiting for the disk; a power failure may cost the last moments.
    await sql`PRAGMA synchronous = NORMAL`.execute(database);
    return new SqliteCallbackStore(database);
  }

  async write({ add, opened, closed }: Parameters<CallbackStore['write']>[0]): Promise<void> {
    await this.#database.transaction().execute(async (trx) => {
      for (const some of inParts(add)) await trx.insertInto('callbacks').values(some.map(rowOf)).execute();
      for (const some of inParts(opened)) {
        const rows = some.map(({ appID, key, opened: what }) => ({ app_id: appID, key, opened: what }));
        await trx.insertInto('callbacks_open').values(rows).execute();
      }
      for (const some of inParts(closed)) await trx.deleteFrom('callbacks_open').where('key', 'in', some).execute();
    });
  }

  async open(): Promise<OpenThing[]> {
    const rows = await this.#database.selectFrom('callbacks_open').selectAll().orderBy('id').execute();
    return rows.map(({ app_id, key, opened }) => ({ appID: app_id, key, opened }));
  }

  async countWaiting(appID: number): Promise<number> {
    const { count } = await this.#database
      .selectFrom('callbacks')
      .select((on) => on.fn.countAll<number>().as('count'))
      .where('state', '=', 'waiting')
      .where('app_id', '=', appID)
      .executeTakeFirstOrThrow();
    return count;
  }

  async count(): Promise<CallbackCount> {
    const rows = await this.#database
      .selectFrom('callbacks')
      .select((on) => ['state', on.fn.countAll<number>().as('count'), on.fn.min('created_at').as('oldest')])
      .where('state', 'in', ['waiting', 'failed'])
      .groupBy('state')
      .execute();
    const of = (wanted: CallbackState) => rows.find(({ state }) => state === wanted);
    return { waiting: of('waiting')?.count ?? 0, failed: of('failed')?.count ?? 0, oldestWaiting: of('waiting')?.oldest };
  }

  async appsWaiting(): Promise<number[]> {
    // From app to app by the index, past whatever number of callbacks each has.
    const { rows } = await sql<{ app: number }>`
      WITH RECURSIVE found(app) AS (
        SELECT min(app_id) FROM callbacks WHERE state = 'waiting'
        UNION ALL SELECT (SELECT min(app_id) FROM callbacks WHERE state = 'waiting' AND app_id > app) FROM found WHERE app IS NOT NULL
      )
      SELECT app FROM found WHERE app IS NOT NULL`.execute(this.#database);
    return rows.map(({ app }) => app);
  }

  async ready({ appID, now, busy, limit }: Parameters<CallbackStore['ready']>[0]): Promise<StoredCallback[]> {
    const onTheirWay = sql.join([0, ...busy]);
    const { rows } = await sql<CallbackRow & { id: number }>`
      WITH held AS (
        SELECT room_id, stream_id FROM callbacks
        WHERE state = 'waiting' AND attempts > 0 AND app_id = ${appID} AND due_at > ${now}
        UNION ALL SELECT room_id, stream_id FROM callbacks WHERE id IN (${onTheirWay})
      )
      SELECT * FROM callbacks
      WHERE state = 'waiting' AND app_id = ${appID} AND due_at <= ${now}
        AND room_id NOT IN (SELECT room_id FROM held)
        AND (stream_id IS NULL OR stream_id NOT IN (SELECT stream_id FROM held WHERE stream_id IS NOT NULL))
      ORDER BY id LIMIT ${limit}`.execute(this.#database);
    return rows.map(callbackOf);
  }

  async settle({ id, state, attempts, dueAt, error }: CallbackOutcome): Promise<void> {
    await this.#database.updateTable('callbacks').set({ state, attempts, due_at: dueAt, error }).where('id', '=', id).execute();
  }

  async list({ appID, state, before, limit }: Parameters<CallbackStore['list']>[0]): Promise<StoredCallback[]> {
    let query = this.#database.selectFrom('callbacks').selectAll().orderBy('id', 'desc').limit(limit);
    if (appID !== undefined) query = query.where('app_id', '=', appID);
    if (state !== undefined) query = query.where('state', '=', state);
    if (before !== undefined) query = query.where('id', '<', before);
    return (await query.execute()).map(callbackOf);
  }

  async replay({ appID, ids, now }: Parameters<CallbackStore['replay']>[0]): Promise<number> {
    let query = this.#database
      .updateTable('callbacks')
      .set({ state: 'waiting', attempts: 0, due_at: now, error: '' })
      .where('state', '=', 'failed')
      .where('app_id', '=', appID);
    if (ids) query = query.where('id', 'in', [...ids]);
    return Number((await query.executeTakeFirst()).numUpdatedRows);
  }

  async purge(before: { delivered: number; failed: number }): Promise<void> {
    for (const state of ['delivered', 'failed'] as const) {
      await this.#database.deleteFrom('callbacks').where('state', '=', state).where('created_at', '<', before[state]).execute();
    }
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }
}

function rowOf({ appID, roomID, streamID, event, fields, createdAt, error, traceparent }: NewCallback) {
  const state: CallbackState = error === '' ? 'waiting' : 'failed';
  const waiting = { state, attempts: 0, due_at: createdAt, error, traceparent: traceparent ?? null };
  return { app_id: appID, room_id: roomID, stream_id: streamID, event, fields, created_at: createdAt, ...waiting };
}

function callbackOf(row: Omit<CallbackRow, 'id'> & { id: number }): StoredCallback {
  const { id, event, fields, state, attempts, error } = row;
  const keys = { appID: row.app_id, roomID: row.room_id, streamID: row.stream_id };
  const traceparent = row.traceparent ?? undefined;
  return { id, ...keys, event, fields, createdAt: row.created_at, state, attempts, dueAt: row.due_at, error, traceparent };
}

function* inParts<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += ROWS) yield all.slice(at, at + ROWS);
}
