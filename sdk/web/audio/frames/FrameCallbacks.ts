import type { PageAudio } from '@liuyun/browser/sound/PageAudio';
import type { Engine } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import type { Plays } from '../../play/Plays.ts';
import type { LocalSource } from '../../streams/LocalSource.ts';
import type { AudioFrameOptions, ZegoAudioFrame } from '../../types/audio.ts';
import { FrameTap } from './FrameTap.ts';
import { frameFormat } from './frameOptions.ts';

type Tapped = { stream: MediaStream; received: boolean };
type Request = { callback: unknown; options: AudioFrameOptions | undefined };

/** Which streams' samples the app has asked for: played ones by streamID, local ones by their source. */
export class FrameCallbacks {
  readonly #plays: Plays;
  readonly #audio: PageAudio;
  readonly #taps = new Map<string | LocalSource, FrameTap>();
  /** The frame size of a stream stays as it was first set. */
  readonly #sizes = new Map<string | LocalSource, AudioFrameOptions['frameSize']>();

  constructor(core: Engine, plays: Plays, audio: PageAudio) {
    this.#plays = plays;
    this.#audio = audio;
    core.facts.on('playedTrackReplaced', (streamID) => this.#taps.get(streamID)?.follow());
    core.facts.on('playerStateChanged', (streamID, state) => {
      if (state === 'PLAYING') this.#taps.get(streamID)?.follow();
      else if (state === 'NO_PLAY' && !core.playedStreams().includes(streamID)) this.#forget(streamID);
    });
  }

  async setPlayed(streamID: string, request: Request): Promise<void> {
    const stream = this.#plays.all().find((played) => played.streamID === streamID)?.stream;
    if (!stream) throw new RtcError('PLAY_STREAM_UNKNOWN');
    await this.#set(streamID, { stream, received: true }, request);
  }

  async setCaptured(source: LocalSource, request: Request): Promise<void> {
    if (request.callback !== null && !source.captured('audio')) throw new RtcError('NO_AUDIO_TRACK');
    const known = this.#sizes.has(source);
    await this.#set(source, { stream: source.audioCapture, received: false }, request);
    if (known) return;
    source.facts.on('capturedTrackChanged', () => this.#taps.get(source)?.follow());
    source.facts.on('destroyed', () => this.#forget(source));
  }

  closeAll(): void {
    for (const key of [...this.#taps.keys()]) this.#forget(key);
  }

  async #set(key: string | LocalSource, tapped: Tapped, { callback, options }: Request): Promise<void> {
    if (callback === null) {
      this.#taps.get(key)?.close();
      this.#taps.delete(key);
      return;
    }
    if (typeof callback !== 'function') throw new RtcError('INPUT_PARAM', 'callback');
    const first = this.#sizes.get(key);
    const format = frameFormat(first === undefined ? options : { ...options, frameSize: first });
    this.#taps.get(key)?.close();
    const tap = new FrameTap(tapped.stream, {
      callback: callback as (frame: ZegoAudioFrame) => unknown,
      format,
      received: tapped.received,
    });
    this.#taps.set(key, tap);
    this.#sizes.set(key, format.frameSize as AudioFrameOptions['frameSize']);
    await tap.start(format, this.#audio.context.sampleRate);
  }

  #forget(key: string | LocalSource): void {
    this.#taps.get(key)?.close();
    this.#taps.delete(key);
    this.#sizes.delete(key);
  }
}
