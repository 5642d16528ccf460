import { type Clock, Facts, type RandomSource, randomHex } from '@liuyun/kit';
import type { Kind, ReceivedTrack, Result, Snapshot } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import type { Device, types } from 'mediasoup-client';
import { DataReceiving } from '../data/DataReceiving.ts';
import { DataSending } from '../data/DataSending.ts';
import type { DataDelivery, PlayOptions, PublishOptions } from '../Engine.ts';
import type { FreshConnections } from '../platform/Platform.ts';
import { audioCodecOptions, audioEncodings, chooseVideoCodec, videoCodecOptions, videoEncodings } from './codecs.ts';
import { FlowWatch } from './FlowWatch.ts';
import type { IpStack } from './ipStack.ts';
import { LinkTransport } from './LinkTransport.ts';
import { Receiving } from './Receiving.ts';
import { describeTrack, KINDS, type Sendable, Sending, type SentTrack } from './Sending.ts';
import type { Wire } from './Wire.ts';

export type MediaLinkOptions = {
  device: Promise<Device>;
  capabilities: Snapshot['mediaCapabilities'];
  iceServers: Snapshot['iceServers'];
  ipStack?: IpStack | undefined;
  /** Asked for together with the login, so that they cost no time of their own. */
  opened: { send: Promise<Result<'openTransport'>>; receive: Promise<Result<'openTransport'>> };
  /** Connections to use instead of the page's own; the link then takes over what lived on the one before. */
  fresh?: FreshConnections | undefined;
  wire: Wire;
  clock: Clock;
  random: RandomSource;
};

type Ready = { device: Device; send: LinkTransport; receive: LinkTransport };

/**
 * The media connection of one session: a device and one transport for each direction, opened ahead of need, so that
 * publishing and playing cost one round trip each. It survives the loss of the socket; once it has failed or been
 * closed, a new one is made.
 */
export class MediaLink {
  /**
   * `failed`, at most once: it cannot be used any more. `suspect`: packets may have stopped; `stalled`: they no longer
   * get through in one direction; `flowing`: they do again.
   */
  readonly facts = new Facts<{ failed: [detail: string]; suspect: []; stalled: []; flowing: [direction: 'send' | 'receive'] }>();
  readonly #options: MediaLinkOptions;
  readonly #ready: Promise<Ready>;
  #state: 'usable' | 'failed' | 'closed' = 'usable';
  #made: LinkTransport[] = [];
  readonly #sendings = new Set<Sending>();
  /** What is sent now goes nowhere. */
  #cut = false;
  #watch: FlowWatch | undefined;
  /** The stream whose negotiation failed unexpectedly; a second one means that the connection itself is broken. */
  #suspect: string | undefined;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    this.#ready = this.#open();
    this.#ready.catch((error: unknown) => {
      // Where there is no WebRTC a second attempt will not find any either; publish and play say so.
      if (error instanceof RtcError && error.failure === 'BROWSER_NOT_SUPPORTED') return;
      this.#fail(`could not be opened: ${RtcError.from(error).failure}`);
    });
  }

  /** Whether what is published over it goes on where the link before left it, instead of beginning anew. */
  get takesOver(): boolean {
    return this.#options.fresh !== undefined;
  }

  /** For the link after this one. */
  get device(): Promise<Device> {
    return this.#options.device;
  }

  /** Its connections were taken away. */
  lose(): void {
    this.#fail('the connections are gone');
  }

  /** Sends a stream: all its tracks in one request. */
  async publish(streamID: string, wanted: Sendable, options: PublishOptions & { extraInfo: string }): Promise<Sending> {
    const { device, send } = await this.#whenReady();
    const { wire } = this.#options;
    await options.ready;
    const produce = (track: MediaStreamTrack, videoCodec = options.videoCodec) =>
      this.#produce({ streamID, track, options: { ...options, videoCodec }, device, send });
    const tracks = new Map<Kind, SentTrack>();
    try {
      for (const kind of KINDS) {
        const track = wanted.tracks[kind];
        // A device that was pulled out must not take the other half of the stream with it.
        if (!track || track.readyState === 'ended') continue;
        tracks.set(kind, { producer: await produce(track), toldMuted: wanted.muted[kind] });
      }
      if (tracks.size === 0) throw new RtcError('NO_CAPTURE', 'no live track');
      const described = [...tracks.values()].map(({ producer, toldMuted }) => describeTrack(producer, toldMuted === true));
      for (const { producer, toldMuted } of tracks.values()) if (toldMuted) await producer.replaceTrack({ track: null });
      await wire.ask('startPublishing', { streamID, transportID: send.id, tracks: described, extraInfo: options.extraInfo });
    } catch (error) {
      for (const { producer } of tracks.values()) producer.close();
      throw this.#translated(error, 'PUBLISH_INNER');
    }
    const sending = new Sending({
      ...{ streamID, wire, tracks, produce, clock: this.#options.clock, targets: options },
      dropped: () => this.#sendings.delete(sending),
    });
    this.#sendings.add(sending);
    void sending.setCut(this.#cut);
    return sending;
  }

  /** Receives a stream. Nothing has been asked yet: the first `refresh` does. */
  async play(streamID: string, options: PlayOptions, paused: Readonly<Record<Kind, boolean>>): Promise<Receiving> {
    const { device, receive } = await this.#whenReady();
    const { wire } = this.#options;
    await options.ready;
    const capabilities = { ...device.recvRtpCapabilities };
    const { audio, video } = options;
    return new Receiving({
      streamID,
      wire,
      layer: options.layer,
      paused,
      attach: (tracks) => this.#attach(streamID, receive, tracks, options),
      request: () =>
        wire.ask('startPlaying', { streamID, transportID: receive.id, capabilities, audio, video }).catch((error: unknown) => {
          throw this.#translated(error, 'PLAY_INNER');
        }),
    });
  }

  /** Opens a data channel and sends under this name. */
  async broadcastData(streamID: string, delivery: DataDelivery): Promise<DataSending> {
    const { send } = await this.#whenReady();
    const { wire, clock } = this.#options;
    try {
      const producer = await send.transport.produceData({ ...delivery, label: 'data' });
      return await DataSending.open({ streamID, producer, delivery, transportID: send.id, wire, clock });
    } catch (error) {
      throw this.#translated(error, 'MEDIA_FAILED');
    }
  }

  /** Receives what is sent under this name. */
  async subscribeData(streamID: string, received: (data: ArrayBuffer) => void): Promise<DataReceiving> {
    const { receive } = await this.#whenReady();
    const { wire, clock } = this.#options;
    const { transport, id: transportID } = receive;
    try {
      return await DataReceiving.open({ streamID, transport, transportID, wire, clock, received });
    } catch (error) {
      throw this.#translated(error, 'MEDIA_FAILED');
    }
  }

  /** After a change of network (`force`), or when the socket is back: make sure that packets flow. */
  recover({ force }: { force: boolean }): void {
    for (const transport of this.#made) transport.recover({ force });
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#watch?.close();
    for (const transport of this.#made.splice(0)) transport.close();
    this.#options.fresh?.release();
    this.facts.clear();
  }

  async #open(): Promise<Ready> {
    const { capabilities, opened } = this.#options;
    // Either may be rejected long before anybody awaits it.
    opened.send.catch(() => undefined);
    opened.receive.catch(() => undefined);
    const device = await this.#options.device.catch((error: unknown) => {
      throw new RtcError('BROWSER_NOT_SUPPORTED', '', { cause: error });
    });
    // Checked by mediasoup-client, which throws on capabilities it does not understand.
    if (!device.loaded) await device.load({ routerRtpCapabilities: capabilities as unknown as types.RtpCapabilities });
    const receive = this.#transport('receive', device, await opened.receive);
    void receive.warmUp();
    const send = this.#transport('send', device, await opened.send);
    void send.warmUp();
    const { clock } = this.#options;
    this.#watch = new FlowWatch({ clock, send, receive, suspect: () => this.facts.tell('suspect') });
    return { device, send, receive };
  }

  #transport(direction: 'send' | 'receive', device: Device, opened: Result<'openTransport'>): LinkTransport {
    if (this.#state !== 'usable') throw new RtcError('NETWORK_BROKEN', 'the media link was closed');
    const { clock, wire, iceServers, ipStack, fresh } = this.#options;
    const connections = fresh?.RTCPeerConnection;
    const failed = (detail: string) => this.#fail(`${direction}: ${detail}`);
    const stalled = () => this.facts.tell('stalled');
    const flowing = () => this.facts.tell('flowing', direction);
    const cut = (cut: boolean) => direction === 'send' && this.#setCut(cut);
    const transport = new LinkTransport({
      ...{ direction, device, opened, iceServers, ipStack, connections },
      ...{ wire, clock, failed, stalled, flowing, cut },
    });
    // The client names its own tracks, so mediasoup-client's question is answered at once and both go in one request.
    transport.transport.on('produce', (_, done) => done({ id: randomHex(this.#options.random, 8) }));
    transport.transport.on('producedata', (_, done) => done({ id: randomHex(this.#options.random, 8) }));
    this.#made.push(transport);
    return transport;
  }

  #setCut(cut: boolean): void {
    this.#cut = cut;
    for (const sending of this.#sendings) void sending.setCut(cut);
  }

  async #whenReady(): Promise<Ready> {
    const ready = await this.#ready.catch((error: unknown) => {
      throw this.#translated(error, 'MEDIA_FAILED');
    });
    if (this.#state !== 'usable') throw new RtcError('NETWORK_BROKEN', 'the media link was closed');
    return ready;
  }

  async #produce(given: {
    streamID: string;
    track: MediaStreamTrack;
    options: PublishOptions;
    device: Device;
    send: LinkTransport;
  }): Promise<types.Producer> {
    const { streamID, track, options, device, send } = given;
    // The track is the app's: neither stopped nor disabled by us.
    const common = { track, streamId: streamID, stopTracks: false, disableTrackOnPause: false };
    if (track.kind === 'audio') {
      return this.#negotiated(streamID, 'CODEC_NOT_ENCODABLE', () =>
        send.transport.produce({ ...common, encodings: audioEncodings, codecOptions: audioCodecOptions(options) }),
      );
    }
    const codec = chooseVideoCodec(device.sendRtpCapabilities.codecs, options.videoCodec);
    const encodings = videoEncodings(options, track.getSettings());
    const producer = await this.#negotiated(streamID, 'CODEC_NOT_ENCODABLE', () =>
      send.transport.produce({
        ...common,
        codec,
        codecOptions: videoCodecOptions(options),
        ...(encodings && { encodings }),
        onRtpSender: (sender) => options.onVideoSender?.(sender, codec.mimeType),
      }),
    );
    if (options.degradation) await preferDegradation(producer, options.degradation);
    return producer;
  }

  async #attach(
    streamID: string,
    receive: LinkTransport,
    tracks: ReceivedTrack[],
    { jitterBufferTarget, onVideoReceiver }: PlayOptions,
  ): Promise<types.Consumer[]> {
    try {
      const consumers = await Promise.all(
        tracks.map(({ consumerID, producerID, kind, rtpParameters }) =>
          this.#negotiated(streamID, 'CODEC_NOT_DECODABLE', () =>
            receive.transport.consume({
              id: consumerID,
              producerId: producerID,
              kind,
              rtpParameters: rtpParameters as unknown as types.RtpParameters,
              // Audio and video with the same name are played in step by the browser.
              streamId: streamID,
              onRtpReceiver: (receiver) => {
                if (kind === 'video') onVideoReceiver?.(receiver, mimeTypeOf(rtpParameters));
              },
            }),
          ),
        ),
      );
      if (jitterBufferTarget !== undefined) {
        for (const { rtpReceiver } of consumers) if (rtpReceiver) Object.assign(rtpReceiver, { jitterBufferTarget });
      }
      return consumers;
    } catch (error) {
      this.#options.wire.owe('stopPlaying', streamID);
      throw this.#translated(error, 'PLAY_INNER');
    }
  }

  /** Runs a negotiation; what the browser refuses for a reason becomes a failure of the stream, not of the link. */
  async #negotiated<T>(streamID: string, unsupported: ErrorName, run: () => Promise<T>): Promise<T> {
    try {
      const result = await run();
      this.#suspect = undefined;
      return result;
    } catch (error) {
      if (this.#state !== 'usable') throw new RtcError('NETWORK_BROKEN', '', { cause: error });
      if (error instanceof Error && error.name === 'UnsupportedError') throw new RtcError(unsupported, '', { cause: error });
      if (error instanceof Error && error.name === 'InvalidStateError' && error.message === 'track ended') {
        throw new RtcError('NO_CAPTURE', 'the track has ended', { cause: error });
      }
      if (this.#suspect !== undefined && this.#suspect !== streamID) this.#fail('negotiation failed twice');
      this.#suspect = streamID;
      throw error;
    }
  }

  #translated(error: unknown, fallback: ErrorName): RtcError {
    const translated = RtcError.from(error, this.#state === 'usable' ? fallback : 'NETWORK_BROKEN');
    // The server does not know our transports (any more).
    if (translated.failure === 'TRANSPORT_UNKNOWN') this.#fail('transport unknown');
    return translated;
  }

  #fail(detail: string): void {
    if (this.#state !== 'usable') return;
    this.#state = 'failed';
    this.#watch?.close();
    this.facts.tell('failed', detail);
  }
}

/** Of the first codec in the server's description of a track; '' if that is none. */
function mimeTypeOf({ codecs }: ReceivedTrack['rtpParameters']): string {
  const [first]: unknown[] = Array.isArray(codecs) ? codecs : [];
  const mimeType = typeof first === 'object' && first !== null && 'mimeType' in first ? first.mimeType : undefined;
  return typeof mimeType === 'string' ? mimeType : '';
}

async function preferDegradation(producer: types.Producer, preference: RTCDegradationPreference): Promise<void> {
  try {
    const parameters = producer.rtpSender?.getParameters();
    if (parameters) await producer.rtpSender?.setParameters({ ...parameters, degradationPreference: preference });
  } catch {
    // Not every browser knows it; the stream is sent all the same.
  }
}
