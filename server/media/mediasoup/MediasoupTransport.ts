import type { Clock } from '@liuyun/kit';
import { type Opaque, RtcError, type SctpStream, type Track } from '@liuyun/protocol';
import type { Consumer, Router, WebRtcTransport } from 'mediasoup/types';
import { Downlink } from '../Downlink.ts';
import type { DataPlayback, DataPublication, MediaTransport, Playback, Publication } from '../MediaEngine.ts';
import { lostPart } from './lostPart.ts';
import { MediasoupDataPlayback, MediasoupDataPublication } from './MediasoupData.ts';
import { MediasoupPlayback } from './MediasoupPlayback.ts';
import { MediasoupPublication, type Siblings } from './MediasoupPublication.ts';
import { mediaFailure } from './mediaFailure.ts';
import type { RoomPipes } from './RoomPipes.ts';
import { readCapabilities, readDtlsParameters } from './readParameters.ts';
import type { Countable } from './TrafficMeter.ts';
import { withSoundRepair } from './withSoundRepair.ts';

type Direction = 'send' | 'receive';

export type TransportOptions = {
  transport: WebRtcTransport;
  router: Router;
  pipes: RoomPipes;
  direction: Direction;
  clock: Clock;
  counted: (change: 1 | -1) => void;
  closed: () => void;
};

export class MediasoupTransport implements MediaTransport {
  readonly id: string;
  readonly parameters: Opaque;
  readonly #options: TransportOptions;
  readonly #children: Siblings = new Set();
  readonly #downlink = new Downlink();
  #measuring = false;
  /** A limit that was set is no estimate. */
  #limited = false;
  #closed = false;

  constructor(options: TransportOptions) {
    const { transport } = options;
    const { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters } = transport;
    this.id = id;
    this.parameters = { id, iceParameters, iceCandidates, dtlsParameters, sctpParameters };
    this.#options = options;
    transport.observer.once('close', () => this.close());
    // The client's packets come from another address: its network is another one, and what was on its way is lost.
    transport.on('iceselectedtuplechange', () => this.#catchUp());
    transport.on('trace', (trace) => {
      if (trace.type === 'bwe') void this.#measured(trace.info ?? {});
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** What has counters: the transport itself, and what it carries. */
  get counted(): Countable[] {
    return [this.#options.transport, ...[...this.#children].flatMap(({ streams }) => streams ?? [])];
  }

  async connect(dtlsParameters: Opaque): Promise<void> {
    await this.#do(() => this.#options.transport.connect({ dtlsParameters: readDtlsParameters(dtlsParameters) }));
  }

  async restartIce(): Promise<Opaque> {
    return { ...(await this.#do(() => this.#options.transport.restartIce())) };
  }

  async catchUp(): Promise<void> {
    await this.#do(async () => this.#catchUp());
  }

  async publish(tracks: Track[]): Promise<Publication> {
    return this.#do(async () => {
      const { transport, router } = this.#options;
      return MediasoupPublication.open({ transport, router, tracks, siblings: this.#children });
    }, 'send');
  }

  async play(publication: Publication, wanted: { capabilities: Opaque; audio: boolean; video: boolean }): Promise<Playback> {
    return this.#do(async () => {
      if (!(publication instanceof MediasoupPublication)) throw new RtcError('MEDIA_FAILED', 'a publication of another engine');
      if (publication.closed) throw new RtcError('STREAM_NOT_FOUND');
      const { transport, pipes, clock, counted } = this.#options;
      this.#measure();
      return MediasoupPlayback.open({
        transport,
        pipes,
        publication,
        capabilities: withSoundRepair(readCapabilities(wanted.capabilities)),
        wanted,
        clock,
        downlink: this.#downlink,
        counted,
        siblings: this.#children,
      });
    }, 'receive');
  }

  async publishData(sctp: SctpStream): Promise<DataPublication> {
    const { router, transport } = this.#options;
    return this.#do(() => MediasoupDataPublication.open(router, transport, sctp), 'send');
  }

  async playData(publication: DataPublication): Promise<DataPlayback> {
    return this.#do(async () => {
      if (!(publication instanceof MediasoupDataPublication)) throw new RtcError('MEDIA_FAILED', 'data of another engine');
      const { router, transport } = this.#options;
      if (publication.closed || publication.router !== router) throw new RtcError('STREAM_NOT_FOUND');
      try {
        return await MediasoupDataPlayback.open(transport, publication);
      } catch (error) {
        throw publication.closed ? new RtcError('STREAM_NOT_FOUND') : error;
      }
    }, 'receive');
  }

  async limit(bps: number | undefined): Promise<void> {
    const { transport, direction } = this.#options;
    this.#limited = bps !== undefined;
    // The worker takes 0 for no limit.
    await this.#do(() =>
      direction === 'send' ? transport.setMaxIncomingBitrate(bps ?? 0) : transport.setMaxOutgoingBitrate(bps ?? 0),
    );
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const child of [...this.#children]) child.close();
    this.#options.transport.close();
    this.#options.closed();
  }

  #catchUp(): void {
    this.#downlink.moved(this.#options.clock.now());
    for (const child of this.#children) child.catchUp?.();
  }

  /** From the first stream that is played: the worker tells its estimate about once a second. */
  #measure(): void {
    if (this.#measuring) return;
    this.#measuring = true;
    // It fails only when the transport is gone.
    this.#options.transport.enableTraceEvent(['bwe']).catch(() => undefined);
  }

  async #measured(info: object): Promise<void> {
    const { availableBitrate: available, desiredBitrate: desired } = info as { [name: string]: unknown };
    if (this.#closed || !this.#downlink.busy || typeof available !== 'number' || typeof desired !== 'number') return;
    const measured = { available, desired, limited: this.#limited };
    const loss = this.#downlink.wary(measured) ? await this.#loss() : undefined;
    if (this.#closed) return;
    this.#downlink.measured({ ...measured, loss }, this.#options.clock.now());
  }

  /** Part of the packets that are lost on the way to the client. Receivers' reports are looked at only where they may contradict. */
  async #loss(): Promise<number | undefined> {
    const [stats] = await this.#options.transport.getStats().catch(() => []);
    const feedback = stats?.rtpPacketLossSent;
    if (!feedback) return feedback;
    const sent = [...this.#children]
      .flatMap(({ streams = [] }) => streams)
      .filter((stream): stream is Consumer => 'producerPaused' in stream && stream.kind === 'video')
      .filter(({ closed, paused, producerPaused }) => !closed && !paused && !producerPaused);
    const reports = await Promise.all(sent.map((picture) => picture.getStats().catch(() => [])));
    return lostPart(
      feedback,
      reports.flat().filter(({ type }) => type === 'outbound-rtp'),
    );
  }

  /** Runs one verb: only while open, only on its direction, every failure in our words. */
  async #do<T>(verb: () => Promise<T>, direction = this.#options.direction): Promise<T> {
    const gone = () => new RtcError('TRANSPORT_UNKNOWN', 'the transport is closed');
    if (this.#closed) throw gone();
    if (direction !== this.#options.direction) throw new RtcError('TRANSPORT_UNKNOWN', `not a ${direction} transport`);
    try {
      const result = await verb();
      if (this.#closed) throw gone();
      return result;
    } catch (error) {
      throw this.#closed ? gone() : mediaFailure(error);
    }
  }
}
