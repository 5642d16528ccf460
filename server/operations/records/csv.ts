import type { Call, ExportCalls } from '@liuyun/protocol/admin/records';
import {
  type ExportedRow,
  figures,
  type PlayRow,
  type PublicationRow,
  type SampleRow,
  type StayRow,
} from '../../stores/RecordStore.ts';
import { leaveWords, streamEndWords } from './reasons.ts';

type Value = string | number | boolean | null;
type Columns<T> = readonly [name: string, value: (row: T) => Value][];

/** As people and spreadsheets read it. */
const time = (ms: number | null): Value => (ms === null ? null : new Date(ms).toISOString());

const calls: Columns<Call> = [
  ['call', ({ callID }) => callID],
  ['app', ({ appID }) => appID],
  ['room', ({ roomID }) => roomID],
  ['opened', ({ openedAt }) => time(openedAt)],
  ['closed', ({ closedAt }) => time(closedAt)],
  ['duration_ms', ({ durationMs }) => durationMs],
  ['crashed', ({ crashed }) => crashed],
  ['users', ({ users }) => users],
  ['peak_users', ({ peakUsers }) => peakUsers],
  ['stays', ({ stays: count }) => count],
  ['publications', ({ publications: count }) => count],
  ['plays', ({ plays: count }) => count],
];
const stays: Columns<StayRow> = [
  ['user', ({ userID }) => userID],
  ['user_name', ({ userName }) => userName],
  ['from', ({ from }) => time(from)],
  ['until', ({ until }) => time(until)],
  ['reason', ({ reason }) => reason && leaveWords[reason]],
  ['detail', ({ detail }) => detail],
  ['sockets', ({ sockets }) => sockets],
  ['breaks', ({ breaks }) => breaks.length],
  ['platform', ({ platform }) => platform],
  ['sdk', ({ sdk }) => sdk],
  ['sdk_version', ({ sdkVersion }) => sdkVersion],
  ['join_ms', ({ joinMs }) => joinMs],
];
const publications: Columns<PublicationRow> = [
  ['user', ({ userID }) => userID],
  ['stream', ({ streamID }) => streamID],
  ['tracks', ({ tracks }) => tracks.map(({ kind, codec }) => `${kind} ${codec}`.trim()).join(', ')],
  ['from', ({ from }) => time(from)],
  ['until', ({ until }) => time(until)],
  ['reason', ({ reason }) => reason && streamEndWords[reason]],
  ['live_ms', ({ liveMs }) => liveMs],
  ['publish_ms', ({ publishMs }) => publishMs],
];
const plays: Columns<PlayRow> = [
  ['user', ({ userID }) => userID],
  ['stream', ({ streamID }) => streamID],
  ['publisher', ({ publisherID }) => publisherID],
  ['from', ({ from }) => time(from)],
  ['until', ({ until }) => time(until)],
  ['reason', ({ reason }) => reason && streamEndWords[reason]],
  ['play_ms', ({ playMs }) => playMs],
  ['first_video_ms', ({ firstVideoMs }) => firstVideoMs],
  ['first_audio_ms', ({ firstAudioMs }) => firstAudioMs],
  ['freezes', ({ freezes }) => freezes],
  ['freeze_ms', ({ freezeMs }) => freezeMs],
];
const samples: Columns<SampleRow> = [
  ['user', ({ userID }) => userID],
  ['stream', ({ streamID }) => streamID],
  ['direction', ({ direction }) => direction],
  ['time', ({ t }) => time(t)],
  ...figures.map((name) => [name, (row: SampleRow) => row[name]] as [string, (row: SampleRow) => Value]),
];
const ofRows: { [R in ExportedRow['rows']]: Columns<never> } = { stays, publications, plays, samples };
/** What a row of any kind begins with: whose it is. */
const CALL_COLUMNS = 3;

/** The heading, or with a call (and a row of it) the values of one line. */
export function columnsOf(rows: ExportCalls['rows'], call?: Call, row?: ExportedRow['row']): Value[] {
  const first = rows === 'calls' ? calls : calls.slice(0, CALL_COLUMNS);
  const second: Columns<never> = rows === 'calls' ? [] : ofRows[rows];
  if (!call) return [...first, ...second].map(([name]) => name);
  return [...first.map(([, value]) => value(call)), ...second.map(([, value]) => value(row as never))];
}

/**
 * Text that a spreadsheet would take for a formula gets a quotation mark in front, and what could drive a terminal becomes
 * visible: names are other people's.
 */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** All but tabs and ends of lines, which a cell may hold. */
const CONTROL = /[^\P{Cc}\t\r\n]/gu;

function cell(value: Value): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const visible = value.replace(CONTROL, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
  const harmless = /^[=+\-@\t\r\n]/.test(visible) ? `'${visible}` : visible;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
