import type { CallRow, PlayRow, PublicationRow, RecordBatch, SampleRow, StayRow } from './RecordStore.ts';

/** Rows for tests: of one call, with names that are up to no good. */

export function callID(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function aCall(change: Partial<CallRow> = {}): CallRow {
  const counts = { users: 1, peakUsers: 1, stays: 1, publications: 0, plays: 0 };
  const times = { openedAt: 1_000, closedAt: null, crashed: false };
  return { number: 1, callID: callID(1), appID: 7, roomID: `r' OR 1=1; --`, ...times, ...counts, ...change };
}

export function aStay(change: Partial<StayRow> = {}): StayRow {
  const client = { platform: 'Chrome', sdk: 'web', sdkVersion: '1.0', joinMs: null };
  const time = { from: 1_000, until: null, reason: null, detail: '', sockets: 1, breaks: [] };
  return { call: 1, stayID: 11, userID: 'ann', userName: '流云 "ann"', ...time, ...client, ...change };
}

export function aPublication(change: Partial<PublicationRow> = {}): PublicationRow {
  const time = { from: 1_000, until: null, reason: null, liveMs: 30, publishMs: null };
  const tracks = [{ kind: 'video' as const, codec: 'VP8' }];
  return { call: 1, publicationID: 13, stayID: 11, userID: 'ann', streamID: 's', tracks, ...time, ...change };
}

export function aPlay(change: Partial<PlayRow> = {}): PlayRow {
  const time = { from: 1_000, until: null, reason: null, playMs: null, firstVideoMs: 250, firstAudioMs: null };
  const who = { stayID: 11, userID: 'bob', streamID: 's', publisherID: 'ann' };
  return { call: 1, playID: 14, ...who, ...time, freezes: 0, freezeMs: 0, ...change };
}

export function aSample(change: Partial<SampleRow> = {}): SampleRow {
  const of = { call: 1, userID: 'ann', streamID: 's', direction: 'send' as const, t: 1_000 };
  const picture = { videoKbps: 800, fps: 15, width: 640, height: 360, freezeMs: 0 };
  const network = { audioKbps: 32.4, loss: 0.0123, rtt: 40, delay: null, jitter: 4.5, concealed: 0.5 };
  return { ...of, ...picture, ...network, ...change };
}

export function batch(change: Partial<RecordBatch>): RecordBatch {
  return { at: 1_000, calls: [], stays: [], publications: [], plays: [], samples: [], ...change };
}
