import { randomUUID } from 'node:crypto';
import { Facts } from '@liuyun/kit';
import { type Kind, type Layer, type Opaque, type ReceivedTrack, RtcError } from '@liuyun/protocol';
import type { Playback, PlaybackFacts } from '../MediaEngine.ts';
import type { FakePublication, FakeTrack } from './FakePublication.ts';
import { canDecode } from './fakeCapabilities.ts';
import type { Enter } from './fakeVerbs.ts';

type Wanted = { capabilities: Opaque; audio: boolean; video: boolean };
type Received = { consumerID: string; source: FakeTrack; resumed: boolean };

export class FakePlayback implements Playback {
  readonly id = randomUUID();
  readonly facts = new Facts<PlaybackFacts>();
  readonly #enter: Enter;
  readonly #publication: FakePublication;
  readonly #wanted: Wanted;
  readonly #detach: () => void;
  readonly #onClosed: () => void;
  readonly #paused = new Set<Kind>();
  #layer: Layer = 'auto';
  #received: Received[] = [];
  #watching = false;
  #began = false;
  #closed = false;

  constructor(options: { enter: Enter; publication: FakePublication; wanted: Wanted; closed: () => void }) {
    this.#enter = options.enter;
    this.#publication = options.publication;
    this.#wanted = options.wanted;
    this.#onClosed = options.closed;
    this.#takeIn();
    this.#detach = options.publication.attach({
      trackGone: (kind) => (this.#received = this.#received.filter(({ source }) => source.kind !== kind)),
      close: () => this.close(),
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  get tracks(): ReceivedTrack[] {
    return this.#received.map(({ consumerID, source: { id, kind, muted, rtpParameters } }) => ({
      kind,
      consumerID,
      producerID: id,
      rtpParameters,
      muted,
    }));
  }

  /** For tests: the kinds whose packets would flow now. */
  get flowing(): Kind[] {
    const flows = ({ resumed, source }: Received) => resumed && !source.muted && !this.#paused.has(source.kind);
    return this.#received.filter(flows).map(({ source }) => source.kind);
  }

  /** For tests: the player's connection carries this many bit/s of the picture, or all of it. */
  bears(bps: number | undefined): void {
    if (!this.#closed) this.#publication.bitrates.bears(this, bps);
  }

  async refresh(): Promise<void> {
    await this.#enter('refresh');
    this.#checkOpen();
    this.#takeIn();
  }

  async resume(): Promise<void> {
    await this.#enter('resume');
    this.#checkOpen();
    for (const received of this.#received) received.resumed = true;
    this.#wish();
    if (this.#began || !this.flowing.includes('video')) return;
    this.#began = true;
    this.facts.tell('pictureBegan');
  }

  async pause(kind: Kind, paused: boolean): Promise<void> {
    this.#checkOpen();
    if (paused) this.#paused.add(kind);
    else this.#paused.delete(kind);
    this.#wish();
  }

  async renewPicture(): Promise<void> {
    await this.#enter('renewPicture');
    this.#checkOpen();
  }

  async prefer(layer: Layer): Promise<void> {
    this.#checkOpen();
    this.#layer = layer;
    this.#wish();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#received = [];
    this.#detach();
    this.#publication.wishes.wish(this, undefined);
    this.#publication.bitrates.leave(this);
    this.facts.clear();
    this.#onClosed();
  }

  #wish(): void {
    const watching =
      this.#received.some(({ resumed, source }) => resumed && source.kind === 'video') && !this.#paused.has('video');
    this.#publication.wishes.wish(this, watching ? this.#layer : undefined);
    if (watching === this.#watching) return;
    this.#watching = watching;
    if (watching) this.#publication.bitrates.bears(this, undefined);
    else this.#publication.bitrates.leave(this);
  }

  #takeIn(): void {
    const present = this.#publication.fakeTracks;
    this.#received = this.#received.filter(({ source }) => present.includes(source));
    const known = new Set(this.#received.map(({ source }) => source));
    for (const source of present) {
      if (known.has(source) || !this.#wanted[source.kind] || !canDecode(source.rtpParameters, this.#wanted.capabilities))
        continue;
      this.#received.push({ consumerID: randomUUID(), source, resumed: false });
    }
  }

  #checkOpen(): void {
    if (this.#closed) throw new RtcError('PLAY_STREAM_UNKNOWN');
  }
}
