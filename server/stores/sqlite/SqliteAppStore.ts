import { RtcError } from '@liuyun/protocol/errors';
import {
  type AppChange,
  type AppOptions,
  type AppRecord,
  type AppStore,
  type AppSummary,
  type AppUpdate,
  type CallbackTarget,
  defaultAppOptions,
  type FormerSecret,
} from '../AppStore.ts';
import { AppRows } from './AppRows.ts';
import { type Database, openDatabase } from './openDatabase.ts';
import { KeyFile, keyFileOf } from './secrets/KeyFile.ts';
import type { Keys } from './secrets/Keys.ts';
import { openSecrets } from './secrets/openSecrets.ts';
import type { SecretBox } from './secrets/SecretBox.ts';
import { openedRow, sealedRow } from './secrets/secretColumns.ts';
import type { AppRow } from './Tables.ts';

/**
 * Apps in a SQLite file. Every read goes to the file, so an app made by another process is found at once. Secrets are encrypted
 * in it, with a key that lies elsewhere.
 */
export class SqliteAppStore implements AppStore {
  readonly #database: Database;
  readonly #box: SecretBox;
  readonly #rows: AppRows;

  private constructor(database: Database, { box, rows }: { box: SecretBox; rows: AppRows }) {
    this.#database = database;
    this.#box = box;
    this.#rows = rows;
  }

  /** Opens the database of a data folder; closing the store closes it. The key file is made if there is none yet. */
  static open(dataDir: string, keys: Keys = new KeyFile(keyFileOf(dataDir))): SqliteAppStore {
    const prepared: { box: SecretBox; rows: AppRows }[] = [];
    const database = openDatabase(dataDir, (sqlite) =>
      prepared.push({ box: openSecrets(sqlite, keys), rows: new AppRows(sqlite) }),
    );
    const [parts] = prepared;
    if (!parts) throw new Error('the database was not prepared');
    return new SqliteAppStore(database, parts);
  }

  async create(app: AppRecord): Promise<void> {
    const result = await this.#database
      .insertInto('apps')
      .values(sealedRow(this.#box, app.appID, rowOf(app)))
      .onConflict((conflict) => conflict.column('app_id').doNothing())
      .executeTakeFirst();
    if (result.numInsertedOrUpdatedRows === 0n) throw new RtcError('INPUT_PARAM', `app ${app.appID} exists already`);
  }

  async find(appID: number): Promise<AppRecord | undefined> {
    return this.#find(appID);
  }

  async list(): Promise<AppRecord[]> {
    const rows = await this.#database.selectFrom('apps').selectAll().orderBy('created_at').orderBy('app_id').execute();
    return rows.map((row) => recordOf(openedRow(this.#box, row)));
  }

  async summaries(): Promise<AppSummary[]> {
    const columns = ['app_id as appID', 'name', 'created_at as createdAt'] as const;
    return this.#database.selectFrom('apps').select(columns).orderBy('created_at').orderBy('app_id').execute();
  }

  async update(appID: number, change: AppUpdate): Promise<AppRecord> {
    return this.#rows.alone(() => {
      const before = this.#mustFind(appID);
      const columns = columnsOf(typeof change === 'function' ? change(before) : change);
      this.#rows.write(appID, sealedRow(this.#box, appID, columns));
      return this.#mustFind(appID);
    });
  }

  async remove(appID: number): Promise<boolean> {
    const { numDeletedRows } = await this.#database.deleteFrom('apps').where('app_id', '=', appID).executeTakeFirst();
    return numDeletedRows > 0n;
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  #find(appID: number): AppRecord | undefined {
    const record = this.#rows.find(appID, (row) => recordOf(openedRow(this.#box, row)));
    return record && copyOf(record);
  }

  #mustFind(appID: number): AppRecord {
    const record = this.#find(appID);
    if (!record) throw new RtcError('APP_ID_UNKNOWN', String(appID));
    return record;
  }
}

function rowOf(app: AppRecord): AppRow {
  const { appID: app_id, name, appSign: app_sign, serverSecret: server_secret, createdAt: created_at } = app;
  const more = { ...columnsOfCallback(app.callback ?? null), ...columnsOfFormer(app.previousSecret ?? null) };
  return { app_id, name, app_sign, server_secret, created_at, options: JSON.stringify(app.options), ...more };
}

/** Only the columns whose fields are given. */
function columnsOf(change: AppChange): Partial<AppRow> {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.appSign !== undefined && { app_sign: change.appSign }),
    ...(change.serverSecret !== undefined && { server_secret: change.serverSecret }),
    ...(change.options !== undefined && { options: JSON.stringify(change.options) }),
    ...(change.callback !== undefined && columnsOfCallback(change.callback)),
    ...(change.previousSecret !== undefined && columnsOfFormer(change.previousSecret)),
  };
}

function columnsOfCallback(target: CallbackTarget | null): Pick<AppRow, 'callback_url' | 'callback_secret'> {
  return { callback_url: target?.url ?? null, callback_secret: target?.secret ?? null };
}

function columnsOfFormer(former: FormerSecret | null): Pick<AppRow, 'previous_secret' | 'previous_secret_until'> {
  return { previous_secret: former?.secret ?? null, previous_secret_until: former?.until ?? null };
}

function recordOf(row: AppRow): AppRecord {
  return {
    appID: row.app_id,
    name: row.name,
    appSign: row.app_sign,
    serverSecret: row.server_secret,
    createdAt: row.created_at,
    options: { ...defaultAppOptions, ...(JSON.parse(row.options) as Partial<AppOptions>) },
    ...(row.previous_secret !== null && {
      previousSecret: { secret: row.previous_secret, until: row.previous_secret_until ?? 0 },
    }),
    ...(row.callback_url !== null && { callback: { url: row.callback_url, secret: row.callback_secret ?? '' } }),
  };
}

function copyOf(record: AppRecord): AppRecord {
  const { options, callback, previousSecret } = record;
  return {
    ...record,
    options: { ...options },
    ...(callback && { callback: { ...callback } }),
    ...(previousSecret && { previousSecret: { ...previousSecret } }),
  };
}
