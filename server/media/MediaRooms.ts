import { Facts } from '@liuyun/kit';
import type { MediaEngine, MediaRoom } from './MediaEngine.ts';

/**
 * One media room per room: the first comer opens it, everybody else shares the promise, and it closes with the room.
 * After its worker died it is opened anew by whoever asks next.
 */
export class MediaRooms<Room extends object> {
  readonly facts: Facts<{ lost: [room: Room] }>;
  readonly #engine: MediaEngine;
  readonly #rooms = new Map<Room, { opening: Promise<MediaRoom>; opened: MediaRoom | undefined }>();
  readonly #stopListening: () => void;

  constructor(engine: MediaEngine, onListenerError: (error: unknown) => void) {
    this.#engine = engine;
    this.facts = new Facts(onListenerError);
    this.#stopListening = engine.facts.on('roomsLost', (lost) => this.#forget(new Set(lost)));
  }

  /** The media room of `room`, which must be closed with `close` some day. */
  of(room: Room): Promise<MediaRoom> {
    const found = this.#rooms.get(room);
    if (found && !found.opened?.closed) return found.opening;
    // Closed by nobody but its dying worker, and the news is still on its way.
    if (found) this.#lose(room);
    const entry = { opening: this.#engine.openRoom(), opened: undefined as MediaRoom | undefined };
    this.#rooms.set(room, entry);
    entry.opening.then(
      (opened) => {
        entry.opened = opened;
        if (this.#rooms.get(room) !== entry) opened.close();
        else if (opened.closed) this.#lose(room);
      },
      () => {
        // The next one to ask tries again; whoever shared this promise hears of the failure.
        if (this.#rooms.get(room) === entry) this.#rooms.delete(room);
      },
    );
    return entry.opening;
  }

  close(room: Room): void {
    const entry = this.#rooms.get(room);
    this.#rooms.delete(room);
    entry?.opened?.close();
  }

  get size(): number {
    return this.#rooms.size;
  }

  /** Closes all rooms. The engine itself belongs to whoever opened it. */
  closeAll(): void {
    this.#stopListening();
    for (const room of [...this.#rooms.keys()]) this.close(room);
    this.facts.clear();
  }

  #forget(lost: ReadonlySet<MediaRoom>): void {
    const rooms = [...this.#rooms].filter(([, { opened }]) => opened && lost.has(opened)).map(([room]) => room);
    for (const room of rooms) this.#lose(room);
  }

  #lose(room: Room): void {
    this.#rooms.delete(room);
    this.facts.tell('lost', room);
  }
}
