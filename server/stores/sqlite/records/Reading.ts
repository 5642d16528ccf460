import type {
  CallDescription,
  GetQuality,
  Quality,
  QualitySeries,
  SearchCalls,
  SearchedCalls,
} from '@liuyun/protocol/admin/records';
import type BetterSqlite3 from 'better-sqlite3';
import {
  type CallRow,
  type Direction,
  type ExportedRows,
  figures,
  pointsOfEach,
  type RowPage,
  readCursor,
  SHOWN_ROWS,
  SHOWN_SERIES,
  writeCursor,
} from '../../RecordStore.ts';
import { callOf, playOf, publicationOf, type Raw, sampleOf, stayOf, unscaled } from './rows.ts';
import { searchSql } from './searchSql.ts';

const readers = { stays: stayOf, publications: publicationOf, plays: playOf } as const;
const SAMPLED = figures.map((name) => `samples.${name}`).join(', ');

type Series = {
  number: number;
  user_id: string;
  stream_id: string;
  direction: Direction;
  first: number;
  last: number;
  count: number;
};

/** Answers questions about calls. */
export class Reading {
  readonly #database: BetterSqlite3.Database;

  constructor(database: BetterSqlite3.Database) {
    this.#database = database;
  }

  searchCalls(asked: SearchCalls, now: number): SearchedCalls {
    const { sql, values } = searchSql(asked, readCursor(asked.cursor));
    const rows = (this.#database.prepare(sql).all(values) as Raw[]).map(callOf);
    const items = rows.slice(0, asked.limit);
    const last = items.at(-1);
    return { items: items.map((row) => shown(row, now)), ...(rows.length > items.length && last && { next: writeCursor(last) }) };
  }

  describeCall(callID: string, now: number): CallDescription | undefined {
    const call = this.#call(callID);
    if (!call) return undefined;
    const rowsOf = <R extends keyof typeof readers>(rows: R) => this.#rows(call, { rows, after: 0, limit: SHOWN_ROWS + 1 });
    const [stays, publications, plays] = [rowsOf('stays'), rowsOf('publications'), rowsOf('plays')];
    return {
      call: shown(call, now),
      stays: stays.slice(0, SHOWN_ROWS).map((raw) => without(stayOf(raw))),
      publications: publications.slice(0, SHOWN_ROWS).map((raw) => without(publicationOf(raw))),
      plays: plays.slice(0, SHOWN_ROWS).map((raw) => without(playOf(raw))),
      more: {
        stays: stays.length > SHOWN_ROWS,
        publications: publications.length > SHOWN_ROWS,
        plays: plays.length > SHOWN_ROWS,
      },
    };
  }

  readQuality(asked: GetQuality): Quality | undefined {
    const call = this.#call(asked.callID);
    if (!call) return undefined;
    const found = this.#seriesOf(call, asked).filter(({ count }) => count > 0);
    const series = found.slice(0, SHOWN_SERIES);
    const points = pointsOfEach(asked.points, series.length);
    const longest = Math.max(0, ...series.map(({ first, last }) => last - first + 1));
    const stepMs = series.some(({ count }) => count > points) ? Math.ceil(longest / points) : 0;
    const range = { from: asked.from ?? 0, to: asked.to ?? Number.MAX_SAFE_INTEGER };
    return { series: series.map((one) => this.#points(one, { ...range, stepMs })), stepMs, more: found.length > SHOWN_SERIES };
  }

  page(asked: { callID: string; rows: ExportedRows; after: string | undefined; limit: number }): RowPage {
    const call = this.#call(asked.callID);
    if (!call) return { rows: [], next: undefined };
    const { rows, after, limit } = asked;
    if (rows === 'samples') return this.#samplePage(call, after, limit);
    const found = this.#rows(call, { rows, after: Number(after ?? 0), limit });
    const last = found.at(-1);
    const read: (raw: Raw) => RowPage['rows'][number] = readers[rows];
    return { rows: found.map(read), next: found.length === limit && last ? String(last.number) : undefined };
  }

  #call(callID: string): CallRow | undefined {
    const raw = this.#database.prepare('SELECT * FROM calls WHERE call_id = ?').get(callID) as Raw | undefined;
    return raw && callOf(raw);
  }

  #rows({ number }: CallRow, given: { rows: keyof typeof readers; after: number; limit: number }): Raw[] {
    const sql = `SELECT * FROM ${given.rows} WHERE call = ? AND number > ? ORDER BY number LIMIT ?`;
    return this.#database.prepare(sql).all(number, given.after, given.limit) as Raw[];
  }

  #seriesOf({ number }: CallRow, asked: GetQuality): Series[] {
    const sql = `
      SELECT series.number, user_id, stream_id, direction, min(t) AS first, max(t) AS last, count(t) AS count
      FROM series JOIN samples ON samples.series = series.number AND t BETWEEN @from AND @to
      WHERE call = @call AND (@userID IS NULL OR user_id = @userID)
        AND (@streamID IS NULL OR stream_id = @streamID) AND (@direction IS NULL OR direction = @direction)
      GROUP BY series.number ORDER BY series.number LIMIT ${SHOWN_SERIES + 1}`;
    const { userID = null, streamID = null, direction = null, from = 0, to = Number.MAX_SAFE_INTEGER } = asked;
    return this.#database.prepare(sql).all({ call: number, userID, streamID, direction, from, to }) as Series[];
  }

  #points(series: Series, given: { from: number; to: number; stepMs: number }): QualitySeries {
    const averages = figures.map((name) => (name === 'freezeMs' ? `sum(${name}) AS ${name}` : `avg(${name}) AS ${name}`));
    const sql =
      given.stepMs === 0
        ? `SELECT * FROM samples WHERE series = @series AND t BETWEEN @from AND @to ORDER BY t`
        : `SELECT max(t) AS t, ${averages.join(', ')} FROM samples WHERE series = @series AND t BETWEEN @from AND @to
           GROUP BY (t - @first) / @stepMs ORDER BY 1`;
    // Whole numbers, or the division would not cut.
    const bound = { series: BigInt(series.number), first: BigInt(series.first), stepMs: BigInt(given.stepMs) };
    const range = { from: BigInt(given.from), to: BigInt(given.to) };
    const raws = this.#database.prepare(sql).all({ ...bound, ...range }) as Raw[];
    const column = (name: (typeof figures)[number]) => raws.map((raw) => unscaled(name, raw[name] as number | null));
    return {
      userID: series.user_id,
      streamID: series.stream_id,
      direction: series.direction,
      t: raws.map((raw) => raw.t as number),
      videoKbps: column('videoKbps'),
      audioKbps: column('audioKbps'),
      fps: column('fps'),
      width: column('width'),
      height: column('height'),
      loss: column('loss'),
      rtt: column('rtt'),
      delay: column('delay'),
      jitter: column('jitter'),
      freezeMs: column('freezeMs'),
      concealed: column('concealed'),
    };
  }

  #samplePage({ number }: CallRow, after: string | undefined, limit: number): RowPage {
    const [begun = 0, t = -1] = (after ?? '').split('.').flatMap((part) => (part === '' ? [] : [Number(part)]));
    const series = this.#database
      .prepare('SELECT number FROM series WHERE call = ? AND number >= ? ORDER BY number')
      .pluck()
      .all(number, begun) as number[];
    const sql = `SELECT series.call, user_id, stream_id, direction, samples.series, t, ${SAMPLED}
      FROM samples JOIN series ON series.number = samples.series WHERE samples.series = ? AND t > ? ORDER BY t LIMIT ?`;
    const raws: Raw[] = [];
    for (const one of series) {
      if (raws.length >= limit) break;
      raws.push(...(this.#database.prepare(sql).all(one, one === begun ? t : -1, limit - raws.length) as Raw[]));
    }
    const last = raws.at(-1);
    return { rows: raws.map(sampleOf), next: raws.length >= limit && last ? `${last.series}.${last.t}` : undefined };
  }
}

function shown({ number: _, ...call }: CallRow, now: number) {
  return { ...call, durationMs: Math.max(0, (call.closedAt ?? now) - call.openedAt) };
}

function without<T extends { call: number }>({ call: _, ...row }: T): Omit<T, 'call'> {
  return row;
}
