import type { SeiFrames } from '@liuyun/browser/video/SeiFrames';
import type { Engine, PlayOptions } from '@liuyun/core';
import type { Layer } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { faultOfStreamID } from '@liuyun/protocol/ids';
import { PLAYS_PER_SESSION } from '@liuyun/protocol/limits';
import type { ZegoWebPlayOption } from '../types/stream.ts';
import type { StreamView } from '../views/StreamView.ts';
import { playOptions } from './playOptions.ts';

/** Streams being played, and the views that show them. Views are emptied when their stream stops. */
export class Plays {
  readonly #core: Engine;
  readonly #sei: SeiFrames | undefined;
  readonly #streams = new Map<string, MediaStream>();
  readonly #views = new Map<MediaStream, StreamView>();
  readonly #allPaused = { audio: false, video: false };
  readonly #paused = new Map<string, { audio: boolean; video: boolean }>();
  /** Their picture is out of sight. */
  readonly #unseen = new Set<string>();
  /** Shown small; the app has chosen no picture of these. */
  readonly #small = new Set<string>();
  /** The app has chosen one of a stream's pictures itself. */
  readonly #chosen = new Set<string>();
  /** Data comes in their frames, which is wanted whether they are seen or not. */
  readonly #carriers = new Set<string>();

  /** How many streams may be played at once (`maxChannels`). */
  most = PLAYS_PER_SESSION;

  constructor(core: Engine, sei?: SeiFrames) {
    this.#core = core;
    this.#sei = sei;
    core.facts.on('playerStateChanged', (streamID, state) => {
      if (state === 'NO_PLAY' && !core.playedStreams().includes(streamID)) this.#forget(streamID);
    });
    core.facts.on('roomStateChanged', (_roomID, reason) => {
      if (reason === 'LOGOUT' || reason === 'KICKOUT' || reason === 'RECONNECT_FAILED') this.forgetStopped();
    });
  }

  async start(streamID: string, option: ZegoWebPlayOption): Promise<MediaStream> {
    const fault = faultOfStreamID(streamID);
    if (fault) throw new RtcError(fault);
    const played = this.#core.playedStreams();
    if (played.length >= this.most && !played.includes(streamID)) throw new RtcError('PLAY_LIMIT', `maxChannels ${this.most}`);
    const onVideoReceiver: PlayOptions['onVideoReceiver'] = (receiver, mimeType) =>
      this.#sei?.attachReceiver(streamID, receiver, mimeType);
    const options = {
      ...playOptions(option),
      paused: { ...this.#allPaused },
      ...(option.isSEIStart === true ? { onVideoReceiver, ready: this.#sei?.prepare() } : {}),
    };
    const stream = await this.#core.play(streamID, options);
    this.#streams.set(streamID, stream);
    if (option.streamType !== undefined) this.#chosen.add(streamID);
    if (option.isSEIStart === true) this.#carriers.add(streamID);
    return stream;
  }

  stop(streamID: string): void {
    this.#core.stopPlaying(streamID);
    this.#forget(streamID);
  }

  all(): { streamID: string; stream: MediaStream }[] {
    return [...this.#streams].map(([streamID, stream]) => ({ streamID, stream }));
  }

  /** Stops or goes on receiving one kind of one stream. */
  async pause(streamID: string, kind: 'audio' | 'video', paused: boolean): Promise<void> {
    if (!this.#core.playedStreams().includes(streamID)) throw new RtcError('PLAY_STREAM_UNKNOWN');
    const own = this.#paused.get(streamID) ?? { audio: false, video: false };
    this.#paused.set(streamID, { ...own, [kind]: paused });
    await this.#pause(streamID, kind);
  }

  /**
   * The switch over all streams, also those played later; off, each goes back to its own setting. One that fails keeps no
   * other from it, and one that is stopped meanwhile has nothing to fail at.
   */
  async pauseAll(kind: 'audio' | 'video', paused: boolean): Promise<void> {
    this.#allPaused[kind] = paused;
    const pausing = this.#core.playedStreams().map((streamID) => this.#pauseWhilePlayed(streamID, kind));
    const failed = (await Promise.allSettled(pausing)).find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Whether one kind of a stream is not received now. */
  paused(streamID: string, kind: 'audio' | 'video'): boolean {
    const unseen = kind === 'video' && this.#unseen.has(streamID);
    return unseen || this.#allPaused[kind] || (this.#paused.get(streamID)?.[kind] ?? false);
  }

  /** The app's own choice between a stream's pictures, which counts from now on. */
  async choose(streamID: string, layer: Layer): Promise<void> {
    if (this.#streams.has(streamID)) this.#chosen.add(streamID);
    this.#small.delete(streamID);
    await this.#core.setPlayedLayer(streamID, layer);
  }

  /** The picture of a stream is out of sight, or no longer. What the app paused stays paused. */
  unseen(stream: MediaStream, unseen: boolean): void {
    const streamID = this.#idOf(stream);
    if (streamID === undefined || this.#carriers.has(streamID) || this.#unseen.has(streamID) === unseen) return;
    if (unseen) this.#unseen.add(streamID);
    else this.#unseen.delete(streamID);
    // A stream that is over meanwhile needs no pause.
    this.#pause(streamID, 'video').catch(() => undefined);
  }

  /** The place of a stream is small, or no longer. */
  small(stream: MediaStream, small: boolean): void {
    const streamID = this.#idOf(stream);
    if (streamID === undefined || this.#chosen.has(streamID) || this.#small.has(streamID) === small) return;
    if (small) this.#small.add(streamID);
    else this.#small.delete(streamID);
    this.#core.setPlayedLayer(streamID, small ? 'low' : 'auto').catch(() => undefined);
  }

  /** One view per stream: asked again, the same one. */
  view(stream: MediaStream, create: () => StreamView): StreamView {
    const known = this.#views.get(stream);
    if (known) return known;
    const view = create();
    this.#views.set(stream, view);
    return view;
  }

  /** Removes the view of a stream, played or local. */
  forgetView(stream: MediaStream): void {
    this.#views.get(stream)?.release();
    this.#views.delete(stream);
  }

  /** Empties the views of everything that is not played any more. */
  forgetStopped(): void {
    const played = new Set(this.#core.playedStreams());
    for (const streamID of [...this.#streams.keys()]) if (!played.has(streamID)) this.#forget(streamID);
  }

  forgetAll(): void {
    for (const streamID of [...this.#streams.keys()]) this.#forget(streamID);
    for (const view of this.#views.values()) view.release();
    this.#views.clear();
  }

  #forget(streamID: string): void {
    const stream = this.#streams.get(streamID);
    this.#streams.delete(streamID);
    for (const known of [this.#paused, this.#unseen, this.#small, this.#chosen, this.#carriers]) known.delete(streamID);
    if (stream) this.forgetView(stream);
  }

  #pause(streamID: string, kind: 'audio' | 'video'): Promise<void> {
    return this.#core.pausePlayed(streamID, kind, this.paused(streamID, kind));
  }

  async #pauseWhilePlayed(streamID: string, kind: 'audio' | 'video'): Promise<void> {
    try {
      await this.#pause(streamID, kind);
    } catch (error) {
      // Played again meanwhile, it began with the switch as it is now.
      const over = RtcError.from(error).failure === 'PLAY_STREAM_UNKNOWN' || !this.#core.playedStreams().includes(streamID);
      if (!over) throw error;
    }
  }

  #idOf(stream: MediaStream): string | undefined {
    return this.all().find((played) => played.stream === stream)?.streamID;
  }
}
