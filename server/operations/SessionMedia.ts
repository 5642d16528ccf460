import { RtcError, type StreamID } from '@liuyun/protocol';
import type { Stream } from '../domain/streams/Stream.ts';
import type { DataPlayback, DataPublication, MediaTransport, Playback, Publication } from '../media/MediaEngine.ts';

export type Direction = 'send' | 'receive';

/** A stream as one session plays it. */
export type Played = { stream: Stream; playback: Playback };

/** What one session has open in the media engine. The domain decides who may; this remembers what is. */
export class SessionMedia {
  readonly #transports = new Map<Direction, MediaTransport>();
  readonly #publications = new Map<StreamID, Publication>();
  readonly #played = new Map<StreamID, Played>();
  readonly #data = new Map<StreamID, DataPublication>();
  readonly #subscribed = new Map<StreamID, { stream: Stream; playback: DataPlayback }>();
  #closed = false;

  /** Those that are open now. */
  get transports(): MediaTransport[] {
    return [...this.#transports.values()].filter(({ closed }) => !closed);
  }

  /** TRANSPORT_UNKNOWN unless it is this session's transport and still open. */
  transport(transportID: string, direction?: Direction): MediaTransport {
    for (const [itsDirection, transport] of this.#transports) {
      if (transport.id !== transportID || transport.closed) continue;
      if (direction === undefined || direction === itsDirection) return transport;
    }
    throw new RtcError('TRANSPORT_UNKNOWN');
  }

  /** Takes the place of the earlier transport of that direction, which closes with all it carries. */
  use(direction: Direction, transport: MediaTransport): void {
    if (this.#closed) {
      transport.close();
      throw new RtcError('NOT_LOGGED_IN');
    }
    this.#transports.get(direction)?.close();
    this.#transports.set(direction, transport);
  }

  /** The names of the streams that went over a transport that is closed now. */
  silenced(): StreamID[] {
    return [...this.#publications, ...this.#data].filter(([, { closed }]) => closed).map(([streamID]) => streamID);
  }

  publication(streamID: StreamID): Publication | undefined {
    return this.#publications.get(streamID);
  }

  publishes(streamID: StreamID, publication: Publication): void {
    this.#publications.get(streamID)?.close();
    this.#publications.set(streamID, publication);
  }

  unpublish(streamID: StreamID): void {
    this.#publications.get(streamID)?.close();
    this.#publications.delete(streamID);
  }

  get plays(): number {
    return this.#played.size;
  }

  /** Whether a place is taken by this stream, also by one whose connection is closed. */
  counts(streamID: StreamID): boolean {
    return this.#played.has(streamID);
  }

  played(streamID: StreamID): Played | undefined {
    const played = this.#played.get(streamID);
    return played?.playback.closed ? undefined : played;
  }

  /** PLAY_STREAM_UNKNOWN for a stream that is not being played. */
  playback(streamID: StreamID): Playback {
    const played = this.played(streamID);
    if (!played) throw new RtcError('PLAY_STREAM_UNKNOWN');
    return played.playback;
  }

  play(streamID: StreamID, played: Played): void {
    this.#played.get(streamID)?.playback.close();
    this.#played.set(streamID, played);
  }

  stopPlaying(streamID: StreamID): void {
    this.#played.get(streamID)?.playback.close();
    this.#played.delete(streamID);
  }

  data(streamID: StreamID): DataPublication | undefined {
    return this.#data.get(streamID);
  }

  broadcasts(streamID: StreamID, publication: DataPublication): void {
    this.#data.get(streamID)?.close();
    this.#data.set(streamID, publication);
  }

  stopBroadcasting(streamID: StreamID): void {
    this.#data.get(streamID)?.close();
    this.#data.delete(streamID);
  }

  get subscriptions(): number {
    return this.#subscribed.size;
  }

  subscribed(streamID: StreamID): { stream: Stream; playback: DataPlayback } | undefined {
    const subscribed = this.#subscribed.get(streamID);
    return subscribed?.playback.closed ? undefined : subscribed;
  }

  subscribe(streamID: StreamID, subscribed: { stream: Stream; playback: DataPlayback }): void {
    this.#subscribed.get(streamID)?.playback.close();
    this.#subscribed.set(streamID, subscribed);
  }

  unsubscribe(streamID: StreamID): void {
    this.#subscribed.get(streamID)?.playback.close();
    this.#subscribed.delete(streamID);
  }

  /** Everything is closed; the session may open anew. */
  reset(): void {
    for (const transport of this.#transports.values()) transport.close();
    this.#transports.clear();
    for (const publication of this.#publications.values()) publication.close();
    this.#publications.clear();
    for (const { playback } of this.#played.values()) playback.close();
    this.#played.clear();
    for (const publication of this.#data.values()) publication.close();
    this.#data.clear();
    for (const { playback } of this.#subscribed.values()) playback.close();
    this.#subscribed.clear();
  }

  close(): void {
    this.#closed = true;
    this.reset();
  }
}
