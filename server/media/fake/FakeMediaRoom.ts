import { randomUUID } from 'node:crypto';
import { RtcError } from '@liuyun/protocol';
import type { MediaRoom, MediaTransport } from '../MediaEngine.ts';
import type { FakeMediaEngine } from './FakeMediaEngine.ts';
import { FakeMediaTransport } from './FakeMediaTransport.ts';
import { fakeCapabilities } from './fakeCapabilities.ts';

export class FakeMediaRoom implements MediaRoom {
  readonly id = randomUUID();
  readonly capabilities = fakeCapabilities;
  readonly transports = new Set<FakeMediaTransport>();
  readonly #engine: FakeMediaEngine;
  readonly #onClosed: () => void;
  #closed = false;

  constructor(options: { engine: FakeMediaEngine; closed: () => void }) {
    this.#engine = options.engine;
    this.#onClosed = options.closed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  async openTransport({ direction, tcpOnly }: { direction: 'send' | 'receive'; tcpOnly: boolean }): Promise<MediaTransport> {
    await this.#engine.enter('openTransport');
    if (this.#closed) throw new RtcError('MEDIA_FAILED', 'the media room is closed');
    const transport = new FakeMediaTransport({
      engine: this.#engine,
      direction,
      tcpOnly,
      closed: () => this.transports.delete(transport),
    });
    this.transports.add(transport);
    return transport;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of [...this.transports]) transport.close();
    this.#onClosed();
  }
}
