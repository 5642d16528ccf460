import type { Grade } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { Player } from '../play/Player.ts';
import type { Publisher } from '../publish/Publisher.ts';
import type { JoinedRoom } from './JoinedRoom.ts';

/** The rooms that a client is in, or on its way into, in the order of entering. */
export class JoinedRooms {
  readonly #rooms = new Map<string, JoinedRoom>();
  /** How each room last said that the own connection is. */
  readonly #network = new Map<JoinedRoom, { up: Grade; down: Grade }>();

  all(): JoinedRoom[] {
    return [...this.#rooms.values()];
  }

  find(roomID: string): JoinedRoom | undefined {
    return this.#rooms.get(roomID);
  }

  add(room: JoinedRoom): void {
    this.#rooms.set(room.roomID, room);
  }

  remove(room: JoinedRoom): void {
    this.#network.delete(room);
    if (this.#rooms.get(room.roomID) === room) this.#rooms.delete(room.roomID);
  }

  /** Removes a room that will not be entered after all. */
  cancel(room: JoinedRoom): void {
    room.players.stopAll('LOGIN_CANCELLED', '');
    this.remove(room);
  }

  /** The room of that name, or the first one. NOT_LOGGED_IN without any, ROOM_NOT_JOINED for another one. */
  joined(roomID?: string): JoinedRoom {
    const joined = this.all().filter((room) => room.joined);
    const [first] = joined;
    if (!first) throw new RtcError('NOT_LOGGED_IN');
    const found = roomID === undefined ? first : joined.find((room) => room.roomID === roomID);
    if (!found) throw new RtcError('ROOM_NOT_JOINED');
    return found;
  }

  /** Where a stream is best played: in the room that announces it, else in any, as streams are found all over the app. */
  forPlaying(streamID: string): JoinedRoom {
    const first = this.joined();
    return this.all().find((room) => room.joined && room.session.view.stream(streamID)) ?? first;
  }

  sendingData(streamID: string): JoinedRoom | undefined {
    return this.all().find(({ data }) => data.broadcasts(streamID));
  }

  announces(streamID: string): boolean {
    return this.all().some(({ session }) => session.view.stream(streamID) !== undefined);
  }

  appeared(streamIDs: string[]): void {
    for (const { players } of this.all()) players.appeared(streamIDs);
  }

  publishing(streamID: string): { room: JoinedRoom; publisher: Publisher } | undefined {
    for (const room of this.all()) {
      const publisher = room.publishers.wanted(streamID);
      if (publisher) return { room, publisher };
    }
    return undefined;
  }

  playing(streamID: string): { room: JoinedRoom; player: Player } | undefined {
    for (const room of this.all()) {
      const player = room.players.wanted(streamID);
      if (player) return { room, player };
    }
    return undefined;
  }

  published(): string[] {
    return this.all().flatMap(({ publishers }) => publishers.streams());
  }

  played(): string[] {
    return this.all().flatMap(({ players }) => players.streams());
  }

  /** The own connection is as bad as the worst of them; undefined except when the first of them speaks, so that it is told once. */
  networkOf(room: JoinedRoom, own: { up: Grade; down: Grade }): { up: Grade; down: Grade } | undefined {
    this.#network.set(room, own);
    if (this.all().find(({ joined }) => joined) !== room) return undefined;
    const all = [...this.#network.values()];
    return { up: worst(all.map(({ up }) => up)), down: worst(all.map(({ down }) => down)) };
  }
}

function worst(grades: Grade[]): Grade {
  return grades.reduce((one, other) => (other > one ? other : one), -1 as Grade);
}
