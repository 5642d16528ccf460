import { ROOMS_PER_USER, type RoomID, RtcError, type UserID } from '@liuyun/protocol';
import type { Session } from '../sessions/Session.ts';

/** Who asks to come in: `clientID` is the same for all rooms of one client that sits in several, `stayID` for all sessions of one stay. */
export type Comer = {
  userID: UserID;
  roomID: RoomID;
  clientID: string | undefined;
  stayID: string | undefined;
  reconnecting: boolean;
};

/** The sessions of each user: one, or one per room where one client sits in several. */
export class UserSessions {
  readonly #sessions = new Map<UserID, Set<Session>>();

  of(userID: UserID): Session[] {
    return [...(this.#sessions.get(userID) ?? [])];
  }

  add(session: Session): void {
    const sessions = this.#sessions.get(session.user.userID) ?? new Set();
    this.#sessions.set(session.user.userID, sessions.add(session));
  }

  remove(session: Session): void {
    const sessions = this.#sessions.get(session.user.userID);
    sessions?.delete(session);
    if (sessions?.size === 0) this.#sessions.delete(session.user.userID);
  }

  /** How many users there are. */
  get size(): number {
    return this.#sessions.size;
  }

  /**
   * The sessions that end when this user comes in: all those of other clients (the later login wins), and the client's own
   * earlier one in the same room. USER_ACTIVE_ELSEWHERE for a returning client whose user is present at another one (what is
   * left of its own stay is none: the answer to an earlier attempt may have been lost), ROOM_QUOTA for one room too many.
   */
  displacedBy({ userID, roomID, clientID, stayID, reconnecting }: Comer): Session[] {
    const all = this.of(userID);
    const own = clientID === undefined ? [] : all.filter((session) => session.clientID === clientID);
    const others = all.filter((session) => !own.includes(session));
    const elsewhere = others.filter((session) => stayID === undefined || session.stayID !== stayID);
    if (reconnecting && elsewhere.some(({ presence }) => presence.state === 'present'))
      throw new RtcError('USER_ACTIVE_ELSEWHERE');
    const earlier = own.filter((session) => session.roomID === roomID);
    if (own.length - earlier.length >= ROOMS_PER_USER) throw new RtcError('ROOM_QUOTA', `${ROOMS_PER_USER} rooms`);
    return [...others, ...earlier];
  }
}
