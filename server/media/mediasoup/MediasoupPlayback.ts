import { randomUUID } from 'node:crypto';
import { type Clock, Facts } from '@liuyun/kit';
import { type Kind, type Layer, type Opaque, type ReceivedTrack, RtcError } from '@liuyun/protocol';
import type { Consumer, Producer, RtpCapabilities, WebRtcTransport } from 'mediasoup/types';
import type { Downlink, Picture } from '../Downlink.ts';
import type { Playback, PlaybackFacts } from '../MediaEngine.ts';
import { KeyFrameAsker } from './KeyFrameAsker.ts';
import type { MediasoupPublication, Siblings } from './MediasoupPublication.ts';
import { mediaFailure } from './mediaFailure.ts';
import type { RoomPipes } from './RoomPipes.ts';

/** What a publisher is told and what this player bears differ by a little. */
const ABOUT = 1.2;

type Received = { source: Producer; consumer: Consumer; keyFrames: KeyFrameAsker | undefined; resumed: boolean };

export type PlaybackOptions = {
  transport: WebRtcTransport;
  pipes: RoomPipes;
  publication: MediasoupPublication;
  capabilities: RtpCapabilities;
  wanted: { [kind in Kind]: boolean };
  clock: Clock;
  /** What all that this transport receives has to share. */
  downlink: Downlink;
  /** Told about each consumer that opens (+1) and closes (−1), for the worker's load. */
  counted: (change: 1 | -1) => void;
  siblings: Siblings;
};

/** Up to one audio and one video consumer on one receive transport. */
export class MediasoupPlayback implements Playback {
  readonly id = randomUUID();
  readonly facts = new Facts<PlaybackFacts>();
  readonly #options: PlaybackOptions;
  readonly #received = new Map<Kind, Received>();
  readonly #paused = new Set<Kind>();
  #layer: Layer = 'auto';
  /** The picture does not fit through the player's connection now. */
  #held = false;
  #watching = false;
  #hasBegun = false;
  readonly #picture: Picture;
  readonly #detach: () => void;
  /** One `#takeIn` at a time, or two of them would both receive the same new track. */
  #takingIn: Promise<void> = Promise.resolve();
  #closed = false;

  /** @throws CODEC_NOT_DECODABLE when there are wanted tracks and none of them can be received. */
  static async open(options: PlaybackOptions): Promise<MediasoupPlayback> {
    const { publication, wanted, capabilities } = options;
    const candidates = publication.producers.filter(({ kind }) => wanted[kind]);
    const decodable = candidates.some(({ id }) =>
      publication.router.canConsume({ producerId: id, rtpCapabilities: capabilities }),
    );
    if (candidates.length > 0 && !decodable) throw new RtcError('CODEC_NOT_DECODABLE');
    const playback = new MediasoupPlayback(options);
    try {
      await playback.refresh();
    } catch (error) {
      playback.close();
      throw publication.closed ? new RtcError('STREAM_NOT_FOUND') : error;
    }
    return playback;
  }

  private constructor(options: PlaybackOptions) {
    this.#options = options;
    options.siblings.add(this);
    this.#picture = this.#shared();
    this.#detach = options.publication.attach(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  get tracks(): ReceivedTrack[] {
    return [...this.#received.values()].map(({ source, consumer }) => ({
      kind: consumer.kind,
      consumerID: consumer.id,
      producerID: consumer.producerId,
      rtpParameters: consumer.rtpParameters as unknown as Opaque,
      muted: source.paused,
    }));
  }

  async refresh(): Promise<void> {
    this.#takingIn = this.#takingIn.catch(() => {}).then(() => this.#takeIn());
    await this.#takingIn;
    this.#checkOpen();
  }

  async resume(): Promise<void> {
    this.#checkOpen();
    for (const received of this.#received.values()) received.resumed = true;
    await this.#applyPauses([...this.#received.values()]);
  }

  async pause(kind: Kind, paused: boolean): Promise<void> {
    this.#checkOpen();
    if (paused) this.#paused.add(kind);
    else this.#paused.delete(kind);
    const received = this.#received.get(kind);
    if (received) await this.#applyPauses([received]);
  }

  async prefer(layer: Layer): Promise<void> {
    this.#checkOpen();
    this.#layer = layer;
    this.#wish();
    const video = this.#received.get('video');
    if (video?.consumer.type !== 'simulcast') return;
    try {
      await video.consumer.setPreferredLayers({ spatialLayer: this.#spatialLayer(video.source) });
    } catch (error) {
      this.#checkOpen();
      if (!video.consumer.closed) throw mediaFailure(error);
    }
  }

  async renewPicture(): Promise<void> {
    this.#checkOpen();
    this.#options.publication.renew(this, this.#options.clock.now());
  }

  /** What has counters. */
  get streams(): Consumer[] {
    return [...this.#received.values()].map(({ consumer }) => consumer);
  }

  /** Asks for a key frame until it comes; false if no video is being sent now, or it begins with one anyway. */
  catchUp(): boolean {
    const video = this.#received.get('video');
    if (!video?.keyFrames || !video.resumed || video.consumer.paused || video.consumer.producerPaused) return false;
    video.keyFrames.start();
    video.consumer.requestKeyFrame().catch(() => {});
    return true;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#detach();
    this.#share();
    this.facts.clear();
    for (const { consumer } of [...this.#received.values()]) consumer.close();
    this.#received.clear();
    this.#options.siblings.delete(this);
  }

  #began(): void {
    if (this.#hasBegun) return;
    this.#hasBegun = true;
    this.facts.tell('pictureBegan');
  }

  async #takeIn(): Promise<void> {
    this.#checkOpen();
    const { publication, wanted, capabilities } = this.#options;
    const missing = publication.producers.filter(
      ({ id, kind, closed }) =>
        !closed &&
        wanted[kind] &&
        !this.#received.has(kind) &&
        publication.router.canConsume({ producerId: id, rtpCapabilities: capabilities }),
    );
    const results = await Promise.allSettled(missing.map((source) => this.#receive(source)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed && !this.#closed) throw mediaFailure(failed.reason, 'CODEC_NOT_DECODABLE');
  }

  async #receive(source: Producer): Promise<void> {
    const { transport, pipes, publication, capabilities, clock, counted } = this.#options;
    const local = await pipes.take(publication.router, source);
    // Only a wish for the small picture says anything: the worker begins with the biggest one that bandwidth allows.
    const layers = this.#layer === 'low' && { preferredLayers: { spatialLayer: 0 } };
    let consumer: Consumer;
    try {
      consumer = await transport.consume({
        producerId: local.producer.id,
        rtpCapabilities: capabilities,
        paused: true,
        // Of sound, too, what is lost is sent again to those who can ask for it.
        enableRtx: true,
        ...layers,
      });
    } catch (error) {
      local.release();
      if (source.closed) return; // the publisher took the track away meanwhile
      throw error;
    }
    counted(1);
    const received = {
      source,
      consumer,
      keyFrames: consumer.kind === 'video' ? new KeyFrameAsker(consumer, clock, () => this.#began()) : undefined,
      resumed: false,
    };
    const gone = () => {
      if (this.#received.get(source.kind) === received) {
        this.#received.delete(source.kind);
        this.#share();
      }
      local.release();
      counted(-1);
    };
    if (consumer.closed) return gone();
    consumer.observer.once('close', gone);
    // The worker tells this too, but a moment later.
    const sourceGone = () => consumer.close();
    source.observer.once('close', sourceGone);
    consumer.observer.once('close', () => source.observer.off('close', sourceGone));
    if (this.#closed || source.closed) consumer.close();
    else this.#received.set(source.kind, received);
  }

  /** The highest is a bound, below which bandwidth decides. */
  #spatialLayer(source: Producer): number {
    return this.#layer === 'low' ? 0 : Math.max(0, (source.rtpParameters.encodings?.length ?? 1) - 1);
  }

  #wish(): void {
    const video = this.#received.get('video');
    const watching = video?.resumed === true && !this.#paused.has('video') && !this.#closed;
    this.#options.publication.wishes.wish(this, watching ? this.#layer : undefined);
    this.#share();
  }

  /** Takes part in what the connection carries, or no longer. The engine itself chooses between pictures of two sizes. */
  #share(): void {
    const { downlink, publication } = this.#options;
    const playing = (kind: Kind) => !this.#closed && this.#received.get(kind)?.resumed === true && !this.#paused.has(kind);
    downlink.sound(this, playing('audio'));
    const watching = playing('video') && this.#received.get('video')?.consumer.type === 'simple';
    if (watching === this.#watching) return;
    this.#watching = watching;
    if (watching) publication.bitrates.bears(this, undefined);
    else publication.bitrates.leave(this);
    downlink.picture(this.#picture, watching);
  }

  #shared(): Picture {
    const { bitrates } = this.#options.publication;
    const video = () => this.#received.get('video');
    return {
      get sending() {
        return video()?.consumer.producerPaused === false;
      },
      bears: (bps) => {
        if (this.#watching) bitrates.bears(this, bps);
      },
      adapts: (bps) => bitrates.bearable !== undefined && bitrates.bearable <= bps * ABOUT,
      hold: (held) => this.#hold(held),
    };
  }

  #hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    if (this.#closed) return;
    this.facts.tell('pictureHeld', held);
    const video = this.#received.get('video');
    // It fails only when the consumer or the worker is gone.
    if (video) this.#applyPauses([video]).catch(() => undefined);
  }

  async #applyPauses(tracks: Received[]): Promise<void> {
    this.#wish();
    const changes = tracks.map(async ({ consumer, keyFrames, resumed }) => {
      if (!resumed || this.#paused.has(consumer.kind) || (this.#held && consumer.kind === 'video')) {
        keyFrames?.stop();
        return consumer.pause();
      }
      if (!consumer.paused) return;
      keyFrames?.start();
      return consumer.resume();
    });
    const results = await Promise.allSettled(changes);
    this.#checkOpen();
    const failed = results.find((result, index) => result.status === 'rejected' && !tracks[index]?.consumer.closed);
    if (failed?.status === 'rejected') throw mediaFailure(failed.reason);
  }

  #checkOpen(): void {
    if (this.#closed) throw new RtcError('PLAY_STREAM_UNKNOWN');
  }
}
