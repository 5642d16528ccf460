import { randomUUID } from 'node:crypto';
import { type Kind, type Opaque, RtcError, type Track } from '@liuyun/protocol';
import { BitrateWishes } from '../BitrateWishes.ts';
import { LayerWishes, type Sizes } from '../LayerWishes.ts';
import type { LayersWanted, Publication } from '../MediaEngine.ts';
import { checkEncodable } from './fakeCapabilities.ts';
import type { Enter } from './fakeVerbs.ts';

/** A track as the fake keeps it. */
export type FakeTrack = { id: string; kind: Kind; muted: boolean; rtpParameters: Opaque };

export class FakePublication implements Publication {
  readonly id = randomUUID();
  readonly wishes = new LayerWishes(() => sizesOf(this.#tracks));
  readonly bitrates = new BitrateWishes(this.wishes.facts);
  readonly #enter: Enter;
  readonly #onClosed: () => void;
  readonly #dependants = new Set<{ trackGone(kind: Kind): void; close(): void }>();
  #tracks: FakeTrack[];
  #closed = false;

  constructor(tracks: Track[], { enter, closed }: { enter: Enter; closed: () => void }) {
    this.#tracks = accept(tracks, []);
    this.#enter = enter;
    this.#onClosed = closed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  get tracks(): { kind: Kind; muted: boolean }[] {
    return this.#tracks.map(({ kind, muted }) => ({ kind, muted }));
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

  get fakeTracks(): readonly FakeTrack[] {
    return this.#tracks;
  }

  async add(tracks: Track[]): Promise<void> {
    if (this.#closed) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    this.#tracks.push(...accept(tracks, this.#tracks));
    this.wishes.renew();
  }

  remove(kind: Kind): void {
    this.#tracks = this.#tracks.filter((track) => track.kind !== kind);
    for (const dependant of [...this.#dependants]) dependant.trackGone(kind);
  }

  async mute(kind: Kind, muted: boolean): Promise<void> {
    if (this.#closed) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    const track = this.#tracks.find((candidate) => candidate.kind === kind);
    if (!track) throw new RtcError('TRACK_NOT_FOUND', kind);
    await this.#enter('mute');
    if (this.#closed) throw new RtcError('PUBLISH_STREAM_NOT_FOUND');
    track.muted = muted;
  }

  /** Ties a player to this publication until the returned function is called. */
  attach(dependant: { trackGone(kind: Kind): void; close(): void }): () => void {
    this.#dependants.add(dependant);
    return () => this.#dependants.delete(dependant);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.facts.tell('closed');
    this.facts.clear();
    for (const dependant of [...this.#dependants]) dependant.close();
    this.#onClosed();
  }
}

function sizesOf(tracks: readonly FakeTrack[]): Sizes {
  const video = tracks.find(({ kind }) => kind === 'video');
  if (!video) return 0;
  const { encodings } = video.rtpParameters;
  return Array.isArray(encodings) && encodings.length > 1 ? 2 : 1;
}

function accept(tracks: Track[], present: readonly FakeTrack[]): FakeTrack[] {
  const kinds = new Set(present.map(({ kind }) => kind));
  return tracks.map(({ kind, muted, rtpParameters }) => {
    if (kinds.has(kind)) throw new RtcError('MEDIA_FAILED', `a second ${kind} track`);
    kinds.add(kind);
    checkEncodable(kind, rtpParameters);
    return { id: randomUUID(), kind, muted, rtpParameters };
  });
}
