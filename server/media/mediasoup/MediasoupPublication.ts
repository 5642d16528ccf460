import { randomUUID } from 'node:crypto';
import { type Kind, RtcError, type Track } from '@liuyun/protocol';
import type { Consumer, Producer, Router, RtpParameters, WebRtcTransport } from 'mediasoup/types';
import { BitrateWishes } from '../BitrateWishes.ts';
import { LayerWishes } from '../LayerWishes.ts';
import type { LayersWanted, Publication } from '../MediaEngine.ts';
import { mediaFailure } from './mediaFailure.ts';
import { readRtpParameters } from './readParameters.ts';

/**
 * Pause between two key frames asked of one sender. Chromium silently drops a request that comes within 300 ms of
 * the one before, and the worker would then wait a whole second before it repeats it: two people joining at the same
 * time must not make the second one wait for that second.
 */
const KEY_FRAME_REQUEST_DELAY_MS = 350;

/** A key frame for those whose picture stands still is asked for this seldom, however many they are. */
const RENEW_EVERY_MS = 1_500;

/** What one transport opened; its members come and go by themselves, and close with it also while they open. */
export type Siblings = Set<{
  close(): void;
  catchUp?(): unknown;
  /** What has counters. */
  readonly streams?: readonly (Producer | Consumer)[];
}>;

type Viewer = { close(): void; catchUp(): boolean };

/** Up to one audio and one video producer of one send transport. */
export class MediasoupPublication implements Publication {
  readonly id = randomUUID();
  /** The router that the packets arrive at. */
  readonly router: Router;
  readonly #transport: WebRtcTransport;
  readonly #siblings: Siblings;
  readonly #producers = new Map<Kind, Producer | 'being added'>();
  readonly #players = new Set<Viewer>();
  readonly wishes = new LayerWishes(() => {
    const video = this.producers.find(({ kind }) => kind === 'video');
    if (!video) return 0;
    return video.type === 'simulcast' ? 2 : 1;
  });
  readonly bitrates = new BitrateWishes(this.wishes.facts);
  #renewedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  static async open(options: { router: Router; transport: WebRtcTransport; tracks: Track[]; siblings: Siblings }) {
    const publication = new MediasoupPublication(options);
    try {
      await publication.add(options.tracks);
    } catch (error) {
      publication.close();
      throw error;
    }
    return publication;
  }

  private constructor(options: { router: Router; transport: WebRtcTransport; siblings: Siblings }) {
    this.router = options.router;
    this.#transport = options.transport;
    this.#siblings = options.siblings;
    this.#siblings.add(this);
  }

  get closed(): boolean {
    return this.#closed;
  }

  get tracks(): { kind: Kind; muted: boolean }[] {
    return this.producers.map(({ kind, paused }) => ({ kind, muted: paused }));
  }

  get facts(): LayerWishes['facts'] {
    return this.wishes.facts;
  }

  get layersWanted(): LayersWanted | undefined {
    return this.wishes.wanted;
  }

  get bitrateBearable(): number | undefined {
    return this.bitrates.bearable;
  }

  get streams(): Producer[] {
    return this.producers;
  }

  get producers(): Producer[] {
    return [...this.#producers.values()].filter((producer) => producer !== 'being added');
  }

  async add(tracks: Track[]): Promise<void> {
    this.#checkOpen();
    const wanted = tracks.map(({ kind, rtpParameters, muted }) => ({
      kind,
      rtpParameters: unbound(readRtpParameters(kind, rtpParameters)),
      paused: muted,
      keyFrameRequestDelay: kind === 'video' ? KEY_FRAME_REQUEST_DELAY_MS : 0,
    }));
    const kinds = wanted.map(({ kind }) => kind);
    if (new Set([...this.#producers.keys(), ...kinds]).size < this.#producers.size + kinds.length)
      throw new RtcError('MEDIA_FAILED', 'a second track of one kind');
    for (const kind of kinds) this.#producers.set(kind, 'being added');
    const results = await Promise.allSettled(wanted.map((options) => this.#transport.produce(options)));
    for (const kind of kinds) this.#producers.delete(kind);
    const made = results.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed || this.#closed) {
      for (const producer of made) producer.close();
      if (failed && !this.#closed) throw mediaFailure(failed.reason, 'CODEC_NOT_ENCODABLE');
    }
    this.#checkOpen();
    for (const producer of made) this.#producers.set(producer.kind, producer);
    this.wishes.renew();
  }

  remove(kind: Kind): void {
    const producer = this.#producers.get(kind);
    if (!producer || producer === 'being added') return;
    this.#producers.delete(kind);
    producer.close();
  }

  async mute(kind: Kind, muted: boolean): Promise<void> {
    this.#checkOpen();
    const producer = this.#producers.get(kind);
    if (!producer || producer === 'being added') throw new RtcError('TRACK_NOT_FOUND', kind);
    try {
      await (muted ? producer.pause() : producer.resume());
    } catch (error) {
      this.#checkOpen();
      throw mediaFailure(error);
    }
  }

  /** Ties a player to this publication until the returned function is called. */
  attach(player: Viewer): () => void {
    this.#players.add(player);
    return () => {
      this.#players.delete(player);
      this.wishes.wish(player, undefined);
      this.bitrates.leave(player);
    };
  }

  /** One key frame serves all who play it. */
  catchUp(): void {
    for (const player of this.#players) if (player.catchUp()) return;
  }

  /** For somebody whose picture stands still; not again soon after, as each key frame costs everybody bandwidth. */
  renew(player: Viewer, now: number): void {
    if (now - this.#renewedAt >= RENEW_EVERY_MS && player.catchUp()) this.#renewedAt = now;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.facts.tell('closed');
    this.facts.clear();
    for (const player of [...this.#players]) player.close();
    for (const producer of this.producers) producer.close();
    this.#producers.clear();
    this.#siblings.delete(this);
  }

  #checkOpen(): void {
    if (this.#closed) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
  }
}

/**
 * Of a picture in one size the worker takes the bitrate that was promised for the one that is wanted, also when less is
 * sent; whether it fits through a connection could not be told then. Without a promise it measures.
 */
function unbound(parameters: RtpParameters): RtpParameters {
  const { encodings } = parameters;
  if (encodings?.length !== 1) return parameters;
  return { ...parameters, encodings: encodings.map(({ maxBitrate: _promised, ...encoding }) => encoding) };
}
