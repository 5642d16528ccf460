import { randomUUID } from 'node:crypto';
import type { SctpStream } from '@liuyun/protocol';
import { deliveryOf } from '../DataDelivery.ts';
import type { DataPlayback, DataPublication } from '../MediaEngine.ts';

/** Data without a channel. */
export class FakeDataPublication implements DataPublication {
  readonly room: object;
  readonly sctp: SctpStream;
  readonly playbacks = new Set<FakeDataPlayback>();
  readonly #onClosed: () => void;
  #closed = false;

  constructor(room: object, sctp: SctpStream, onClosed: () => void) {
    this.room = room;
    this.sctp = { streamId: sctp.streamId, ...deliveryOf(sctp) };
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
    this.sctp = { ...publication.sctp, streamId };
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
