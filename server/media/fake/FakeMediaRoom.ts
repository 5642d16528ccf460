import { randomUUID } from 'node:crypto';
import { RtcError } from '@liuyun/protocol';
import type { MediaRoom, MediaTransport } from '../MediaEngine.ts';
import { FakeMediaTransport } from './FakeMediaTransport.ts';
import { fakeCapabilities } from './fakeCapabilities.ts';
import type { Enter } from './fakeVerbs.ts';

export class FakeMediaRoom implements MediaRoom {
  readonly id = randomUUID();
  readonly capabilities = fakeCapabilities;
  readonly transports = new Set<FakeMediaTransport>();
  readonly #enter: Enter;
  readonly #onClosed: () => void;
  readonly #crash: () => void;
  #closed = false;

  constructor(options: { enter: Enter; closed: () => void; crash: () => void }) {
    this.#enter = options.enter;
    this.#onClosed = options.closed;
    this.#crash = options.crash;
  }

  get closed(): boolean {
    return this.#closed;
  }

  async openTransport({ direction, tcpOnly }: { direction: 'send' | 'receive'; tcpOnly: boolean }): Promise<MediaTransport> {
    await this.#enter('openTransport');
    if (this.#closed) throw new RtcError('MEDIA_FAILED', 'the media room is closed');
    const transport = new FakeMediaTransport({
      enter: this.#enter,
      room: this,
      direction,
      tcpOnly,
      closed: () => this.transports.delete(transport),
    });
    this.transports.add(transport);
    return transport;
  }

  crash(): void {
    this.#crash();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of [...this.transports]) transport.close();
    this.#onClosed();
  }
}
