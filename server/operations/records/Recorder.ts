import type { LeaveReason, StreamEndReason } from '@liuyun/protocol/admin/records';
import type { Room } from '../../domain/rooms/Room.ts';
import type { Session } from '../../domain/sessions/Session.ts';
import type { Stream } from '../../domain/streams/Stream.ts';
import type { CallRow, PlayRow, PublicationRow, StayRow } from '../../stores/RecordStore.ts';
import { noteReport, type OpenStay, type Report } from './noteReport.ts';
import type { RecordBook } from './RecordBook.ts';

/** Different users of a call are told apart up to this many. */
const USERS_TOLD_APART = 100_000;
const BREAKS_KEPT = 50;
/** Streams of one stay that a late report may be about. */
const STREAMS_KNOWN = 200;

/** A call that goes on. */
type OpenCall = { row: CallRow; users: Set<string>; present: number };

type Parts = { book: RecordBook; now: () => number; newCallID: () => string; newNumber: () => number };

/** Puts what happens into rows: one for each call, stay, publication and play, opened and closed. */
export class Recorder {
  readonly #parts: Parts;
  readonly #calls = new Map<Room, OpenCall>();
  readonly #stays = new Map<Session, OpenStay>();
  readonly #publications = new Map<Stream, PublicationRow>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Under which name the present life of a room is recorded. */
  callIDOf(room: Room): string | undefined {
    return this.#calls.get(room)?.row.callID;
  }

  entered(room: Room, session: Session): void {
    const { book, now, newNumber } = this.#parts;
    const call = this.#calls.get(room) ?? this.#open(room);
    const { userID, userName } = session.user;
    const { platform = '', sdk = '', version: sdkVersion = '' } = session.client ?? {};
    const row: StayRow = {
      call: call.row.number,
      stayID: newNumber(),
      userID,
      userName,
      from: now(),
      until: null,
      reason: null,
      detail: '',
      sockets: 1,
      breaks: [],
      platform,
      sdk,
      sdkVersion,
      joinMs: null,
    };
    this.#stays.set(session, { row, publications: new Map(), plays: new Map(), sampledAt: new Map() });
    book.stay(row);
    if (call.users.size < USERS_TOLD_APART) call.users.add(userID);
    call.present += 1;
    call.row.stays += 1;
    call.row.users = call.users.size;
    call.row.peakUsers = Math.max(call.row.peakUsers, call.present);
    book.call(call.row);
  }

  left(room: Room | undefined, session: Session, given: { reason: LeaveReason; detail: string }): void {
    const stay = this.#stays.get(session);
    if (!stay) return;
    this.#stays.delete(session);
    const call = room && this.#calls.get(room);
    if (call) call.present -= 1;
    Object.assign(stay.row, { until: this.#parts.now(), reason: given.reason, detail: given.detail.slice(0, 256) });
    this.#parts.book.stay(stay.row);
  }

  broke(session: Session, reason: 'silent' | 'disconnected' | 'replaced'): void {
    const row = this.#stays.get(session)?.row;
    if (!row || row.breaks.length >= BREAKS_KEPT) return;
    row.breaks.push({ at: this.#parts.now(), until: null, reason });
    this.#parts.book.stay(row);
  }

  returned(session: Session, from: 'away' | 'present'): void {
    const row = this.#stays.get(session)?.row;
    if (!row) return;
    // The earlier socket had not been missed yet.
    if (from === 'present') this.broke(session, 'replaced');
    const last = row.breaks.at(-1);
    if (last) last.until ??= this.#parts.now();
    row.sockets += 1;
    this.#parts.book.stay(row);
  }

  published(room: Room, stream: Stream): void {
    const { book, now, newNumber } = this.#parts;
    const call = this.#calls.get(room) ?? this.#open(room);
    const { streamID, session, askedAt } = stream;
    const from = stream.liveSince ?? now();
    const stay = this.#stays.get(session);
    const row: PublicationRow = {
      call: call.row.number,
      publicationID: newNumber(),
      stayID: stay?.row.stayID ?? null,
      userID: session.user.userID,
      streamID,
      tracks: tracksOf(stream),
      from,
      until: null,
      reason: null,
      liveMs: askedAt === undefined ? null : Math.max(0, from - askedAt),
      publishMs: null,
    };
    this.#publications.set(stream, row);
    if (stay) remember(stay.publications, streamID, row);
    call.row.publications += 1;
    book.publication(row);
    book.call(call.row);
  }

  tracksChanged(stream: Stream): void {
    const row = this.#publications.get(stream);
    if (!row) return;
    row.tracks = tracksOf(stream);
    this.#parts.book.publication(row);
  }

  unpublished(stream: Stream, reason: StreamEndReason): void {
    const row = this.#publications.get(stream);
    if (!row) return;
    this.#publications.delete(stream);
    Object.assign(row, { until: this.#parts.now(), reason });
    this.#parts.book.publication(row);
  }

  played(room: Room, session: Session, stream: Stream): void {
    const { book, now, newNumber } = this.#parts;
    const [call, stay] = [this.#calls.get(room), this.#stays.get(session)];
    if (!call || !stay) return;
    const row: PlayRow = {
      call: call.row.number,
      playID: newNumber(),
      stayID: stay.row.stayID,
      userID: session.user.userID,
      streamID: stream.streamID,
      publisherID: stream.session.user.userID,
      from: now(),
      until: null,
      reason: null,
      playMs: null,
      firstVideoMs: null,
      firstAudioMs: null,
      freezes: 0,
      freezeMs: 0,
    };
    remember(stay.plays, stream.streamID, row);
    call.row.plays += 1;
    book.play(row);
    book.call(call.row);
  }

  playEnded(session: Session, stream: Stream, reason: StreamEndReason): void {
    const row = this.#stays.get(session)?.plays.get(stream.streamID);
    if (!row || row.until !== null) return;
    Object.assign(row, { until: this.#parts.now(), reason });
    this.#parts.book.play(row);
  }

  reported(session: Session, report: Report): void {
    const stay = this.#stays.get(session);
    if (stay) noteReport(report, { stay, book: this.#parts.book, now: this.#parts.now() });
  }

  closed(room: Room): void {
    const call = this.#calls.get(room);
    if (!call) return;
    this.#calls.delete(room);
    call.row.closedAt = this.#parts.now();
    this.#parts.book.call(call.row);
  }

  #open(room: Room): OpenCall {
    const { now, newCallID, newNumber } = this.#parts;
    const { appID, roomID } = room;
    const counts = { users: 0, peakUsers: 0, stays: 0, publications: 0, plays: 0 };
    const row = {
      number: newNumber(),
      callID: newCallID(),
      appID,
      roomID,
      openedAt: now(),
      closedAt: null,
      crashed: false,
      ...counts,
    };
    const call: OpenCall = { row, users: new Set(), present: 0 };
    this.#calls.set(room, call);
    return call;
  }
}

function tracksOf(stream: Stream): PublicationRow['tracks'] {
  return stream.tracks.map(({ kind }) => ({ kind, codec: stream.codecs.get(kind) ?? '' }));
}

function remember<T>(rows: Map<string, T>, streamID: string, row: T): void {
  rows.delete(streamID);
  rows.set(streamID, row);
  const [oldest] = rows.keys();
  if (rows.size > STREAMS_KNOWN && oldest !== undefined) rows.delete(oldest);
}
