import type {
  CallDescription,
  GetQuality,
  Quality,
  QualitySeries,
  SearchCalls,
  SearchedCalls,
} from '@liuyun/protocol/admin/records';
import {
  type CallRow,
  type Figure,
  figures,
  type PlayRow,
  type PublicationRow,
  pointsOfEach,
  type RecordBatch,
  type RecordStore,
  type Retention,
  type RowPage,
  readCursor,
  type SampleRow,
  SHOWN_ROWS,
  SHOWN_SERIES,
  type StayRow,
  writeCursor,
} from '../RecordStore.ts';

/** Records for as long as the process lives: for tests and throw-away servers. */
export class MemoryRecordStore implements RecordStore {
  readonly #calls = new Map<number, CallRow>();
  readonly #stays = new Map<number, StayRow>();
  readonly #publications = new Map<number, PublicationRow>();
  readonly #plays = new Map<number, PlayRow>();
  #samples: SampleRow[] = [];
  #aliveAt = 0;
  #closed = false;

  async write(batch: RecordBatch): Promise<void> {
    this.#mustBeOpen();
    const { calls, stays, publications, plays, samples, at } = structuredClone(batch);
    for (const row of calls) this.#calls.set(row.number, row);
    for (const row of stays) this.#stays.set(row.stayID, row);
    for (const row of publications) this.#publications.set(row.publicationID, row);
    for (const row of plays) this.#plays.set(row.playID, row);
    for (const sample of samples) {
      if (!this.#samples.some((one) => one.t === sample.t && seriesOf(one) === seriesOf(sample))) this.#samples.push(sample);
    }
    this.#aliveAt = at;
  }

  async recover(): Promise<{ last: number; closed: number }> {
    this.#mustBeOpen();
    for (const rows of [this.#stays, this.#publications, this.#plays]) {
      for (const row of rows.values()) {
        if (row.until === null) Object.assign(row, { until: Math.max(row.from, this.#aliveAt), reason: 'serverCrashed' });
      }
    }
    const open = [...this.#calls.values()].filter(({ closedAt }) => closedAt === null);
    for (const call of open) Object.assign(call, { closedAt: Math.max(call.openedAt, this.#aliveAt), crashed: true });
    const numbers = [this.#calls, this.#stays, this.#publications, this.#plays].flatMap((rows) => [...rows.keys()]);
    return { last: Math.max(0, ...numbers), closed: open.length };
  }

  async searchCalls(asked: SearchCalls, now: number): Promise<SearchedCalls> {
    this.#mustBeOpen();
    const cursor = readCursor(asked.cursor);
    const before = (call: CallRow) =>
      !cursor || call.openedAt < cursor.openedAt || (call.openedAt === cursor.openedAt && call.number < cursor.number);
    const found = [...this.#calls.values()]
      .filter((call) => before(call) && this.#fits(call, asked))
      .sort((a, b) => b.openedAt - a.openedAt || b.number - a.number);
    const items = found.slice(0, asked.limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => shown(row, now)),
      ...(found.length > items.length && last && { next: writeCursor(last) }),
    };
  }

  async describeCall(callID: string, now: number): Promise<CallDescription | undefined> {
    const call = this.#find(callID);
    if (!call) return undefined;
    const [stays, publications, plays] = [
      of(this.#stays, call).sort((a, b) => a.stayID - b.stayID),
      of(this.#publications, call).sort((a, b) => a.publicationID - b.publicationID),
      of(this.#plays, call).sort((a, b) => a.playID - b.playID),
    ];
    const some = <T extends { call: number }>(rows: T[]) => rows.slice(0, SHOWN_ROWS).map(({ call: _, ...row }) => row);
    const more = (rows: unknown[]) => rows.length > SHOWN_ROWS;
    return structuredClone({
      call: shown(call, now),
      stays: some(stays),
      publications: some(publications),
      plays: some(plays),
      more: { stays: more(stays), publications: more(publications), plays: more(plays) },
    });
  }

  async readQuality(asked: GetQuality): Promise<Quality | undefined> {
    const call = this.#find(asked.callID);
    if (!call) return undefined;
    const wanted = this.#samples.filter(
      (one) =>
        one.call === call.number &&
        (asked.userID ?? one.userID) === one.userID &&
        (asked.streamID ?? one.streamID) === one.streamID &&
        (asked.direction ?? one.direction) === one.direction &&
        one.t >= (asked.from ?? 0) &&
        one.t <= (asked.to ?? Number.MAX_SAFE_INTEGER),
    );
    const all = grouped(wanted, seriesOf).map((rows) => rows.sort((a, b) => a.t - b.t));
    const series = all.slice(0, SHOWN_SERIES);
    const points = pointsOfEach(asked.points, series.length);
    const longest = Math.max(0, ...series.map((rows) => (rows.at(-1)?.t ?? 0) - (rows[0]?.t ?? 0) + 1));
    const stepMs = series.some(({ length }) => length > points) ? Math.ceil(longest / points) : 0;
    return { series: series.flatMap((rows) => columns(rows, stepMs)), stepMs, more: all.length > SHOWN_SERIES };
  }

  async page({ callID, rows, after, limit }: Parameters<RecordStore['page']>[0]): Promise<RowPage> {
    const call = this.#find(callID);
    if (!call) return { rows: [], next: undefined };
    const all = {
      stays: () => of(this.#stays, call),
      publications: () => of(this.#publications, call),
      plays: () => of(this.#plays, call),
      samples: () => this.#samples.filter((one) => one.call === call.number),
    }[rows]();
    const from = Number(after ?? 0);
    const next = from + limit < all.length ? String(from + limit) : undefined;
    return { rows: structuredClone(all.slice(from, from + limit)), next };
  }

  async purge({ recordsBefore, samplesBefore, maxRecords, maxSamples }: Retention, limit: number): Promise<number> {
    this.#mustBeOpen();
    let deleted = 0;
    const oldest = this.#samples.toSorted((a, b) => a.t - b.t);
    const gone = new Set(
      oldest.filter(({ t }, index) => t < samplesBefore || index < oldest.length - maxSamples).slice(0, limit),
    );
    this.#samples = this.#samples.filter((one) => !gone.has(one));
    deleted += gone.size;
    const tables = [this.#plays, this.#publications, this.#stays] as const;
    const ended = [
      ...tables.flatMap((rows) => [...rows].map(([key, { until }]) => ({ rows: rows as Map<number, unknown>, key, until }))),
      ...[...this.#calls].map(([key, { closedAt }]) => ({ rows: this.#calls as Map<number, unknown>, key, until: closedAt })),
    ].filter(({ until }) => until !== null);
    ended.sort((a, b) => (a.until ?? 0) - (b.until ?? 0));
    let excess = this.#records - maxRecords;
    for (const { rows, key, until } of ended) {
      if (deleted >= limit || ((until ?? 0) >= recordsBefore && excess <= 0)) break;
      rows.delete(key);
      deleted += 1;
      excess -= 1;
    }
    return deleted;
  }

  async count(): Promise<{ records: number; samples: number }> {
    this.#mustBeOpen();
    return { records: this.#records, samples: this.#samples.length };
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  get #records(): number {
    return this.#calls.size + this.#stays.size + this.#publications.size + this.#plays.size;
  }

  #find(callID: string): CallRow | undefined {
    this.#mustBeOpen();
    return [...this.#calls.values()].find((call) => call.callID === callID);
  }

  #fits(call: CallRow, { appID, roomID, userID, streamID, match, from, to }: SearchCalls): boolean {
    const fits = (id: string, wanted: string | undefined) =>
      wanted === undefined || (match === 'exact' ? id === wanted : id.startsWith(wanted));
    const streams = () => [...of(this.#publications, call), ...of(this.#plays, call)];
    return (
      (appID ?? call.appID) === call.appID &&
      fits(call.roomID, roomID) &&
      (userID === undefined || of(this.#stays, call).some((stay) => fits(stay.userID, userID))) &&
      (streamID === undefined || streams().some((one) => fits(one.streamID, streamID))) &&
      call.openedAt <= (to ?? Number.MAX_SAFE_INTEGER) &&
      (call.closedAt === null || call.closedAt >= (from ?? 0))
    );
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new Error('the records are closed');
  }
}

function of<T extends { call: number }>(rows: ReadonlyMap<number, T>, { number }: CallRow): T[] {
  return [...rows.values()].filter(({ call }) => call === number);
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function seriesOf({ call, userID, streamID, direction }: SampleRow): string {
  return JSON.stringify([call, userID, streamID, direction]);
}

function shown({ number: _, ...call }: CallRow, now: number) {
  return { ...call, durationMs: Math.max(0, (call.closedAt ?? now) - call.openedAt) };
}

function columns(rows: SampleRow[], stepMs: number): QualitySeries[] {
  const [first] = rows;
  if (!first) return [];
  const { userID, streamID, direction } = first;
  const groups = stepMs === 0 ? rows.map((row) => [row]) : grouped(rows, ({ t }) => String(Math.floor((t - first.t) / stepMs)));
  const column = (name: Figure) => groups.map((group) => together(name, group));
  const t = groups.map((group) => group.at(-1)?.t ?? 0);
  const all = Object.fromEntries(figures.map((name) => [name, column(name)])) as { [F in Figure]: (number | null)[] };
  return [{ userID, streamID, direction, t, ...all }];
}

function together(name: Figure, rows: SampleRow[]): number | null {
  const values = rows.flatMap((row) => row[name] ?? []);
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  return name === 'freezeMs' ? sum : sum / values.length;
}
