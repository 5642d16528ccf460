import type { Cancel, Clock, RandomSource } from '@liuyun/kit';
import type { Kind, Layer } from '@liuyun/protocol';
import { type ErrorName, errorTable, RtcError } from '@liuyun/protocol/errors';
import type { PlayOptions } from '../Engine.ts';
import type { PlayerState } from '../EngineFacts.ts';
import { Keeper, type KeeperState } from '../keeping/Keeper.ts';
import type { MediaLink } from '../media/MediaLink.ts';
import type { Receiving } from '../media/Receiving.ts';

/** A stream that is over is asked for this seldom; its ADD notice ends the wait at once. */
const ENDED_PAUSE_MS = 5_000;

/** A stream that is listed and not there after this will not be. */
const REPLACED_MS = 10_000;

/** For so long a publisher may take to send a picture that can be decoded here. */
const CODEC_MS = 4_000;

/** What the app wants to see and hear, and the one MediaStream it was given for it. */
export type WantedPlay = {
  options: PlayOptions;
  paused: { audio: boolean; video: boolean };
  stream: MediaStream;
  attached(stream: MediaStream): void;
};

export type PlayerOptions = {
  streamID: string;
  clock: Clock;
  random: RandomSource;
  windowMs(): number;
  createMediaStream(): MediaStream;
  /** Whether the room's connection stands: only then does "not found" mean that there is no such stream. */
  connected(): boolean;
  /** Whether this room announces the stream now. */
  announced(): boolean;
  stateChanged(state: PlayerState, failure: ErrorName | undefined, detail: string): void;
  trackChanged(kind: Kind, muted: boolean): void;
  /** A kind was muted or paused, if only for a moment. */
  silenced(kind: Kind): void;
  trackReplaced(track: MediaStreamTrack): void;
  /** The tracks that are received are others now. */
  attached(): void;
  /** The picture cannot be decoded here, and its publisher does not change that; or it is over. */
  undecodable(undecodable: boolean): void;
  idle(): void;
};

const publicState: { readonly [S in KeeperState]: PlayerState } = {
  none: 'NO_PLAY',
  requesting: 'PLAY_REQUESTING',
  live: 'PLAYING',
};

/** Keeps one stream playing while the app wants it. */
export class Player {
  readonly streamID: string;
  readonly #options: PlayerOptions;
  readonly #keeper: Keeper<WantedPlay, MediaLink, Receiving>;
  /** Mute states of the publisher's tracks as last heard, and as last told to the app. */
  readonly #heard = new Map<Kind, boolean>();
  readonly #told = new Map<Kind, boolean>();
  #undecodable: Cancel | 'told' | undefined;
  /** Its tracks became others while they were being asked for. */
  #outdated = false;
  /** Its tracks were being asked for anew when the connection was lost. */
  #unanswered: Receiving | undefined;
  #reject: (error: RtcError) => void = () => undefined;

  constructor(options: PlayerOptions, media: MediaLink | undefined) {
    const { clock, random, windowMs, idle } = options;
    this.streamID = options.streamID;
    this.#options = options;
    this.#keeper = new Keeper(
      {
        clock,
        random,
        windowMs,
        gaveUp: 'PLAY_RETRY_TIMEOUT',
        open: (link, wanted) => this.#open(link, wanted),
        takesOver: (link) => link.takesOver,
        isFinal: (failure, { wasLive, failingForMs }) =>
          isFinal(failure, {
            wasLive,
            failingForMs,
            unknown: options.connected() && (!options.announced() || failingForMs > REPLACED_MS),
          }),
        pause: (failure) => (ENDED.has(failure) && !options.announced() ? ENDED_PAUSE_MS : 0),
        stateChanged: (state, failure, detail) => this.#stateChanged(state, failure, detail),
        idle,
      },
      media,
    );
  }

  get state(): PlayerState {
    return publicState[this.#keeper.state];
  }

  get wanted(): WantedPlay | undefined {
    return this.#keeper.wanted;
  }

  /** The stream on its way, for statistics. */
  get receiving(): Receiving | undefined {
    return this.#keeper.live;
  }

  muted(kind: Kind): boolean {
    return this.#heard.get(kind) === true;
  }

  /** Resolves once tracks are attached; rejects with what ended the first attempt for good, or PLAY_CANCELLED. */
  play(options: PlayOptions): Promise<MediaStream> {
    if (this.wanted) throw new RtcError('PLAY_ALREADY', this.streamID);
    this.#heard.clear();
    this.#told.clear();
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      this.#keeper.want({
        options: { ...options },
        paused: { audio: options.paused?.audio === true, video: options.paused?.video === true },
        stream: this.#options.createMediaStream(),
        attached: resolve,
      });
    });
  }

  stop(failure?: ErrorName, detail = ''): void {
    this.#keeper.unwant(failure, detail);
  }

  async pause(kind: Kind, paused: boolean): Promise<void> {
    const wanted = this.wanted;
    if (!wanted) throw new RtcError('PLAY_STREAM_UNKNOWN', this.streamID);
    wanted.paused[kind] = paused;
    if (paused) this.#options.silenced(kind);
    await this.receiving?.syncPaused().catch((error: unknown) => {
      // The connection broke meanwhile: the wish stands and is fulfilled when it is back.
      if (RtcError.from(error).failure !== 'SOCKET_CLOSED') throw error;
    });
  }

  async setLayer(layer: Layer): Promise<void> {
    const wanted = this.wanted;
    if (!wanted) throw new RtcError('PLAY_STREAM_UNKNOWN', this.streamID);
    wanted.options = { ...wanted.options, layer };
    await this.receiving?.syncLayer(layer).catch((error: unknown) => {
      // As with pausing: said again when the connection is back.
      if (RtcError.from(error).failure !== 'SOCKET_CLOSED') throw error;
    });
  }

  /** Holds what arrives for so long before it is played, ms; undefined as the browser sees fit. */
  wait(ms: number | undefined): void {
    for (const kind of ['audio', 'video'] as const) {
      const receiver = this.receiving?.consumer(kind)?.rtpReceiver;
      if (receiver && 'jitterBufferTarget' in receiver) receiver.jitterBufferTarget = ms ?? null;
    }
  }

  linkChanged(media: MediaLink | undefined): void {
    this.#keeper.linkChanged(media);
  }

  /** The session has been resumed: notices may have been missed. */
  resynced(tracks: { kind: Kind; muted: boolean }[] | undefined): void {
    const { receiving, wanted } = this;
    if (receiving && wanted) {
      if (tracks) this.tracksChanged(tracks, { renewed: this.#unanswered === receiving });
      else this.#refresh();
      receiving.syncPaused().catch(() => undefined);
      receiving.syncResumed().catch(() => undefined);
      receiving.syncLayer(wanted.options.layer).catch(() => undefined);
    }
    this.#keeper.nudge();
  }

  /** The room announces the stream (again). */
  appeared(): void {
    this.#keeper.nudge();
  }

  /** The stream is over. It may come back; until then there is nothing to play. */
  ended(failure: ErrorName): void {
    if (this.#keeper.state !== 'live') return;
    this.#keeper.interrupted(failure === 'STREAM_NOT_FOUND' ? 'PLAY_INTERRUPTED' : failure);
  }

  /** The publisher muted, unmuted, added or removed a track; or sends all of them over another connection now (`renewed`). */
  tracksChanged(tracks: { kind: Kind; muted: boolean }[], { renewed } = { renewed: false }): void {
    this.#hear(tracks);
    const { receiving, wanted } = this;
    // It may have been asked for just while it had no connection.
    if (!receiving) this.#outdated = true;
    if (renewed && !receiving) this.#keeper.nudge();
    if (!receiving || !wanted) return;
    const kinds = tracks.map(({ kind }) => kind).filter((kind) => wanted.options[kind]);
    const same = (['audio', 'video'] as const).every((kind) => kinds.includes(kind) === (receiving.consumer(kind) !== undefined));
    if (renewed || !same) this.#refresh();
  }

  #refresh(): void {
    const { receiving, wanted } = this;
    if (!receiving || !wanted) return;
    this.#unanswered = undefined;
    receiving
      .refresh()
      .then(({ tracks, resumed }) => {
        if (this.receiving !== receiving) return;
        receiving.syncLayer(wanted.options.layer).catch(() => undefined);
        this.#putInto(wanted, receiving);
        this.#options.attached();
        this.#noteDecodable(receiving);
        this.#hear(tracks);
        return Promise.all([resumed, receiving.syncPaused()]);
      })
      .catch((error: unknown) => {
        const { failure } = RtcError.from(error);
        // `resynced` asks again.
        if (failure === 'SOCKET_CLOSED') this.#unanswered = receiving;
        else if (this.receiving === receiving) this.#keeper.interrupted('PLAY_INTERRUPTED', failure);
      });
  }

  async #open(link: MediaLink, wanted: WantedPlay): Promise<Receiving> {
    const receiving = await link.play(this.streamID, wanted.options, wanted.paused);
    this.#outdated = false;
    try {
      const { tracks, resumed } = await receiving.refresh();
      this.#hear(tracks);
      this.#putInto(wanted, receiving);
      this.#noteDecodable(receiving);
      if (this.wanted === wanted) wanted.attached(wanted.stream);
      await resumed;
      receiving.syncPaused().catch(() => undefined);
      // What the app chose while the request was on its way.
      receiving.syncLayer(wanted.options.layer).catch(() => undefined);
      return receiving;
    } catch (error) {
      // Where no answer came, the server may be playing it to us all the same.
      const { failure } = RtcError.from(error);
      receiving.drop(failure === 'SOCKET_CLOSED' || failure === 'TIMEOUT');
      throw error;
    }
  }

  /** The MediaStream stays the same object; the tracks inside follow the connection. */
  #putInto({ stream }: WantedPlay, receiving: Receiving): void {
    const fresh = receiving.tracks();
    const had = stream.getTracks();
    for (const track of fresh) if (!had.includes(track)) stream.addTrack(track);
    for (const track of had) if (!fresh.includes(track)) stream.removeTrack(track);
    // What the app was given at the beginning is no replacement.
    if (had.length > 0) for (const track of fresh) if (!had.includes(track)) this.#options.trackReplaced(track);
  }

  /** The publisher has been told of a picture that cannot be decoded here: only what it leaves so is worth telling. */
  #noteDecodable(receiving: Receiving): void {
    if (receiving.undecodable('video')) {
      this.#undecodable ??= this.#options.clock.after(CODEC_MS, () => {
        this.#undecodable = 'told';
        this.#options.undecodable(true);
      });
    } else if (this.#forgetUndecodable()) this.#options.undecodable(false);
  }

  /** Whether it had been told. */
  #forgetUndecodable(): boolean {
    const before = this.#undecodable;
    this.#undecodable = undefined;
    if (typeof before === 'function') before();
    return before === 'told';
  }

  /** A kind that the stream had and has no longer is as good as muted: nothing of it comes. */
  #hear(tracks: { kind: Kind; muted: boolean }[]): void {
    const { audio, video } = this.wanted?.options ?? {};
    const wanted = { audio, video };
    for (const kind of this.#heard.keys()) {
      if (wanted[kind] && !tracks.some((track) => track.kind === kind)) this.#heard.set(kind, true);
    }
    for (const { kind, muted } of tracks) this.#heard.set(kind, muted);
    for (const [kind, muted] of this.#heard) if (muted) this.#options.silenced(kind);
    if (this.#keeper.state === 'live') this.#tellTracks();
  }

  #tellTracks(): void {
    for (const [kind, muted] of this.#heard) {
      if (this.#told.get(kind) === muted) continue;
      this.#told.set(kind, muted);
      this.#options.trackChanged(kind, muted);
    }
  }

  #stateChanged(state: KeeperState, failure: ErrorName | undefined, detail: string): void {
    // A listener may begin anew.
    const reject = this.#reject;
    if (state === 'none') this.#forgetUndecodable();
    this.#options.stateChanged(publicState[state], failure, detail);
    if (state === 'live') {
      this.#tellTracks();
      if (this.#outdated) this.#refresh();
    }
    if (state === 'none') reject(new RtcError(failure ?? 'PLAY_CANCELLED', detail));
  }
}

const ENDED: ReadonlySet<ErrorName> = new Set<ErrorName>(['STREAM_NOT_FOUND', 'PLAY_INTERRUPTED']);

function isFinal(
  failure: ErrorName,
  { wasLive, unknown, failingForMs }: { wasLive: boolean; unknown: boolean; failingForMs: number },
): boolean {
  // Its publisher has been told, and may send it in another codec.
  if (failure === 'CODEC_NOT_DECODABLE') return failingForMs > CODEC_MS / 2;
  // Documented: an unknown stream is refused at once. One that was there is waited for; one that the room lists has
  // been replaced while it was asked for, or its DELETE is on its way.
  if (failure === 'STREAM_NOT_FOUND') return !wasLive && unknown;
  // The media link is being replaced, or the stream ended while it was being attached.
  if (failure === 'TRANSPORT_UNKNOWN' || failure === 'NOT_LOGGED_IN' || failure === 'PLAY_STREAM_UNKNOWN') return false;
  return !errorTable[failure].retry;
}
