import type { RequestName, Result } from '../../apps/console/api/types.ts';
import { ruleKey, type UserRule } from '../../common/protocol/rest/forbidRule.ts';
import { defaultAppOptions } from '../../server/stores/AppStore.ts';
import { figures, type RecordBatch, type SampleRow } from '../../server/stores/RecordStore.ts';
import { type Database, openDatabase } from '../../server/stores/sqlite/openDatabase.ts';
import { SqliteRecordStore } from '../../server/stores/sqlite/records/SqliteRecordStore.ts';
import type { Tables } from '../../server/stores/sqlite/Tables.ts';
import { fakeAnswers } from './fakeAnswers.ts';
import { call, description, series } from './made/calls.ts';
import { NOW } from './made/names.ts';
import { APP } from './pages.ts';
import type { Amount } from './Site.ts';

const AT_ONCE = 500;

/** Fills the stores of a data folder before a server opens them: what the made-up answers would say, in the tables' own rows. */
export async function fillStores(dataDir: string, amount: Amount): Promise<void> {
  const later = Date.now() - NOW;
  await fillDatabase(openDatabase(dataDir), { amount, later });
  await fillRecords(await SqliteRecordStore.open(dataDir), { amount, later });
}

type Filling = { amount: Amount; later: number };

async function fillDatabase(database: Database, { amount, later }: Filling): Promise<void> {
  const made = <N extends RequestName>(name: N): Result<N> => {
    const answer = fakeAnswers(amount, 'admin')[name]?.(new URLSearchParams({ limit: String(amount) }));
    if (!answer) throw new Error(`nothing is made up for ${name}`);
    return answer;
  };
  const put = async <T extends keyof Tables & string>(table: T, rows: readonly object[]) => {
    for (let first = 0; first < rows.length; first += AT_ONCE)
      await database
        .insertInto(table)
        .values(rows.slice(first, first + AT_ONCE) as never)
        .execute();
  };
  const options = JSON.stringify(defaultAppOptions);
  const callback = { callback_url: 'https://api.example.com/liuyun/callbacks', callback_secret: 'c'.repeat(32) };
  const secrets = { app_sign: 'a'.repeat(64), server_secret: 's'.repeat(32) };
  await put(
    'apps',
    made('listApps').items.map(({ appID, name, createdAt }) => {
      const own = appID === APP ? callback : { callback_url: null, callback_secret: null };
      return { app_id: appID, name, created_at: createdAt + later, options, ...secrets, ...own };
    }),
  );
  await put(
    'administrators',
    made('listAdministrators').items.map(({ username, role, disabled, createdAt, lastLoginAt }) => ({
      ...{ key: username, username, password_hash: 'none', role, disabled: Number(disabled) },
      ...{ created_at: createdAt + later, last_login_at: lastLoginAt && lastLoginAt + later },
    })),
  );
  const oldestFirst = [...made('listAudit').items].reverse();
  await put(
    'audit',
    oldestFirst.map(({ id: _, at, ...entry }) => ({ ...entry, at: at + later })),
  );
  await put(
    'callbacks',
    [...made('listDeliveries').items].reverse().map((one) => ({
      ...{ app_id: one.appID, room_id: one.roomID, stream_id: one.streamID, event: one.event, fields: one.fields },
      ...{ created_at: one.createdAt + later, state: one.state, attempts: one.attempts, error: one.error },
      due_at: one.dueAt + later + 3_600_000,
    })),
  );
  await put(
    'forbid_rules',
    Array.from({ length: amount }, (_, index) => {
      const now = NOW + later - index * 1000;
      const kept = { login: true, publish: index % 2 === 0, createdAt: now, expiresAt: now + 86_400_000 };
      const rule: UserRule = { kind: 'user', type: 3, address: '', roomID: '', userID: `spammer-${index + 1}`, ...kept };
      return { app_id: APP, key: ruleKey(rule), rule: JSON.stringify(rule), expires_at: rule.expiresAt };
    }),
  );
  await database.destroy();
}

/** A list of calls, and those that have a page of their own with everything about them. */
async function fillRecords(store: SqliteRecordStore, { amount, later }: Filling): Promise<void> {
  let number = 0;
  const batch = (rows: Partial<RecordBatch>): RecordBatch => {
    return { at: Date.now(), calls: [], stays: [], publications: [], plays: [], samples: [], ...rows };
  };
  const shifted = <R extends { from: number; until: number | null }>(row: R): R => {
    return { ...row, from: row.from + later, until: row.until && row.until + later };
  };
  const kept = ({ durationMs, ...of }: ReturnType<typeof call>) => {
    const closedAt = (of.closedAt ?? of.openedAt + durationMs) + later;
    return { ...of, openedAt: of.openedAt + later, closedAt, number: ++number };
  };
  const calls = Array.from({ length: amount }, (_, index) => kept(call(index)));
  for (let first = 0; first < calls.length; first += AT_ONCE)
    await store.write(batch({ calls: calls.slice(first, first + AT_ONCE) }));
  for (const people of [1, 10, 100]) {
    const one = description(people);
    const row = kept({ ...one.call, openedAt: one.call.openedAt - people * 60_000, closedAt: NOW - people * 60_000 });
    const of = { call: row.number };
    const back = people * 60_000;
    const move = <R extends { from: number; until: number | null }>(each: R): R => {
      return shifted({ ...each, from: each.from - back, until: each.until && each.until - back });
    };
    const first = number;
    number += 10_000;
    const stays = one.stays.map((stay) => {
      const breaks = stay.breaks.map((gap) => ({
        ...gap,
        at: gap.at + later - back,
        until: gap.until && gap.until + later - back,
      }));
      return { ...move(stay), ...of, stayID: first + stay.stayID, breaks };
    });
    const publications = one.publications.map((each) => {
      return { ...move(each), ...of, publicationID: first + each.publicationID, stayID: first + (each.stayID ?? 0) };
    });
    const plays = one.plays.map((each) => ({
      ...move(each),
      ...of,
      playID: first + each.playID,
      stayID: first + (each.stayID ?? 0),
    }));
    const samples = series(people).flatMap((line): SampleRow[] =>
      line.t.map((t, index) => ({
        ...of,
        ...{ userID: line.userID, streamID: line.streamID, direction: line.direction, t: t + later - back },
        ...(Object.fromEntries(figures.map((name) => [name, line[name][index] ?? null])) as {
          [F in (typeof figures)[number]]: number | null;
        }),
      })),
    );
    await store.write(batch({ calls: [row], stays, publications, plays }));
    for (let from = 0; from < samples.length; from += AT_ONCE)
      await store.write(batch({ samples: samples.slice(from, from + AT_ONCE) }));
  }
  await store.close();
}
