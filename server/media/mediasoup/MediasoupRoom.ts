import type { Clock } from '@liuyun/kit';
import { type Opaque, RtcError } from '@liuyun/protocol';
import type { Router, WebRtcServer } from 'mediasoup/types';
import { AMPLE_BPS } from '../Downlink.ts';
import type { MediaRoom, MediaTransport } from '../MediaEngine.ts';
import { MediasoupTransport } from './MediasoupTransport.ts';
import { mediaFailure } from './mediaFailure.ts';
import { RoomPipes } from './RoomPipes.ts';
import type { Countable } from './TrafficMeter.ts';
import { warmUpSctp } from './warmUp.ts';

/**
 * What the bandwidth estimate of a receive transport starts from, in bit/s: enough for a simulcast's upper layer at
 * once. (The default, 600 kbit/s, begins with the lowest one.) It falls within a second where the network is worse.
 */
const INITIAL_OUTGOING_BPS = AMPLE_BPS;

export type RoomOptions = {
  router: Router;
  /** The router's own; it makes a copy for whoever asks, which takes longer than all else in a login. */
  capabilities: Opaque;
  server: WebRtcServer;
  clock: Clock;
  counted: (change: 1 | -1) => void;
  closed: () => void;
  /** Kills the worker. */
  crash: () => void;
};

/** One router on one worker, and the pipes that lead into it. */
export class MediasoupRoom implements MediaRoom {
  readonly id: string;
  readonly capabilities: Opaque;
  readonly pipes: RoomPipes;
  readonly #options: RoomOptions;
  readonly #transports = new Set<MediasoupTransport>();
  #closed = false;

  constructor(options: RoomOptions) {
    this.id = options.router.id;
    this.capabilities = options.capabilities;
    this.pipes = new RoomPipes(options.router);
    this.#options = options;
    options.router.observer.once('close', () => this.close());
  }

  get closed(): boolean {
    return this.#closed;
  }

  get transports(): number {
    return this.#transports.size;
  }

  /** What has counters. */
  get counted(): Countable[] {
    return [...this.#transports].flatMap(({ counted }) => counted);
  }

  async openTransport({ direction, tcpOnly }: { direction: 'send' | 'receive'; tcpOnly: boolean }): Promise<MediaTransport> {
    this.#checkOpen();
    const { router, server, clock, counted } = this.#options;
    let native: Awaited<ReturnType<Router['createWebRtcTransport']>>;
    try {
      native = await router.createWebRtcTransport({
        webRtcServer: server,
        enableUdp: !tcpOnly,
        enableTcp: true,
        preferUdp: !tcpOnly,
        initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BPS,
        ...warmUpSctp,
      });
    } catch (error) {
      this.#checkOpen();
      throw mediaFailure(error);
    }
    if (this.#closed || native.closed) {
      native.close();
      this.#checkOpen();
      throw new RtcError('MEDIA_FAILED', 'the media worker closed');
    }
    const transport = new MediasoupTransport({
      transport: native,
      router,
      pipes: this.pipes,
      direction,
      clock,
      counted,
      closed: () => {
        this.#transports.delete(transport);
        counted(-1);
      },
    });
    this.#transports.add(transport);
    counted(1);
    return transport;
  }

  crash(): void {
    this.#options.crash();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const transport of [...this.#transports]) transport.close();
    this.#options.router.close();
    this.#options.closed();
  }

  #checkOpen(): void {
    if (this.#closed) throw new RtcError('MEDIA_FAILED', 'the media room is closed');
  }
}
