import { Facts } from '@liuyun/kit';
import {
  PUBLISHES_PER_SESSION,
  type RoomID,
  RtcError,
  type StreamEndCode,
  type StreamID,
  streamEndCodes,
  type User,
  type UserID,
} from '@liuyun/protocol';
import { announce } from '../rooms/announce.ts';
import { type Place, Room } from '../rooms/Room.ts';
import type { Inbox } from '../sessions/Inbox.ts';
import { type ClientInfo, endCodeOf, type GoneReason, type LossReason, type Permit, Session } from '../sessions/Session.ts';
import { EndedStreams } from '../streams/EndedStreams.ts';
import type { GoesLive, Stream, StreamContent } from '../streams/Stream.ts';
import { StreamDirectory } from '../streams/StreamDirectory.ts';
import { UserLogins } from './UserLogins.ts';
import { UserSessions } from './UserSessions.ts';

/** Ends that nobody wished: a connection was lost, or another took its place. */
const CONNECTION_LOST: ReadonlySet<StreamEndCode> = new Set([streamEndCodes.loggedInAgain, streamEndCodes.disconnected]);

/** The options of a project that the rules know about. */
export type AppRules = {
  keepSessionMs: number;
  strictTokenExpiry: boolean;
  /** Users at the same time, those whose connection broke included; 0: any number. */
  maxUsers?: number;
  /** Open rooms; 0: any number. */
  maxRooms?: number;
  /** Users in one room; 0: any number. */
  maxUsersPerRoom?: number;
  /** Streams that one user publishes. */
  maxStreamsPerUser?: number;
  /** Streams that one user plays. */
  maxPlaysPerUser?: number;
};

export type AppFacts = {
  roomOpened: [room: Room];
  sessionEnded: [session: Session, reason: GoneReason, detail: string];
  /** Its socket is gone; it waits for another one. */
  sessionBroke: [session: Session, why: LossReason];
  /** It goes on over another socket; `away` unless that took the place of one that seemed well. */
  sessionReturned: [session: Session, from: 'away' | 'present'];
  /** Data streams are no business of their room's. */
  dataEnded: [stream: Stream];
};

/** Who comes in, by which door, and what they may do. */
export type Entrance = {
  sessionID: string;
  sessionKey: string;
  user: User;
  wantsUserUpdates: boolean;
  permit: Permit;
  inbox: Inbox;
  /** A returning client must not displace the same user's newer login. */
  reconnecting: boolean;
  /** Of a client that sits in several rooms: the same in each of them. */
  clientID?: string | undefined;
  /** Of one stay in the room, over as many sessions as it takes. */
  stayID?: string | undefined;
  client?: ClientInfo | undefined;
  /** What its client knows of the protocol's additions. */
  known?: readonly string[] | undefined;
};

/** A customer's project while it runs: its rooms, its users (each at one client) and its stream names. */
export class App {
  readonly appID: number;
  readonly facts: Facts<AppFacts>;
  readonly rooms = new Map<RoomID, Room>();
  readonly sessions = new UserSessions();
  readonly streams: StreamDirectory;
  readonly endedStreams = new EndedStreams();
  rules: AppRules;
  readonly #logins = new UserLogins();
  /** Users on the way in, with the number of their logins. */
  readonly #coming = new Map<UserID, number>();
  #closed = false;
  readonly #onListenerError: (error: unknown) => void;

  constructor(appID: number, rules: AppRules, onListenerError: (error: unknown) => void) {
    this.appID = appID;
    this.rules = rules;
    this.#onListenerError = onListenerError;
    this.facts = new Facts(onListenerError);
    this.streams = new StreamDirectory(onListenerError);
  }

  /** Holds a place in a room, opening the room for its first comer. ROOM_FULL when the app has as many as it may. */
  reservePlace(given: { roomID: RoomID; userID: UserID; maxMemberCount: number; now: number }): Place {
    const { userID, roomID, now } = given;
    if (!this.#logins.take(userID, now)) throw new RtcError('TOO_MANY_REQUESTS', 'logins of this user');
    this.#mustHaveRoomFor(userID);
    const room = this.rooms.get(roomID) ?? this.#open(given);
    const place = room.reserve(userID, { now, atMost: this.rules.maxUsersPerRoom });
    this.#coming.set(userID, (this.#coming.get(userID) ?? 0) + 1);
    let held = true;
    const release = () => {
      if (held) this.#came(userID);
      held = false;
      place.release();
      this.#closeIfEmpty(room);
    };
    return { room, release };
  }

  /** Nobody comes in any more, and everybody goes: the app is deleted. */
  close(detail: string): void {
    this.#closed = true;
    for (const room of [...this.rooms.values()])
      for (const session of [...room.members.values()]) this.endSession(session, 'kickedOut', detail);
  }

  /** Takes the place. The same user's sessions of other clients, wherever in the app, are over: the later login wins. */
  enter(place: Place, entrance: Entrance, now: number): Session {
    if (this.#closed) throw new RtcError('APP_ID_UNKNOWN');
    const { user, clientID, stayID, reconnecting } = entrance;
    const comer = { userID: user.userID, roomID: place.room.roomID, clientID, stayID, reconnecting };
    for (const earlier of this.sessions.displacedBy(comer)) this.endSession(earlier, 'loggedInElsewhere');
    const session = new Session({
      ...entrance,
      appID: this.appID,
      roomID: place.room.roomID,
      enteredAt: now,
    });
    this.sessions.add(session);
    place.room.enter(session);
    place.release();
    return session;
  }

  /** The socket behind `inbox` is lost; the session waits until `keptUntil`. Nothing happens if another one has taken over. */
  breakSession(session: Session, given: { inbox: Inbox; why: LossReason; keptUntil: number }): void {
    if (session.leaveAlone(given.inbox, given.why, given.keptUntil)) this.facts.tell('sessionBroke', session, given.why);
  }

  /** A new socket takes a session over; how many notices are lost for good. */
  resumeSession(session: Session, inbox: Inbox, heard: number | undefined): number {
    const from = session.presence.state === 'away' ? 'away' : 'present';
    const lost = session.comeBack(inbox, heard);
    // A snapshot follows.
    session.knowsNews = this.roomOf(session).userNews.last;
    this.facts.tell('sessionReturned', session, from);
    return lost;
  }

  /** The room of a session that is not gone. */
  roomOf(session: Session): Room {
    const room = this.rooms.get(session.roomID);
    if (!room || room.members.get(session.user.userID) !== session) throw new RtcError('NOT_LOGGED_IN');
    return room;
  }

  /** For good: streams end, the place is free, others are told; an empty room closes at once. */
  endSession(session: Session, reason: GoneReason, detail = ''): void {
    if (session.gone) return;
    const room = this.roomOf(session);
    session.end(reason, detail);
    for (const stream of this.streams.publishedBy(session)) this.endStream(stream, endCodeOf[reason]);
    for (const stream of this.streams.playedBy(session)) this.streams.stopsPlaying(session, stream, 'left');
    this.sessions.remove(session);
    this.facts.tell('sessionEnded', session, reason, detail);
    room.leave(session, reason);
    this.#closeIfEmpty(room);
  }

  /** Reserves a name. One's own earlier stream of that name is replaced; another user's is not. */
  reserveStream(session: Session, streamID: StreamID, content: StreamContent = 'media'): Stream {
    const held = this.streams.find(streamID);
    if (held && held.session.user.userID !== session.user.userID) throw new RtcError('STREAM_ID_TAKEN');
    if (held) this.endStream(held, streamEndCodes.loggedInAgain);
    if (held && held.session !== session) held.session.settled(streamID);
    const most = Math.min(this.rules.maxStreamsPerUser ?? PUBLISHES_PER_SESSION, PUBLISHES_PER_SESSION);
    if (this.streams.publishedBy(session).length >= most) {
      throw new RtcError('TOO_MANY_REQUESTS', `more than ${most} streams published`);
    }
    return this.streams.reserve(streamID, session, content);
  }

  /** Announces a reserved stream. NOT_LOGGED_IN or PUBLISH_STREAM_NOT_FOUND if it was taken away meanwhile. */
  goLive(stream: Stream, given: GoesLive): void {
    const room = this.roomOf(stream.session);
    if (stream.state.state !== 'reserved') throw new RtcError('PUBLISH_STREAM_NOT_FOUND', 'ended while it was being opened');
    stream.goLive(given);
    stream.session.settled(stream.streamID);
    if (stream.content === 'media') room.addStream(stream);
  }

  /** The session's own live stream of that name. */
  ownStream(session: Session, streamID: StreamID): Stream {
    const stream = this.streams.find(streamID);
    if (stream?.session !== session || !stream.live || stream.content !== 'media') throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    return stream;
  }

  /** The session's own live data of that name. */
  ownData(session: Session, streamID: StreamID): Stream {
    const stream = this.streams.find(streamID);
    if (stream?.session !== session || !stream.live || stream.content !== 'data') throw new RtcError('DATA_NOT_BROADCAST');
    return stream;
  }

  /** Ends a stream in whatever state, frees its name and tells who saw it. */
  endStream(stream: Stream, code: StreamEndCode): void {
    if (stream.state.state === 'ended') return;
    if (stream.live && CONNECTION_LOST.has(code)) stream.session.cutOff(stream.streamID);
    stream.end(code);
    if (stream.content === 'data') {
      this.facts.tell('dataEnded', stream);
      for (const subscriber of stream.players) subscriber.tell('dataEnded', { streamID: stream.streamID });
    } else {
      this.rooms.get(stream.session.roomID)?.removeStream(stream, code);
    }
    this.streams.release(stream);
  }

  /**
   * Announces a stream whose media does not come from here (a relay, a mixer): it is listed until it is ended, or its room
   * is empty. STREAM_ID_TAKEN while there is one of that name. The user need not be in the room, and stays who they are.
   */
  addSignalledStream(room: Room, given: { streamID: StreamID; user: User; extraInfo: string; now: number }): Stream {
    const standIn = new Session({
      sessionID: '',
      sessionKey: '',
      appID: this.appID,
      roomID: room.roomID,
      user: given.user,
      enteredAt: given.now,
      wantsUserUpdates: false,
      permit: { tokenExpiresAt: null, tokenIssuedAt: null, mayPublish: () => false },
      inbox: { heard: 0, tell: () => {}, end: () => {} },
    });
    const stream = this.streams.reserve(given.streamID, standIn);
    stream.goLive({ tracks: [], extraInfo: given.extraInfo, now: given.now });
    room.addStream(stream);
    return stream;
  }

  #mustHaveRoomFor(userID: UserID): void {
    const { maxUsers = 0 } = this.rules;
    const isIn = (who: UserID) => this.sessions.of(who).length > 0;
    if (maxUsers === 0 || isIn(userID) || this.#coming.has(userID)) return;
    const coming = [...this.#coming.keys()].filter((who) => !isIn(who)).length;
    if (this.sessions.size + coming >= maxUsers) throw new RtcError('ROOM_FULL', `the app has ${maxUsers} users`);
  }

  #came(userID: UserID): void {
    const logins = (this.#coming.get(userID) ?? 1) - 1;
    if (logins > 0) this.#coming.set(userID, logins);
    else this.#coming.delete(userID);
  }

  #open(given: { roomID: RoomID; maxMemberCount: number; now: number }): Room {
    const { maxRooms = 0 } = this.rules;
    if (maxRooms > 0 && this.rooms.size >= maxRooms) throw new RtcError('ROOM_FULL', `the app has ${maxRooms} rooms`);
    const room = new Room({ ...given, appID: this.appID, onListenerError: this.#onListenerError });
    this.rooms.set(room.roomID, room);
    announce(room);
    this.facts.tell('roomOpened', room);
    return room;
  }

  #closeIfEmpty(room: Room): void {
    if (!room.empty || room.closed) return;
    // Streams of users ended with their sessions; those that a server added end here.
    for (const stream of [...room.streams.values()]) this.endStream(stream, streamEndCodes.removedByServer);
    if (this.rooms.get(room.roomID) === room) this.rooms.delete(room.roomID);
    room.close();
  }
}
