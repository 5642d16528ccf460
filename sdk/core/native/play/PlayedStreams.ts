import type { Kind, Layer } from '@liuyun/protocol';
import { type ErrorName, RtcError } from '@liuyun/protocol/errors';
import { faultOfStreamID } from '@liuyun/protocol/ids';
import type { Engine, PlayOptions } from '../../Engine.ts';
import type { PlayerState } from '../../EngineFacts.ts';
import { nativeCode } from '../failures.ts';
import type { Machine } from '../Machine.ts';
import type { NativeCalls } from '../NativeCalls.ts';
import type { Tell } from '../NativeEvents.ts';
import { playerState } from '../numbers.ts';
import { Breaks } from './Breaks.ts';
import { PlayedStream } from './PlayedStream.ts';

export type PlayedHome<View> = {
  core: Engine;
  machine: Machine<View>;
  calls: NativeCalls;
  tell: Tell;
  changed(): void;
  /** Whether the app wants to hear of data in the picture. */
  hearsSEI(): boolean;
  /** Resolves in a room, rejects with NOT_LOGGED_IN where there is none or the login fails. */
  joined(): Promise<void>;
  now(): number;
  after(ms: number, then: () => void): () => void;
};

/** A stream that nobody publishes is asked for again after this, or when a room announces it. */
const AGAIN_MS = 5_000;
/** And for so long (documented for native clients). */
const WAIT_MS = 20 * 60_000;

type Wait = { options: Partial<PlayOptions>; until: number; told: boolean; cancel: (() => void) | undefined };

/** All streams that the app plays, and the switches over all of them. */
export class PlayedStreams<View> {
  readonly #home: PlayedHome<View>;
  readonly #streams = new Map<string, PlayedStream<View>>();
  /** Streams that are wanted and have not begun. */
  readonly #waits = new Map<string, Wait>();
  readonly #allMuted = { audio: false, video: false };
  #speakerMuted = false;
  /** Of streams that are played from now on (`setAllPlayStreamVolume`). */
  #volume = 100;

  constructor(home: PlayedHome<View>) {
    this.#home = home;
    const { facts } = home.core;
    facts.on('playerStateChanged', (streamID, state, failure, detail) =>
      this.#stateChanged(streamID, { state, failure, detail }),
    );
    facts.on('streamsChanged', (_roomID, change, streams) => {
      if (change === 'ADD') for (const { streamID } of streams) this.#tryAgain(streamID);
    });
    const breaks = new Breaks(home.tell);
    facts.on('playQualitySampled', (streamID, quality) => breaks.sampled(streamID, quality));
    facts.on('playerStateChanged', (streamID, state) => {
      if (state !== 'PLAYING') breaks.forget(streamID);
    });
  }

  get active(): boolean {
    return this.#streams.size > 0;
  }

  get speakerMuted(): boolean {
    return this.#speakerMuted;
  }

  /** What is played now. */
  all(): { streamID: string; stream: MediaStream }[] {
    return [...this.#streams.values()].flatMap(({ streamID, stream }) => (stream ? { streamID, stream } : []));
  }

  /** The rest comes as states. Asked again: another view. A stream that nobody publishes yet is waited for. */
  start(streamID: string, view: View | undefined, options: Partial<PlayOptions> = {}): void {
    const known = this.#streams.get(streamID);
    if (known) {
      known.setView(view);
      return;
    }
    const { core, machine, tell, now } = this.#home;
    const fault = core.room ? faultOfStreamID(streamID) : 'NOT_LOGGED_IN';
    if (fault) {
      tell('playerStateUpdate', { ...about(streamID), state: playerState.NO_PLAY, errorCode: nativeCode(fault, 'play') });
      throw new RtcError(fault);
    }
    const played = new PlayedStream(streamID, { machine, tell, pause: (kind, paused) => this.#pause(streamID, kind, paused) });
    this.#streams.set(streamID, played);
    this.#waits.set(streamID, { options, until: now() + WAIT_MS, told: false, cancel: undefined });
    played.setView(view);
    played.setVolume(this.#volume);
    played.silence(this.#speakerMuted);
    for (const kind of ['audio', 'video'] as const) played.setAllMuted(kind, this.#allMuted[kind]);
    this.#begin(played, options);
    this.#home.changed();
  }

  stop(streamID: string): void {
    const waited = this.#waits.get(streamID)?.told === true;
    this.#forget(streamID);
    if (this.#home.core.stopPlaying(streamID) || !waited) return;
    this.#home.tell('playerStateUpdate', { ...about(streamID), state: playerState.NO_PLAY, errorCode: 0 });
  }

  setVolume(streamID: string, volume: number): void {
    this.#of(streamID).setVolume(volume);
  }

  setAllVolume(volume: number): void {
    this.#volume = volume;
    for (const played of this.#streams.values()) played.setVolume(volume);
  }

  muteSpeaker(muted: boolean): void {
    this.#speakerMuted = muted;
    for (const played of this.#streams.values()) played.silence(muted);
  }

  mute(streamID: string, kind: Kind, muted: boolean): void {
    this.#of(streamID).setMuted(kind, muted);
  }

  /** Over all streams, also those played later; off, each goes back to its own setting. */
  muteAll(kind: Kind, muted: boolean): void {
    this.#allMuted[kind] = muted;
    for (const played of this.#streams.values()) played.setAllMuted(kind, muted);
  }

  /** 0 whatever is best, 1 the small picture, 2 the big one. */
  async chooseLayer(streamID: string, type: unknown): Promise<void> {
    const layers: readonly Layer[] = ['auto', 'low', 'high'];
    const layer = layers[type as number];
    if (!layer) throw new RtcError('INPUT_PARAM', 'streamType');
    await this.#home.core.setPlayedLayer(this.#of(streamID).streamID, layer);
  }

  /** '' where the stream has no view, or no picture yet. */
  snapshot(streamID: string): Promise<string> {
    return this.#of(streamID).snapshot();
  }

  /** Forgets what the core plays no more, and what waits for a room that will not come. */
  sweep(failure?: ErrorName): void {
    const { core, tell } = this.#home;
    const played = new Set(core.playedStreams());
    for (const { streamID, stream } of [...this.#streams.values()]) {
      if (stream ? played.has(streamID) : core.room) continue;
      this.#forget(streamID);
      if (!stream) tell('playerStateUpdate', { ...about(streamID), state: 0, errorCode: nativeCode(failure, 'play') });
    }
  }

  close(): void {
    for (const streamID of [...this.#streams.keys()]) this.#forget(streamID);
  }

  #of(streamID: string): PlayedStream<View> {
    const played = this.#streams.get(streamID);
    if (!played) throw new RtcError('PLAY_STREAM_UNKNOWN', String(streamID));
    return played;
  }

  #begin(played: PlayedStream<View>, options: Partial<PlayOptions>): void {
    const { streamID } = played;
    const { core, calls, machine, joined } = this.#home;
    const { sei } = machine;
    const wished: PlayOptions = {
      audio: true,
      video: true,
      ...options,
      ...(sei && this.#home.hearsSEI()
        ? { onVideoReceiver: (receiver, mimeType) => sei.attachReceiver(streamID, receiver, mimeType), ready: sei.prepare() }
        : {}),
    };
    const wanted = () => this.#streams.get(streamID) === played;
    joined()
      .then(() => {
        if (!wanted()) throw new RtcError('PLAY_CANCELLED');
        return core.play(streamID, { ...wished, paused: played.begins() });
      })
      .then(
        (stream) => {
          if (!wanted()) return;
          this.#stopWaiting(streamID);
          played.began(stream);
        },
        (error: unknown) => {
          const { failure } = RtcError.from(error);
          if (failure === 'PLAY_CANCELLED' || !wanted() || this.#waits.get(streamID)?.told) return;
          const { errorCode } = calls.failed('startPlayingStream', 'play', error);
          if (core.playedStreams().includes(streamID)) return;
          this.#forget(streamID);
          // What the core refuses at once it does not tell as a state.
          if (AT_ONCE.has(failure)) this.#home.tell('playerStateUpdate', { ...about(streamID), state: 0, errorCode });
        },
      )
      // A machine that can neither show nor play it.
      .catch((error: unknown) => calls.failed('startPlayingStream', 'play', error));
  }

  #stateChanged(
    streamID: string,
    { state, failure, detail }: { state: PlayerState; failure: ErrorName | undefined; detail: string },
  ): void {
    const wait = this.#waits.get(streamID);
    const missing = state === 'NO_PLAY' && failure === 'STREAM_NOT_FOUND' && wait !== undefined && wait.until > this.#home.now();
    // While it is waited for, every attempt would tell the same again.
    if (wait?.told && (missing || (state === 'PLAY_REQUESTING' && failure === undefined))) {
      if (missing) this.#waitFor(streamID, wait);
      return;
    }
    const told = missing ? playerState.PLAY_REQUESTING : playerState[state];
    if (missing) this.#waitFor(streamID, wait);
    else if (state === 'NO_PLAY' && !this.#home.core.playedStreams().includes(streamID)) this.#forget(streamID);
    const errorCode = nativeCode(failure, 'play');
    this.#home.tell('playerStateUpdate', { streamID, state: told, errorCode, extendedData: detail });
  }

  #waitFor(streamID: string, wait: Wait): void {
    wait.told = true;
    wait.cancel?.();
    wait.cancel = this.#home.after(AGAIN_MS, () => this.#tryAgain(streamID));
  }

  #tryAgain(streamID: string): void {
    const wait = this.#waits.get(streamID);
    const played = this.#streams.get(streamID);
    if (!wait?.told || !played) return;
    wait.cancel?.();
    wait.cancel = undefined;
    if (!this.#home.core.playedStreams().includes(streamID)) this.#begin(played, wait.options);
  }

  #stopWaiting(streamID: string): void {
    this.#waits.get(streamID)?.cancel?.();
    this.#waits.delete(streamID);
  }

  #forget(streamID: string): void {
    const played = this.#streams.get(streamID);
    if (!played) return;
    this.#stopWaiting(streamID);
    this.#streams.delete(streamID);
    played.close();
    this.#home.changed();
  }

  #pause(streamID: string, kind: Kind, paused: boolean): void {
    // A stream that is over meanwhile needs no pause.
    this.#home.core.pausePlayed(streamID, kind, paused).catch(() => undefined);
  }
}

/** What the core tells by rejecting alone. */
const AT_ONCE = new Set<ErrorName>([
  'NOT_LOGGED_IN',
  'STREAM_ID_EMPTY',
  'STREAM_ID_TOO_LONG',
  'STREAM_ID_ILLEGAL',
  'PLAY_PARAM',
  'PLAY_LIMIT',
]);

const about = (streamID: unknown) => ({ streamID: typeof streamID === 'string' ? streamID : '', extendedData: '' });
