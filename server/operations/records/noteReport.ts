import type { Params } from '@liuyun/protocol';
import type { Direction, PlayRow, PublicationRow, StayRow } from '../../stores/RecordStore.ts';
import type { RecordBook } from './RecordBook.ts';

export type Report = Params<'reportQuality'>;

/** A stay that goes on, with the newest publication and play of each stream, also those that ended. */
export type OpenStay = {
  row: StayRow;
  publications: Map<string, PublicationRow>;
  plays: Map<string, PlayRow>;
  /** When the newest sample of each stream and direction was taken, Unix ms. */
  sampledAt: Map<string, number>;
};

/** Of one stream in one direction, a sample is taken no more often than this, whatever is sent. */
const SAMPLES_APART_MS = 2_000;

/** Puts what a client measured to the rows that it is about. What is about nothing that we know is passed over. */
export function noteReport(report: Report, given: { stay: OpenStay; book: RecordBook; now: number }): void {
  const { stay, book, now } = given;
  if (report.joinMs !== undefined && stay.row.joinMs === null) {
    stay.row.joinMs = Math.round(report.joinMs);
    book.stay(stay.row);
  }
  for (const { streamID, publishMs } of report.published ?? []) {
    const row = stay.publications.get(streamID);
    if (row?.publishMs !== null) continue;
    row.publishMs = Math.round(publishMs);
    book.publication(row);
  }
  for (const { streamID, playMs, firstVideoMs, firstAudioMs } of report.played ?? []) {
    const row = stay.plays.get(streamID);
    if (!row) continue;
    row.playMs ??= rounded(playMs);
    row.firstVideoMs ??= rounded(firstVideoMs);
    row.firstAudioMs ??= rounded(firstAudioMs);
    book.play(row);
  }
  for (const sample of report.samples ?? []) noteSample(sample, { stay, book, now });
}

function noteSample(
  sample: NonNullable<Report['samples']>[number],
  given: { stay: OpenStay; book: RecordBook; now: number },
): void {
  const { stay, book, now } = given;
  const { streamID } = sample;
  const direction: Direction = sample.send ? 'send' : 'receive';
  const play = sample.send ? undefined : stay.plays.get(streamID);
  if (!(sample.send ? stay.publications.get(streamID) : play)) return;
  const t = Math.round(Math.max(stay.row.from, now - sample.age));
  const key = `${direction} ${streamID}`;
  if (t - (stay.sampledAt.get(key) ?? Number.NEGATIVE_INFINITY) < SAMPLES_APART_MS) return;
  stay.sampledAt.set(key, t);
  const { videoKbps = null, audioKbps = null, fps = null, width = null, height = null, loss = null } = sample;
  const { rtt = null, delay = null, jitter = null, freezeMs = null, concealed = null } = sample;
  const figures = { videoKbps, audioKbps, fps, width, height, loss, rtt, delay, jitter, freezeMs, concealed };
  book.sample({ call: stay.row.call, userID: stay.row.userID, streamID, direction, t, ...figures });
  if (!play || !freezeMs) return;
  play.freezes += sample.freezes ?? 0;
  play.freezeMs += Math.round(freezeMs);
  book.play(play);
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms);
}
