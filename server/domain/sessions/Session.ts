import type {
  Addition,
  CloseName,
  ErrorName,
  NoticeName,
  Notices,
  RoomID,
  StreamEndCode,
  StreamID,
  User,
} from '@liuyun/protocol';
import { PUBLISHES_PER_SESSION, streamEndCodes } from '@liuyun/protocol';
import { Answers } from './Answers.ts';
import type { Inbox } from './Inbox.ts';
import { type About, Outbox } from './Outbox.ts';

/** What a user's credentials allow. Times are Unix ms, null for a login without a token. */
export type Permit = {
  tokenExpiresAt: number | null;
  tokenIssuedAt: number | null;
  mayPublish(streamID: StreamID): boolean;
};

/** What a client says of itself; not checked by anybody. */
export type ClientInfo = { sdk: string; version: string; platform: string };

/** Why a user's socket is gone: it fell silent, or it closed. */
export type LossReason = 'silent' | 'disconnected';

export type GoneReason = LossReason | 'loggedOut' | 'loggedInElsewhere' | 'kickedOut' | 'tokenExpired' | 'serverClosing';

export type Presence =
  | { state: 'present'; inbox: Inbox }
  | { state: 'away'; why: LossReason; keptUntil: number }
  | { state: 'gone'; reason: GoneReason };

/** What others are told about the streams of a session that is gone. */
export const endCodeOf: Record<GoneReason, StreamEndCode> = {
  loggedOut: streamEndCodes.stopped,
  silent: streamEndCodes.heartbeatLost,
  loggedInElsewhere: streamEndCodes.loggedInAgain,
  kickedOut: streamEndCodes.kicked,
  tokenExpired: streamEndCodes.kicked,
  disconnected: streamEndCodes.disconnected,
  serverClosing: streamEndCodes.removedByServer,
};

/** The failure a kicked-out user is told; undefined where nobody was kicked out. */
export const kickFailureOf: { [R in GoneReason]?: ErrorName } = {
  loggedInElsewhere: 'KICKED_BY_OTHER_LOGIN',
  kickedOut: 'KICKED_BY_SERVER',
  tokenExpired: 'KICKED_TOKEN_EXPIRED',
};

/** The same for a user who was not there to be told, when they come back. */
export const missedKickFailureOf: typeof kickFailureOf = { ...kickFailureOf, loggedInElsewhere: 'USER_ACTIVE_ELSEWHERE' };

const doorClosesWith: Record<GoneReason, CloseName> = {
  loggedOut: 'LOGGED_OUT',
  silent: 'SESSION_GONE',
  disconnected: 'SESSION_GONE',
  loggedInElsewhere: 'KICKED_OUT',
  kickedOut: 'KICKED_OUT',
  tokenExpired: 'KICKED_OUT',
  serverClosing: 'SERVER_CLOSING',
};

/** Notices that are told again to a user who may have missed them: what the snapshot of `resumeRoom` cannot make up for. */
const KEPT: ReadonlySet<NoticeName> = new Set<NoticeName>([
  'broadcastMessages',
  'customCommand',
  'dataEnded',
  'mediaLost',
  'playingEnded',
  'publishingEnded',
  'playingPictureHeld',
  'publishingBitrateBearable',
  'publishingCodecWanted',
  'publishingLayersWanted',
  'streamClock',
  'streamTracksUpdate',
  'tokenWillExpire',
  'transparentMessage',
]);
/** One user's stay in one room. It outlives the socket it was opened on (docs/decisions/0003). */
export class Session {
  readonly sessionID: string;
  /** Secret of this session: lets a new socket take it over. */
  readonly sessionKey: string;
  readonly appID: number;
  readonly roomID: RoomID;
  readonly user: User;
  /** Of a client that sits in several rooms: the same in each of them. */
  readonly clientID: string | undefined;
  /** Of one stay, which takes several sessions where one cannot be resumed. */
  readonly stayID: string | undefined;
  readonly client: ClientInfo | undefined;
  readonly #known: ReadonlySet<string>;
  /** Unix ms of the login. */
  readonly enteredAt: number;
  readonly wantsUserUpdates: boolean;
  /** Whether others hear of this user, and this user of others: not above 500 users in the room. */
  announced = false;
  /** The number of the room's user news that this user knows, from a snapshot or from having been told. */
  knowsNews = 0;
  permit: Permit;
  /** Whether this user wants to hear how the connections are of those whose streams they play. */
  listensToNetwork = false;
  /** By how many ms the server's clock is ahead of this user's, as told to players; `at` is when. */
  clock: { offset: number; at: number } | undefined;
  /** When this client handed in its log, Unix ms. */
  logUploadedAt = Number.NEGATIVE_INFINITY;
  /** The expiry that `tokenWillExpire` was told for. */
  warnedOfExpiry: number | null = null;
  /** What this client may ask again. */
  readonly answers = new Answers();
  /** Names of what this session sent until a connection was lost, the latest ones. */
  readonly #cutOff = new Set<StreamID>();
  readonly #outbox = new Outbox();
  /** The newest notice that was told to a socket, as far as this side knows. */
  #told = 0;
  #presence: Presence;

  constructor(given: {
    sessionID: string;
    sessionKey: string;
    appID: number;
    roomID: RoomID;
    user: User;
    clientID?: string | undefined;
    stayID?: string | undefined;
    client?: ClientInfo | undefined;
    known?: readonly string[] | undefined;
    enteredAt: number;
    wantsUserUpdates: boolean;
    permit: Permit;
    inbox: Inbox;
  }) {
    this.sessionID = given.sessionID;
    this.sessionKey = given.sessionKey;
    this.appID = given.appID;
    this.roomID = given.roomID;
    this.user = given.user;
    this.clientID = given.clientID;
    this.stayID = given.stayID;
    this.client = given.client;
    this.#known = new Set(given.known);
    this.enteredAt = given.enteredAt;
    this.wantsUserUpdates = given.wantsUserUpdates;
    this.permit = given.permit;
    this.#presence = { state: 'present', inbox: given.inbox };
  }

  get presence(): Presence {
    return this.#presence;
  }

  get gone(): boolean {
    return this.#presence.state === 'gone';
  }

  /** Whether its client is of a time that has this addition to the protocol. */
  knows(addition: Addition): boolean {
    return this.#known.has(addition);
  }

  /** What this session sent has lost its connection: to send it again is no new beginning. */
  cutOff(streamID: StreamID): void {
    this.#cutOff.add(streamID);
    const [oldest] = this.#cutOff;
    if (oldest !== undefined && this.#cutOff.size > PUBLISHES_PER_SESSION) this.#cutOff.delete(oldest);
  }

  /** It is sent again, or not wanted any more. */
  settled(streamID: StreamID): void {
    this.#cutOff.delete(streamID);
  }

  wasCutOff(streamID: StreamID): boolean {
    return this.#cutOff.has(streamID);
  }

  tell<N extends NoticeName>(name: N, body: Notices[N]): void {
    if (this.gone) return;
    if (!KEPT.has(name)) this.#inbox?.tell(name, body);
    else {
      const deliver = (number: number) => this.#inbox?.tell(name, body, number);
      deliver(this.#outbox.add(deliver, aboutOf(name, body)));
      if (this.#inbox) this.#told = this.#outbox.last;
    }
  }

  /** The client has heard every notice up to this number. */
  confirm(number: number): void {
    this.#outbox.confirm(number);
  }

  /** The socket behind `inbox` is lost. Nothing happens if another one has taken over meanwhile. */
  leaveAlone(inbox: Inbox, why: LossReason, keptUntil: number): boolean {
    if (this.#presence.state !== 'present' || this.#presence.inbox !== inbox) return false;
    this.#presence = { state: 'away', why, keptUntil };
    return true;
  }

  /**
   * A new socket takes the session over; what its user has not heard follows. How many notices are lost for good:
   * there were more than are kept. A client that does not say what it heard is taken at what was told to its socket.
   */
  comeBack(inbox: Inbox, heard = this.#told): number {
    const before = this.#presence;
    if (before.state === 'gone') throw new Error('a session that is gone does not come back');
    this.#presence = { state: 'present', inbox };
    if (before.state === 'present') before.inbox.end('REPLACED');
    const lost = this.#outbox.replay(heard);
    this.#told = this.#outbox.last;
    return lost;
  }

  get #inbox(): Inbox | undefined {
    return this.#presence.state === 'present' ? this.#presence.inbox : undefined;
  }

  /** For good. A user who is kicked out hears why before the door closes. */
  end(reason: GoneReason, detail: string): void {
    const before = this.#presence;
    if (before.state === 'gone') return;
    this.#presence = { state: 'gone', reason };
    if (before.state !== 'present') return;
    const failure = kickFailureOf[reason];
    if (failure) before.inbox.tell('kickedOut', { failure, detail });
    before.inbox.end(doorClosesWith[reason]);
  }
}

/**
 * What a notice says the newest of. That a stream is renewed counts also when its tracks have changed again since, and is in no
 * snapshot.
 */
function aboutOf<N extends NoticeName>(name: N, body: Notices[N]): About | undefined {
  if (name !== 'streamTracksUpdate') return undefined;
  const { streamID, renewed } = body as Notices['streamTracksUpdate'];
  return { of: `${renewed ? 'renewed ' : ''}tracks of ${streamID}`, givesWay: !renewed };
}
