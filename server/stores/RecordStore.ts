import type {
  Call,
  CallDescription,
  GetQuality,
  PlayRecord,
  PublicationRecord,
  Quality,
  QualitySeries,
  SearchCalls,
  SearchedCalls,
  Stay,
} from '@liuyun/protocol/admin/records';
import { RtcError } from '@liuyun/protocol/errors';

/** A call under its own number; rows of it name it by that. */
export type CallRow = Omit<Call, 'durationMs'> & { number: number };
export type StayRow = Stay & { call: number };
export type PublicationRow = PublicationRecord & { call: number };
export type PlayRow = PlayRecord & { call: number };
export type Direction = QualitySeries['direction'];

/** The figures of one stream at one user over the time that ended at `t`. Null: not known. Units as in `QualitySeries`. */
export type SampleRow = {
  call: number;
  userID: string;
  streamID: string;
  direction: Direction;
  t: number;
} & { [F in Figure]: number | null };

export const figures = [
  'videoKbps',
  'audioKbps',
  'fps',
  'width',
  'height',
  'loss',
  'rtt',
  'delay',
  'jitter',
  'freezeMs',
  'concealed',
] as const;
export type Figure = (typeof figures)[number];

/** What happened since the last one. Rows are put: one with a known number takes the place of the earlier. */
export type RecordBatch = {
  /** When this was true, Unix ms: the last known moment, should the process end now. */
  at: number;
  calls: readonly CallRow[];
  stays: readonly StayRow[];
  publications: readonly PublicationRow[];
  plays: readonly PlayRow[];
  samples: readonly SampleRow[];
};

/** What is old. Both in Unix ms; counts are of rows. */
export type Retention = { recordsBefore: number; samplesBefore: number; maxRecords: number; maxSamples: number };

export type ExportedRow =
  | { rows: 'stays'; row: StayRow }
  | { rows: 'publications'; row: PublicationRow }
  | { rows: 'plays'; row: PlayRow }
  | { rows: 'samples'; row: SampleRow };

export type ExportedRows = ExportedRow['rows'];

/** A page of rows of one call, the oldest first; `next` asks for the one after it. */
export type RowPage = { rows: ExportedRow['row'][]; next: string | undefined };

/** Port: who was in which room when, and how it was. Everything is a copy. */
export interface RecordStore {
  /** Whole or not at all. */
  write(batch: RecordBatch): Promise<void>;
  /**
   * To be called before anything is written: what a process left open when it ended is closed at the last known moment,
   * with the reason `serverCrashed`. The highest number that is in use, and how many calls were closed.
   */
  recover(): Promise<{ last: number; closed: number }>;
  /** Newest first. INPUT_PARAM for a cursor that is none. `now` for calls that go on. */
  searchCalls(asked: SearchCalls, now: number): Promise<SearchedCalls>;
  /** Undefined for an unknown call. */
  describeCall(callID: string, now: number): Promise<CallDescription | undefined>;
  readQuality(asked: GetQuality): Promise<Quality | undefined>;
  /** At most `limit` rows of one kind of a call, for exports. */
  page(asked: { callID: string; rows: ExportedRows; after: string | undefined; limit: number }): Promise<RowPage>;
  /** Deletes at most so many rows of what is old; how many there were. 0: nothing old is left. */
  purge(retention: Retention, limit: number): Promise<number>;
  count(): Promise<{ records: number; samples: number }>;
  close(): Promise<void>;
}

/** Where a page of calls ends. */
export type CallCursor = { openedAt: number; number: number };

export function writeCursor({ openedAt, number }: CallCursor): string {
  return `${openedAt}.${number}`;
}

/** Undefined for no cursor; INPUT_PARAM for one that nobody was given. */
export function readCursor(cursor: string | undefined): CallCursor | undefined {
  if (cursor === undefined) return undefined;
  const [, openedAt, number] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (openedAt === undefined || number === undefined) throw new RtcError('INPUT_PARAM', 'cursor');
  return { openedAt: Number(openedAt), number: Number(number) };
}

/** What is shown of one call. */
export const SHOWN_ROWS = 1_000;
export const SHOWN_SERIES = 100;
/** Of all series of one answer together, so that it stays below a few megabytes. */
const SHOWN_POINTS = 60_000;

/** How many points each of so many series may have. */
export function pointsOfEach(asked: number, series: number): number {
  return Math.max(10, Math.min(asked, Math.floor(SHOWN_POINTS / Math.max(1, series))));
}
