import { Facts } from '@liuyun/kit';
import { RtcError, type StreamID } from '@liuyun/protocol';
import type { Session } from '../sessions/Session.ts';
import { Stream, type StreamContent } from './Stream.ts';

/** Why nobody receives a stream any more, or one does not. */
export type PlayEnd = 'stopped' | 'left' | 'streamEnded' | 'mediaLost' | 'replaced' | 'removedByServer';

export type PlayFacts = {
  playingBegan: [player: Session, stream: Stream];
  playingEnded: [player: Session, stream: Stream, why: PlayEnd];
};

/** Whose is which streamID: unique per app, reserved and live ones alike. */
export class StreamDirectory {
  readonly facts: Facts<PlayFacts>;
  readonly #streams = new Map<StreamID, Stream>();
  readonly #published = new Map<Session, Set<Stream>>();
  #reserved = 0;
  readonly #played = new Map<Session, Set<Stream>>();

  constructor(onListenerError: (error: unknown) => void) {
    this.facts = new Facts(onListenerError);
  }

  find(streamID: StreamID): Stream | undefined {
    return this.#streams.get(streamID);
  }

  /** STREAM_ID_TAKEN while another user holds it. Whoever asks must have ended their own earlier one. */
  reserve(streamID: StreamID, session: Session, content: StreamContent = 'media'): Stream {
    if (this.#streams.has(streamID)) throw new RtcError('STREAM_ID_TAKEN');
    const stream = new Stream(streamID, session, { content, number: ++this.#reserved });
    this.#streams.set(streamID, stream);
    setOf(this.#published, session).add(stream);
    return stream;
  }

  /** Frees the name. Players of the stream are forgotten too. */
  release(stream: Stream): void {
    if (this.#streams.get(stream.streamID) === stream) this.#streams.delete(stream.streamID);
    removeFrom(this.#published, stream.session, stream);
    for (const player of [...stream.players]) this.stopsPlaying(player, stream, 'streamEnded');
  }

  publishedBy(session: Session): Stream[] {
    return [...(this.#published.get(session) ?? [])];
  }

  playedBy(session: Session): Stream[] {
    return [...(this.#played.get(session) ?? [])];
  }

  plays(session: Session, stream: Stream): void {
    // The connection it was received over has been replaced.
    if (stream.players.has(session)) this.stopsPlaying(session, stream, 'replaced');
    stream.players.add(session);
    setOf(this.#played, session).add(stream);
    this.facts.tell('playingBegan', session, stream);
  }

  stopsPlaying(session: Session, stream: Stream, why: PlayEnd): void {
    if (!stream.players.delete(session)) return;
    removeFrom(this.#played, session, stream);
    this.facts.tell('playingEnded', session, stream, why);
  }

  get size(): number {
    return this.#streams.size;
  }
}

function setOf(map: Map<Session, Set<Stream>>, session: Session): Set<Stream> {
  const found = map.get(session);
  if (found) return found;
  const made = new Set<Stream>();
  map.set(session, made);
  return made;
}

function removeFrom(map: Map<Session, Set<Stream>>, session: Session, stream: Stream): void {
  const set = map.get(session);
  set?.delete(stream);
  if (set?.size === 0) map.delete(session);
}
