import type { Cancel, Clock } from '@liuyun/kit';
import type { Result } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { Device, types } from 'mediasoup-client';
import type { Flow, Watched } from './FlowWatch.ts';
import { byIpStack, type IpStack } from './ipStack.ts';
import { ReceivedPackets } from './ReceivedPackets.ts';
import type { Wire } from './Wire.ts';
import { youngerFirst } from './youngerFirst.ts';

/** A disconnected transport often comes back by itself (RFC 7675 consent checks fail for a moment): wait this long. */
export const DISCONNECTED_GRACE_MS = 1_500;
/** How long an ICE restart may take before it is tried again. */
export const RESTART_MS = 5_000;
/** A failure that is told so soon after an ICE restart is one of before it: browsers are late with it. */
const STALE_MS = 1_000;
/** After so many fruitless ICE restarts the transport is given up. */
export const RESTARTS = 4;

/** Far from where the server begins to count the channels of real data. */
const WARM_UP_STREAM = 255;

export type TransportOptions = {
  direction: 'send' | 'receive';
  device: Device;
  opened: Result<'openTransport'>;
  iceServers: RTCIceServer[];
  ipStack?: IpStack | undefined;
  /** Other connections than the page's own. */
  connections: typeof RTCPeerConnection | undefined;
  wire: Wire;
  clock: Clock;
  /** It cannot be saved: a new media link is needed. */
  failed(detail: string): void;
  /** Packets no longer get through … */
  stalled(): void;
  /** … and now they do again. */
  flowing(): void;
  /** The browser has no connection any more, or has one again. */
  cut(cut: boolean): void;
};

/**
 * One direction of the media connection. Tells the server its DTLS parameters without waiting for the answer
 * (what follows on the same socket is answered after it), and restarts ICE when the network has changed.
 */
export class LinkTransport implements Watched {
  readonly transport: types.Transport;
  readonly #options: TransportOptions;
  #restarts = 0;
  #restarting = false;
  #restartedAt = Number.NEGATIVE_INFINITY;
  #used = false;
  #stalled = false;
  #owesCatchUp = false;
  #stopTimer: Cancel | undefined;
  readonly #received = new ReceivedPackets();
  #warm: types.DataProducer | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
    const { device, direction, opened, iceServers, ipStack, connections } = options;
    // Checked by mediasoup-client, which throws on parameters it does not understand.
    const parameters = opened.parameters as unknown as Omit<types.TransportOptions, 'id'>;
    const iceCandidates = byIpStack(parameters.iceCandidates, ipStack);
    const given = { ...parameters, id: opened.transportID, iceServers, iceCandidates };
    const create = () => (direction === 'send' ? device.createSendTransport(given) : device.createRecvTransport(given));
    this.transport = youngerFirst(create, connections);
    this.transport.on('connect', ({ dtlsParameters }, done) => {
      this.#used = true;
      this.#connect({ ...dtlsParameters });
      done();
    });
    this.transport.on('connectionstatechange', (state) => this.#stateChanged(state));
  }

  get id(): string {
    return this.transport.id;
  }

  /**
   * Does ICE and DTLS ahead of need, where the server offers a data channel for it: nothing is ever sent there,
   * but the first publish or play finds the connection made. Failing costs nothing but the time it would have saved.
   */
  async warmUp(): Promise<void> {
    if (this.#options.opened.parameters.sctpParameters === undefined) return;
    try {
      if (this.#options.direction === 'send') {
        this.#warm = await this.transport.produceData({ label: 'warm-up' });
      } else {
        const sctpStreamParameters = { streamId: WARM_UP_STREAM, ordered: true };
        await this.transport.consumeData({ id: 'warm-up', dataProducerId: 'warm-up', sctpStreamParameters, label: 'warm-up' });
      }
    } catch {
      // The first real track connects the transport instead.
    }
  }

  /** The way to the server is or may be another one: make sure that packets flow. */
  recover({ force }: { force: boolean }): void {
    if (!this.#used || this.transport.closed) return;
    if (this.#owesCatchUp) this.#catchUp();
    if (force || this.transport.connectionState === 'disconnected' || this.transport.connectionState === 'failed') {
      this.#restarts = 0;
      void this.#restartIce();
    }
  }

  /** What has come in so far; undefined where that is not counted. */
  async received(): Promise<Flow | undefined> {
    if (this.transport.closed) return undefined;
    if (!this.#used) return { packets: 0, rttMs: 0 };
    try {
      return this.#received.add(await this.transport.getStats());
    } catch {
      return undefined;
    }
  }

  /** Nobody subscribes to what is sent here, but the server's SCTP acknowledges it (RFC 9260 §6.2). */
  probe(): boolean {
    if (this.#warm?.readyState !== 'open') return false;
    // Two, as a single one may be acknowledged 200 ms late.
    for (let times = 0; times < 2; times++) this.#warm.send('?');
    return true;
  }

  /** Packets are known to vanish, whatever the browser says. */
  stall(): void {
    this.#noteFlow('disconnected');
    this.recover({ force: true });
  }

  flow(): void {
    this.#noteFlow('connected');
  }

  close(): void {
    this.#stopTimer?.();
    this.transport.close();
  }

  #connect(dtlsParameters: Record<string, unknown>): void {
    const { wire, failed } = this.#options;
    wire.ask('connectTransport', { transportID: this.id, dtlsParameters }).catch((error: unknown) => {
      // Whether the server heard it is not known, and DTLS parameters may be told once only.
      if (!this.transport.closed) failed(`connectTransport: ${RtcError.from(error).failure}`);
    });
  }

  #stateChanged(state: types.ConnectionState): void {
    this.#stopTimer?.();
    if (state === 'connected') this.#restarts = 0;
    this.#options.cut(state === 'disconnected' || state === 'failed');
    this.#noteFlow(state);
    const stale = this.#options.clock.now() - this.#restartedAt < STALE_MS;
    if (state === 'failed' && !stale) void this.#restartIce();
    else if (state === 'failed' || state === 'disconnected') this.#again(DISCONNECTED_GRACE_MS);
  }

  #noteFlow(state: types.ConnectionState): void {
    const { stalled, flowing } = this.#options;
    if (!this.#stalled && (state === 'disconnected' || state === 'failed')) {
      this.#stalled = true;
      stalled();
    } else if (this.#stalled && state === 'connected') {
      this.#stalled = false;
      this.#owesCatchUp = true;
      this.#catchUp();
      flowing();
    }
  }

  /** Packets were lost; without a connection the server hears of it with the next `recover`. */
  #catchUp(): void {
    this.#options.wire.ask('catchUp', { transportID: this.id }).then(
      () => {
        this.#owesCatchUp = false;
      },
      () => undefined,
    );
  }

  #again(afterMs: number): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#options.clock.after(afterMs, () => {
      if (this.transport.connectionState !== 'connected') void this.#restartIce();
    });
  }

  async #restartIce(): Promise<void> {
    const { wire, failed } = this.#options;
    if (this.#restarting || this.transport.closed) return;
    if (++this.#restarts > RESTARTS) return failed('ICE restarts did not help');
    this.#restarting = true;
    try {
      const { iceParameters } = await wire.ask('restartIce', { transportID: this.id });
      await this.transport.restartIce({ iceParameters: iceParameters as unknown as types.IceParameters });
      this.#restartedAt = this.#options.clock.now();
      this.#again(RESTART_MS);
    } catch (error) {
      if (this.transport.closed) return;
      const { failure } = RtcError.from(error);
      // Without a connection nothing can be restarted; `recover` comes when there is one again.
      if (failure !== 'SOCKET_CLOSED' && failure !== 'TIMEOUT') failed(`restartIce: ${failure}`);
    } finally {
      this.#restarting = false;
    }
  }
}
