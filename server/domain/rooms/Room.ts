import { Facts, TokenBucket } from '@liuyun/kit';
import {
  BARRAGE_PER_ROOM,
  BROADCAST_PER_ROOM,
  BROADCAST_PER_USER,
  COMMAND_TO_MANY,
  COMMAND_TO_ONE,
  ROOM_EXTRA_INFO_KEYS,
  ROOM_EXTRA_INFO_PER_SECOND,
  type RoomExtraInfo,
  type RoomID,
  RtcError,
  type StreamEndCode,
  type StreamID,
  USER_UPDATES_UP_TO,
  type User,
  type UserID,
} from '@liuyun/protocol';
import type { GoneReason, Session } from '../sessions/Session.ts';
import type { Stream } from '../streams/Stream.ts';
import { UserNews } from './UserNews.ts';

/** Documented: 200 logins per second and room. */
const LOGINS_PER_SECOND = 200;

/** Who wrote: somebody in the room, or the app's server under any name. */
export type Sender = { user: User };

export type RoomMessage =
  | { kind: 'broadcast'; from: Sender; text: string; sentAt: number; messageID: number }
  | { kind: 'barrage'; from: Sender; text: string; sentAt: number; messageID: string }
  | { kind: 'command'; from: Sender; text: string; sentAt: number; to: readonly Session[] }
  | { kind: 'transparent'; from: Session; text: string; sentAt: number; to: readonly Session[] };

/** What happened in a room. */
export type RoomFacts = {
  userEntered: [session: Session];
  userLeft: [session: Session, reason: GoneReason];
  streamAdded: [stream: Stream];
  streamRemoved: [stream: Stream, code: StreamEndCode];
  /** The app's server took the stream off the list, or put it back. */
  streamListed: [stream: Stream, listed: boolean];
  /** `renewed`: the tracks are others than before, although they may look the same. */
  tracksChanged: [stream: Stream, renewed?: true];
  extraInfoChanged: [stream: Stream];
  messageSent: [message: RoomMessage];
  roomExtraInfoChanged: [by: Session, entry: RoomExtraInfo];
  /** In a big room: somebody came or left and the others are to be told soon, by `announceUsers`. */
  userNewsWaits: [];
  closed: [];
};

/** A place held for a user who is on the way in. */
export type Place = { room: Room; release(): void };

/** A space with its members and their streams. It is open while somebody is in it or on the way in. */
export class Room {
  readonly appID: number;
  readonly roomID: RoomID;
  /** Unix ms. */
  readonly openedAt: number;
  readonly facts: Facts<RoomFacts>;
  readonly members = new Map<UserID, Session>();
  readonly streams = new Map<StreamID, Stream>();
  /** Who came and left, not told yet. */
  readonly userNews = new UserNews();
  /** The head count that members were last told. */
  toldUserCount = 0;
  /** Whether the app's server is closing it just now and needs no callback about it. */
  closesQuietly = false;
  /** 0 = no cap. The first comer's word. */
  readonly #maxMemberCount: number;
  /** How many claims a user has on a place: being in, and each login under way. */
  readonly #places = new Map<UserID, number>();
  readonly #logins: TokenBucket;
  readonly #broadcasts: TokenBucket;
  readonly #broadcastsOf = new WeakMap<Session, TokenBucket>();
  readonly #barrages: TokenBucket;
  readonly #commandsToOne: TokenBucket;
  readonly #commandsToMany: TokenBucket;
  readonly #extraInfos: TokenBucket;
  readonly #extraInfo = new Map<string, RoomExtraInfo>();
  #messages = 0;
  #closed = false;

  constructor(given: {
    appID: number;
    roomID: RoomID;
    maxMemberCount: number;
    now: number;
    onListenerError: (error: unknown) => void;
  }) {
    this.appID = given.appID;
    this.roomID = given.roomID;
    this.openedAt = given.now;
    this.#logins = rateOf(LOGINS_PER_SECOND, given.now);
    this.#broadcasts = rateOf(BROADCAST_PER_ROOM, given.now);
    this.#barrages = rateOf(BARRAGE_PER_ROOM, given.now);
    this.#commandsToOne = rateOf(COMMAND_TO_ONE, given.now);
    this.#commandsToMany = rateOf(COMMAND_TO_MANY, given.now);
    this.#extraInfos = rateOf(ROOM_EXTRA_INFO_PER_SECOND, given.now);
    this.#maxMemberCount = given.maxMemberCount;
    this.facts = new Facts(given.onListenerError);
  }

  get closed(): boolean {
    return this.#closed;
  }

  get empty(): boolean {
    return this.#places.size === 0;
  }

  /** Holds a place until it is released. A user who is in already needs no second one. `atMost` users whatever the first comer said; 0: no cap. */
  reserve(userID: UserID, { now, atMost = 0 }: { now: number; atMost?: number | undefined }): Place {
    if (!this.#logins.take(now)) throw new RtcError('TOO_MANY_REQUESTS', 'logins into this room');
    const full = [this.#maxMemberCount, atMost].some((most) => most > 0 && this.#places.size >= most);
    if (full && !this.#places.has(userID)) throw new RtcError('ROOM_FULL');
    this.#claim(userID);
    let held = true;
    const release = () => {
      if (held) this.#giveUp(userID);
      held = false;
    };
    return { room: this, release };
  }

  enter(session: Session): void {
    this.#claim(session.user.userID);
    this.members.set(session.user.userID, session);
    session.announced = this.members.size <= USER_UPDATES_UP_TO;
    this.facts.tell('userEntered', session);
  }

  leave(session: Session, reason: GoneReason): void {
    if (this.members.get(session.user.userID) !== session) return;
    this.members.delete(session.user.userID);
    this.#giveUp(session.user.userID);
    this.facts.tell('userLeft', session, reason);
  }

  addStream(stream: Stream): void {
    this.streams.set(stream.streamID, stream);
    this.facts.tell('streamAdded', stream);
  }

  removeStream(stream: Stream, code: StreamEndCode): void {
    if (this.streams.get(stream.streamID) !== stream) return;
    this.streams.delete(stream.streamID);
    this.facts.tell('streamRemoved', stream, code);
  }

  /** Takes a live stream off the list that members see, or puts it back; its media is not touched. */
  listStream(stream: Stream, listed: boolean): void {
    if (stream.hidden !== listed) return;
    stream.hidden = !listed;
    this.facts.tell('streamListed', stream, listed);
  }

  /** The room's own number of the message. MESSAGE_TOO_OFTEN above 10/s per room or 2/s per user. */
  broadcast(from: Session, text: string, now: number): number {
    const own = this.#broadcastsOf.get(from) ?? rateOf(BROADCAST_PER_USER, now);
    this.#broadcastsOf.set(from, own);
    if (!own.hasOne(now) || !this.#broadcasts.take(now)) throw new RtcError('MESSAGE_TOO_OFTEN');
    own.take(now);
    const messageID = ++this.#messages;
    this.facts.tell('messageSent', { kind: 'broadcast', from, text, sentAt: now, messageID });
    return messageID;
  }

  /** A broadcast of the app's server, which has a rate of its own. */
  broadcastByServer(from: Sender, text: string, now: number): number {
    const messageID = ++this.#messages;
    this.facts.tell('messageSent', { kind: 'broadcast', from, text, sentAt: now, messageID });
    return messageID;
  }

  /** Above 20/s per room the message is dropped without a word, as documented. */
  barrage(from: Sender, text: string, now: number): string {
    const messageID = `${this.openedAt}-${++this.#messages}`;
    if (this.#barrages.take(now)) this.facts.tell('messageSent', { kind: 'barrage', from, text, sentAt: now, messageID });
    return messageID;
  }

  /** To named users, or to everybody else. Users who are not here are passed over. COMMAND_TOO_OFTEN above 10/s, to one user above 200/s. */
  command(from: Session, text: string, given: { to: readonly UserID[]; now: number }): void {
    this.facts.tell('messageSent', { kind: 'command', from, text, sentAt: given.now, to: this.#addressed(from, given) });
  }

  /** A command of the app's server, which has a rate of its own: to those it names who are here, or to everybody. */
  commandByServer(from: Sender, text: string, given: { to: readonly UserID[]; now: number }): void {
    this.facts.tell('messageSent', { kind: 'command', from, text, sentAt: given.now, to: this.#named(from, given.to) });
  }

  /** Like a command, and counted with them; `text` is base64. */
  transparent(from: Session, text: string, given: { to: readonly UserID[]; now: number }): void {
    this.facts.tell('messageSent', { kind: 'transparent', from, text, sentAt: given.now, to: this.#addressed(from, given) });
  }

  get extraInfo(): RoomExtraInfo[] {
    return [...this.#extraInfo.values()];
  }

  /** ROOM_EXTRA_INFO_KEYS for one key too many, TOO_MANY_REQUESTS above 10/s. A value that is no change is told to nobody. */
  setExtraInfo(by: Session, given: { key: string; value: string; now: number }): void {
    const { key, value, now } = given;
    if (!this.#extraInfos.take(now)) throw new RtcError('TOO_MANY_REQUESTS', 'room extra info');
    const known = this.#extraInfo.get(key);
    if (!known && this.#extraInfo.size >= ROOM_EXTRA_INFO_KEYS) throw new RtcError('ROOM_EXTRA_INFO_KEYS');
    if (known?.value === value) return;
    const entry = { key, value, updateUser: by.user, updateTime: now };
    this.#extraInfo.set(key, entry);
    this.facts.tell('roomExtraInfoChanged', by, entry);
  }

  #addressed(from: Session, given: { to: readonly UserID[]; now: number }): Session[] {
    const rate = given.to.length === 1 ? this.#commandsToOne : this.#commandsToMany;
    if (!rate.take(given.now)) throw new RtcError('COMMAND_TOO_OFTEN');
    return this.#named(from, given.to);
  }

  #named(from: Sender, userIDs: readonly UserID[]): Session[] {
    const wanted = userIDs.length === 0 ? this.members.keys() : new Set(userIDs);
    const to: Session[] = [];
    for (const userID of wanted) {
      const session = this.members.get(userID);
      if (session && userID !== from.user.userID) to.push(session);
    }
    return to;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.facts.tell('closed');
    this.facts.clear();
  }

  #claim(userID: UserID): void {
    this.#places.set(userID, (this.#places.get(userID) ?? 0) + 1);
  }

  #giveUp(userID: UserID): void {
    const left = (this.#places.get(userID) ?? 1) - 1;
    if (left === 0) this.#places.delete(userID);
    else this.#places.set(userID, left);
  }
}

/**
 * As many in a second as documented, in the long run, and a second's worth at once: whoever keeps exactly to a documented rate
 * is never refused, however unevenly the network delivers it.
 */
function rateOf(perSecond: number, now: number): TokenBucket {
  return new TokenBucket({ perSecond, burst: perSecond, now });
}
