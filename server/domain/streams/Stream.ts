import type { Kind, StreamDescription, StreamEndCode, StreamID } from '@liuyun/protocol';
import type { Session } from '../sessions/Session.ts';

export type StreamTrack = { kind: Kind; muted: boolean };

/** What is known of a stream when it goes live. `askedAt`: when its publisher asked for it, Unix ms. */
export type GoesLive = { tracks: readonly StreamTrack[]; extraInfo: string; now: number; askedAt?: number };

/** Media is announced to the room; data is found by those who know its name. */
export type StreamContent = 'media' | 'data';

export type StreamState = { state: 'reserved' } | { state: 'live'; since: number } | { state: 'ended'; code: StreamEndCode };

/** What a publisher sends under a streamID. The name is reserved before media is opened, live once it flows. */
export class Stream {
  readonly streamID: StreamID;
  /** The publisher's. */
  readonly session: Session;
  readonly content: StreamContent;
  /** Its number among the app's streams since the start. */
  readonly number: number;
  /** Who receives it, in whichever room of the app. */
  readonly players = new Set<Session>();
  #state: StreamState = { state: 'reserved' };
  #liveSince: number | undefined;
  #askedAt: number | undefined;
  #tracks: StreamTrack[] = [];
  #extraInfo = '';
  /** Whether the publisher wants a track muted that is something else: the app's server forbids it, or it is about to change. */
  readonly mutes = new Map<Kind, boolean>();
  /** What its tracks are encoded with, as their publisher says. */
  readonly codecs = new Map<Kind, string>();
  /** Whether the app's server took it off the room's list. Its media goes on. */
  hidden = false;

  constructor(streamID: StreamID, session: Session, given: { content: StreamContent; number: number }) {
    this.streamID = streamID;
    this.session = session;
    this.content = given.content;
    this.number = given.number;
  }

  get state(): StreamState {
    return this.#state;
  }

  get live(): boolean {
    return this.#state.state === 'live';
  }

  /** Unix ms; undefined for a stream that never went live. */
  get liveSince(): number | undefined {
    return this.#liveSince;
  }

  /** When its publisher asked for it, Unix ms; undefined where nobody knows. */
  get askedAt(): number | undefined {
    return this.#askedAt;
  }

  get tracks(): readonly StreamTrack[] {
    return this.#tracks;
  }

  get extraInfo(): string {
    return this.#extraInfo;
  }

  goLive(given: GoesLive): void {
    if (this.#state.state !== 'reserved') throw new Error(`a stream that is ${this.#state.state} cannot go live`);
    this.#state = { state: 'live', since: given.now };
    this.#liveSince = given.now;
    this.#askedAt = given.askedAt;
    this.#tracks = given.tracks.map(({ kind, muted }) => ({ kind, muted }));
    this.#extraInfo = given.extraInfo;
  }

  setTracks(tracks: readonly StreamTrack[]): void {
    this.#tracks = tracks.map(({ kind, muted }) => ({ kind, muted }));
  }

  setExtraInfo(extraInfo: string): void {
    this.#extraInfo = extraInfo;
  }

  end(code: StreamEndCode): void {
    this.#state = { state: 'ended', code };
  }

  describe(): StreamDescription {
    return {
      streamID: this.streamID,
      user: this.session.user,
      extraInfo: this.#extraInfo,
      tracks: this.#tracks.map(({ kind, muted }) => ({ kind, muted })),
    };
  }
}
