import { randomUUID } from 'node:crypto';
import type { SctpStream } from '@liuyun/protocol';
import type { DataPlayback, DataPublication } from '../MediaEngine.ts';

/** Data without a channel. */
export class FakeDataPublication implements DataPublication {
  readonly room: object;
  readonly playbacks = new Set<FakeDataPlayback>();
  readonly #onClosed: () => void;
  #closed = false;

  constructor(room: object, onClosed: () => void) {
    this.room = room;
    this.#onClosed = onClosed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const playback of [...this.playbacks]) playback.close();
    this.#onClosed();
  }
}

export class FakeDataPlayback implements DataPlayback {
  readonly id = randomUUID();
  readonly sctp: SctpStream;
  readonly #publication: FakeDataPublication;
  readonly #onClosed: () => void;
  #closed = false;

  constructor(publication: FakeDataPublication, streamId: number, onClosed: () => void) {
    this.#publication = publication;
    this.sctp = { streamId, ordered: true };
    this.#onClosed = onClosed;
    publication.playbacks.add(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#publication.playbacks.delete(this);
    this.#onClosed();
  }
}
