import type { Snapshot, StreamDescription, StreamEndReason, User } from '@liuyun/protocol';
import { streamEndCodes } from '@liuyun/protocol/notices';

/** What changed between what was known and a snapshot. Empty lists are to be told to nobody. */
export type ViewChange = {
  usersGone: User[];
  usersCome: User[];
  streamsGone: StreamDescription[];
  streamsCome: StreamDescription[];
  /** Known streams whose extra info is another one now. */
  extraInfoChanged: StreamDescription[];
};

/** The other users of a room and their streams, as far as this client has been told. Own things never enter. */
export class RoomView {
  readonly #ownUserID: string;
  readonly #users = new Map<string, User>();
  readonly #streams = new Map<string, StreamDescription>();

  constructor(ownUserID: string) {
    this.#ownUserID = ownUserID;
  }

  stream(streamID: string): StreamDescription | undefined {
    return this.#streams.get(streamID);
  }

  /**
   * Takes a snapshot in. A resumed session hears only the differences; a new login hears the full list
   * (documented: "the first ADD lists everything already present"), after what is gone.
   */
  apply(snapshot: Pick<Snapshot, 'users' | 'streams'>, { full }: { full: boolean }): ViewChange {
    const users = snapshot.users.filter((user) => user.userID !== this.#ownUserID);
    const streams = snapshot.streams.filter((stream) => stream.user.userID !== this.#ownUserID);
    const userIDs = new Set<string>(users.map((user) => user.userID));
    const now = new Map<string, StreamDescription>(streams.map((stream) => [stream.streamID, stream]));
    // A name that belongs to somebody else now is another stream.
    const same = (one: StreamDescription, other: StreamDescription | undefined) => one.user.userID === other?.user.userID;
    const before = (stream: StreamDescription) => this.#streams.get(stream.streamID);
    const change: ViewChange = {
      usersGone: [...this.#users.values()].filter((user) => !userIDs.has(user.userID)),
      usersCome: full ? users : users.filter((user) => !this.#users.has(user.userID)),
      streamsGone: [...this.#streams.values()].filter((stream) => !same(stream, now.get(stream.streamID))),
      streamsCome: full ? streams : streams.filter((stream) => !same(stream, before(stream))),
      extraInfoChanged: full
        ? []
        : streams.filter((stream) => same(stream, before(stream)) && before(stream)?.extraInfo !== stream.extraInfo),
    };
    this.clear();
    for (const user of users) this.#users.set(user.userID, user);
    for (const stream of streams) this.#streams.set(stream.streamID, stream);
    return change;
  }

  /** Takes a notice in; what is left is what an app has to be told (nothing of its own, nothing twice). */
  changeUsers(change: 'ADD' | 'DELETE', users: User[]): User[] {
    return users.filter((user) => {
      if (user.userID === this.#ownUserID) return false;
      if (change === 'DELETE') return this.#users.delete(user.userID);
      const known = this.#users.has(user.userID);
      this.#users.set(user.userID, user);
      return !known;
    });
  }

  changeStreams(change: 'ADD' | 'DELETE', streams: StreamDescription[]): StreamDescription[] {
    return streams.filter((stream) => {
      if (stream.user.userID === this.#ownUserID) return false;
      if (change === 'DELETE') return this.#streams.delete(stream.streamID);
      const known = this.#streams.has(stream.streamID);
      this.#streams.set(stream.streamID, stream);
      return !known;
    });
  }

  changeTracks(streamID: string, tracks: StreamDescription['tracks']): void {
    const stream = this.#streams.get(streamID);
    if (stream) this.#streams.set(streamID, { ...stream, tracks });
  }

  /** Takes new extra info in; false when it is not a change (a snapshot had brought it already). */
  changeExtraInfo(streamID: string, extraInfo: string): boolean {
    const stream = this.#streams.get(streamID);
    if (!stream || stream.extraInfo === extraInfo) return false;
    this.#streams.set(streamID, { ...stream, extraInfo });
    return true;
  }

  clear(): void {
    this.#users.clear();
    this.#streams.clear();
  }
}

/** Streams found missing after a reconnection: nobody told why, so they count as disconnected. */
export function goneWhileAway(streams: StreamDescription[]): StreamEndReason[] {
  return streams.map(({ streamID }) => ({ streamID, code: streamEndCodes.disconnected }));
}
