import { SoundMeter } from '@liuyun/browser/sound/SoundMeter';
import type { Listeners } from '@liuyun/core/Listeners';
import type { ZegoEvent } from '../types/events.ts';
import type { SoundLevelDelegateOptions, ZegoSoundLevelInfo } from '../types/stream.ts';

export const SHORTEST_MS = 500;
export const LONGEST_MS = 3000;
export const DEFAULT_MS = 1000;
/** So soon a stream is listened to, so that the first level that is told of it is one. */
const LISTEN_MS = 250;

/** A stream whose loudness is wanted. */
export type Audible = { streamID: string; stream: MediaStream; type: ZegoSoundLevelInfo['type']; muted: boolean };

/** `setSoundLevelDelegate`: how loud the own and the played streams are, told in an interval. */
export class SoundLevels {
  readonly #events: Listeners<ZegoEvent>;
  readonly #audible: () => Audible[];
  readonly #microphones: () => MediaStream[];
  readonly #meters = new Map<MediaStream, SoundMeter>();
  #context: AudioContext | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #listening: ReturnType<typeof setInterval> | undefined;
  #inBackground = false;

  constructor(events: Listeners<ZegoEvent>, what: { audible: () => Audible[]; microphones: () => MediaStream[] }) {
    this.#events = events;
    this.#audible = what.audible;
    this.#microphones = what.microphones;
  }

  start(intervalMs: number, options: SoundLevelDelegateOptions): void {
    this.stop();
    this.#inBackground = options.enableInBackground === true;
    this.#context = new AudioContext();
    this.#listen();
    this.#listening = setInterval(() => this.#listen(), LISTEN_MS);
    this.#timer = setInterval(() => this.#measure(), intervalMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    clearInterval(this.#listening);
    this.#timer = this.#listening = undefined;
    for (const meter of this.#meters.values()) meter.close();
    this.#meters.clear();
    this.#context?.close().catch(() => {});
    this.#context = undefined;
  }

  get #silent(): boolean {
    return document.hidden && !this.#inBackground;
  }

  /** A meter hears nothing of the time before it was made. */
  #listen(): void {
    if (this.#silent) return;
    const audible = this.#audible();
    const microphones = this.#microphones();
    this.#forgetAllBut(new Set([...audible.map(({ stream }) => stream), ...microphones]));
    for (const { stream, type } of audible) this.#meter(stream, type === 'pull')?.follow();
    for (const stream of microphones) this.#meter(stream, false)?.follow();
  }

  #measure(): void {
    if (this.#silent) return;
    // Suspended until the first user gesture, unless the page is capturing.
    if (this.#context?.state === 'suspended') this.#context.resume().catch(() => {});
    const audible = this.#audible();
    const microphones = this.#microphones();
    this.#events.tell(
      'soundLevelUpdate',
      audible.map(({ streamID, stream, type, muted }) => ({
        streamID,
        soundLevel: muted ? 0 : (this.#meter(stream, type === 'pull')?.level() ?? 0),
        type,
      })),
    );
    if (microphones.length === 0) return;
    this.#events.tell(
      'capturedSoundLevelUpdate',
      Math.max(...microphones.map((stream) => this.#meter(stream, false)?.level() ?? 0)),
    );
  }

  #meter(stream: MediaStream, received: boolean): SoundMeter | undefined {
    const known = this.#meters.get(stream);
    if (known || !this.#context) return known;
    const meter = new SoundMeter(this.#context, stream, { received });
    this.#meters.set(stream, meter);
    return meter;
  }

  #forgetAllBut(wanted: Set<MediaStream>): void {
    for (const [stream, meter] of this.#meters) {
      if (wanted.has(stream)) continue;
      meter.close();
      this.#meters.delete(stream);
    }
  }
}
