import { randomUUID } from 'node:crypto';
import { type Opaque, RtcError, type SctpStream, type Track } from '@liuyun/protocol';
import type { DataPlayback, DataPublication, MediaTransport, Playback, Publication } from '../MediaEngine.ts';
import { FakeDataPlayback, FakeDataPublication } from './FakeData.ts';
import { FakePlayback } from './FakePlayback.ts';
import { FakePublication } from './FakePublication.ts';
import { canDecode, mimeTypesOf } from './fakeCapabilities.ts';
import type { Enter, FakeVerb } from './fakeVerbs.ts';

type Direction = 'send' | 'receive';

export class FakeMediaTransport implements MediaTransport {
  readonly id = randomUUID();
  readonly parameters: Opaque;
  readonly #gate: Enter;
  readonly #direction: Direction;
  readonly #onClosed: () => void;
  readonly #room: object;
  readonly #children = new Set<{ close(): void }>();
  #nextSctpStream = 0;
  /** For tests: what `limit` was set to. */
  limitedTo: number | undefined;
  #connected = false;
  #closed = false;

  constructor(options: { enter: Enter; room: object; direction: Direction; tcpOnly: boolean; closed: () => void }) {
    this.#room = options.room;
    this.#gate = options.enter;
    this.#direction = options.direction;
    this.#onClosed = options.closed;
    this.parameters = {
      id: this.id,
      iceParameters: newIceParameters(),
      iceCandidates: (options.tcpOnly ? ['tcp'] : ['udp', 'tcp']).map((protocol) => ({
        protocol,
        address: '127.0.0.1',
        port: 40_000,
      })),
      dtlsParameters: { role: 'auto', fingerprints: [] },
    };
  }

  get closed(): boolean {
    return this.#closed;
  }

  async connect(dtlsParameters: Opaque): Promise<void> {
    await this.#enter('connect');
    if (this.#connected) throw new RtcError('MEDIA_FAILED', 'the transport is connected already');
    const { fingerprints } = dtlsParameters;
    if (!Array.isArray(fingerprints) || fingerprints.length === 0) throw new RtcError('MEDIA_FAILED', 'no fingerprints');
    this.#connected = true;
  }

  async restartIce(): Promise<Opaque> {
    await this.#enter('restartIce');
    return newIceParameters();
  }

  async catchUp(): Promise<void> {
    await this.#enter('catchUp');
  }

  async publish(tracks: Track[]): Promise<Publication> {
    await this.#enter('publish', 'send');
    const publication = new FakePublication(tracks, {
      enter: this.#gate,
      closed: () => this.#children.delete(publication),
    });
    this.#children.add(publication);
    return publication;
  }

  async play(publication: Publication, wanted: { capabilities: Opaque; audio: boolean; video: boolean }): Promise<Playback> {
    await this.#enter('play', 'receive');
    if (!(publication instanceof FakePublication)) throw new RtcError('MEDIA_FAILED', 'a publication of another engine');
    if (publication.closed) throw new RtcError('STREAM_NOT_FOUND');
    mimeTypesOf(wanted.capabilities);
    const asked = publication.fakeTracks.filter(({ kind }) => wanted[kind]);
    if (asked.length > 0 && !asked.some(({ rtpParameters }) => canDecode(rtpParameters, wanted.capabilities)))
      throw new RtcError('CODEC_NOT_DECODABLE');
    const playback = new FakePlayback({
      enter: this.#gate,
      publication,
      wanted,
      closed: () => this.#children.delete(playback),
    });
    this.#children.add(playback);
    return playback;
  }

  async publishData(sctp: SctpStream): Promise<DataPublication> {
    await this.#enter('publishData', 'send');
    const publication = new FakeDataPublication(this.#room, sctp, () => this.#children.delete(publication));
    this.#children.add(publication);
    return publication;
  }

  async playData(publication: DataPublication): Promise<DataPlayback> {
    await this.#enter('playData', 'receive');
    if (!(publication instanceof FakeDataPublication)) throw new RtcError('MEDIA_FAILED', 'data of another engine');
    if (publication.closed || publication.room !== this.#room) throw new RtcError('STREAM_NOT_FOUND');
    const playback = new FakeDataPlayback(publication, this.#nextSctpStream++, () => this.#children.delete(playback));
    this.#children.add(playback);
    return playback;
  }

  async limit(bps: number | undefined): Promise<void> {
    this.limitedTo = bps;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const child of [...this.#children]) child.close();
    this.#onClosed();
  }

  async #enter(verb: FakeVerb, direction = this.#direction): Promise<void> {
    await this.#gate(verb);
    if (this.#closed) throw new RtcError('TRANSPORT_UNKNOWN', 'the transport is closed');
    if (direction !== this.#direction) throw new RtcError('TRANSPORT_UNKNOWN', `not a ${direction} transport`);
  }
}

function newIceParameters(): Opaque {
  return { usernameFragment: randomUUID(), password: randomUUID(), iceLite: true };
}
