import {
  type CallRow,
  figures,
  type PlayRow,
  type PublicationRow,
  type RecordBatch,
  type SampleRow,
  type StayRow,
} from '../../RecordStore.ts';
import { scaled } from './rows.ts';

/** As SQLite takes them. */
export type Value = number | string | null;

/**
 * A batch on its way to the records' thread: what the columns of each table hold, row after row. Objects would take the names of
 * their fields along, which costs three times as much at both ends.
 */
export type PackedBatch = { at: number; values: { [T in keyof typeof widths]: Value[] } };

/** How many values make a row. */
export const widths = { calls: 12, stays: 14, publications: 11, plays: 14, samples: 5 + figures.length } as const;

export function pack(batch: RecordBatch): PackedBatch {
  const values = {
    calls: packed(batch.calls, call),
    stays: packed(batch.stays, stay),
    publications: packed(batch.publications, publication),
    plays: packed(batch.plays, play),
    samples: packed(batch.samples, sample),
  };
  return { at: batch.at, values };
}

/** The rows of one table. */
export function* unpacked(values: readonly Value[], width: number): Generator<Value[]> {
  for (let from = 0; from < values.length; from += width) yield values.slice(from, from + width);
}

function packed<R>(rows: readonly R[], put: (row: R, into: Value[]) => void): Value[] {
  const values: Value[] = [];
  for (const row of rows) put(row, values);
  return values;
}

function call(row: CallRow, into: Value[]): void {
  const { number, callID, appID, roomID, openedAt, closedAt, crashed, users, peakUsers, stays, publications, plays } = row;
  into.push(number, callID, appID, roomID, openedAt, closedAt);
  into.push(crashed ? 1 : 0, users, peakUsers, stays, publications, plays);
}

function stay(row: StayRow, into: Value[]): void {
  into.push(row.stayID, row.call, row.userID, row.userName, row.from, row.until, row.reason, row.detail, row.sockets);
  into.push(list(row.breaks), row.platform, row.sdk, row.sdkVersion, row.joinMs);
}

function publication(row: PublicationRow, into: Value[]): void {
  into.push(row.publicationID, row.call, row.stayID, row.userID, row.streamID, list(row.tracks));
  into.push(row.from, row.until, row.reason, row.liveMs, row.publishMs);
}

function play(row: PlayRow, into: Value[]): void {
  into.push(row.playID, row.call, row.stayID, row.userID, row.streamID, row.publisherID, row.from, row.until, row.reason);
  into.push(row.playMs, row.firstVideoMs, row.firstAudioMs, row.freezes, row.freezeMs);
}

function sample(row: SampleRow, into: Value[]): void {
  into.push(row.call, row.userID, row.streamID, row.direction, row.t);
  for (const name of figures) into.push(scaled(name, row[name]));
}

/** Most stays have no breaks. */
function list(of: readonly object[]): string {
  return of.length === 0 ? '[]' : JSON.stringify(of);
}
