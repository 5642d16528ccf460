import type BetterSqlite3 from 'better-sqlite3';
import { keyIDOf, type SecretBox } from './SecretBox.ts';

/** The columns of `apps` that nobody may read who has the database only. A column that a database does not have yet is passed over. */
const SECRET_COLUMNS: readonly string[] = ['app_sign', 'server_secret', 'previous_secret', 'callback_secret'];

type Row = { [column: string]: unknown };

/** A row of `apps`, or some of its columns, as it is stored. */
export function sealedRow<R extends object>(box: SecretBox, appID: number, row: R): R {
  return mapped(row, (secret) => box.seal(secret, aboutOf(appID)));
}

/** A row of `apps` as it was before `sealedRow`. */
export function openedRow<R extends { app_id: number }>(box: SecretBox, row: R): R {
  return mapped(row, (secret) => box.open(secret, aboutOf(row.app_id)));
}

/** Every secret that is stored, sealed or not. */
export function storedSecrets(sqlite: BetterSqlite3.Database): { appID: number; column: string; value: string }[] {
  const columns = (sqlite.pragma('table_info(apps)') as { name: string }[]).map(({ name }) => name);
  const ours = columns.filter((name) => SECRET_COLUMNS.includes(name));
  const rows = sqlite.prepare(`SELECT app_id, ${ours.join(', ')} FROM apps`).all() as Row[];
  return rows.flatMap((row) =>
    ours.flatMap((column) => {
      const value = row[column];
      return typeof value === 'string' ? [{ appID: Number(row.app_id), column, value }] : [];
    }),
  );
}

/** Seals anew what `chosen` says; how many those are. */
export function reseal(sqlite: BetterSqlite3.Database, box: SecretBox, chosen: (keyID: string | undefined) => boolean): number {
  const secrets = storedSecrets(sqlite).filter(({ value }) => chosen(keyIDOf(value)));
  for (const { appID, column, value } of secrets) {
    const about = aboutOf(appID);
    sqlite.prepare(`UPDATE apps SET ${column} = ? WHERE app_id = ?`).run(box.seal(box.open(value, about), about), appID);
  }
  return secrets.length;
}

function mapped<R extends object>(row: R, change: (secret: string) => string): R {
  const entries = Object.entries(row).map(([column, value]) => [
    column,
    SECRET_COLUMNS.includes(column) && typeof value === 'string' ? change(value) : value,
  ]);
  return Object.fromEntries(entries) as R;
}

function aboutOf(appID: number): string {
  return `apps/${appID}`;
}
