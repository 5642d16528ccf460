import type { Cancel, Clock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import type { Engine } from '../Engine.ts';
import { loudnessOf } from '../quality/loudnessOf.ts';
import type { Machine, Meter } from './Machine.ts';
import type { Tell } from './NativeEvents.ts';

const SHORTEST_MS = 100;
const LONGEST_MS = 3000;
/** A question that has not been answered by then will not be: its connection is gone. */
const PATIENCE_MS = 5_000;

/** A stream whose loudness is wanted; the own one has no streamID. */
export type Audible = { streamID?: string; stream: MediaStream };

export type SoundHome<View> = {
  core: Pick<Engine, 'sampleSound'>;
  clock: Clock;
  machine: Machine<View>;
  tell: Tell;
  audible(): Audible[];
};

/** `startSoundLevelMonitor`: how loud the own and the played streams are, told in an interval. */
export class SoundMonitor<View> {
  readonly #home: SoundHome<View>;
  readonly #meters = new Map<MediaStream, Meter>();
  #timer: Cancel | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(home: SoundHome<View>) {
    this.#home = home;
  }

  /** Every 100–3000 ms. INPUT_PARAM for no number. Where the machine has no meters, WebRTC's own statistics say it. */
  start(millisecond: unknown): void {
    if (typeof millisecond !== 'number' || !(millisecond > 0)) throw new RtcError('INPUT_PARAM', 'millisecond');
    this.stop();
    const everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, millisecond));
    const again = () => {
      this.#timer = this.#home.clock.after(everyMs, again);
      if (this.#home.machine.meter) this.#measure();
      else void this.#ask();
    };
    this.#timer = this.#home.clock.after(everyMs, again);
  }

  stop(): void {
    this.#timer?.();
    this.#timer = undefined;
    for (const meter of this.#meters.values()) meter.close();
    this.#meters.clear();
  }

  #measure(): void {
    const audible = this.#home.audible();
    const wanted = new Set(audible.map(({ stream }) => stream));
    for (const [stream, meter] of this.#meters) {
      if (wanted.has(stream)) continue;
      meter.close();
      this.#meters.delete(stream);
    }
    const soundLevels: { [streamID: string]: number } = {};
    for (const { streamID, stream } of audible) {
      const level = this.#level(stream, streamID !== undefined);
      if (streamID === undefined) this.#home.tell('capturedSoundLevelUpdate', { soundLevel: level });
      else soundLevels[streamID] = level;
    }
    this.#home.tell('remoteSoundLevelUpdate', { soundLevels });
  }

  /** One question at a time: on a slow phone an answer may take longer than the interval. */
  async #ask(): Promise<void> {
    const askedAt = this.#home.clock.now();
    if (askedAt - this.#askedAt < PATIENCE_MS) return;
    this.#askedAt = askedAt;
    try {
      const { sent, heard } = await this.#home.core.sampleSound();
      if (!this.#timer || this.#askedAt !== askedAt) return;
      if (sent.length > 0) {
        const soundLevel = Math.max(...sent.map(({ level }) => loudnessOf(level)));
        this.#home.tell('capturedSoundLevelUpdate', { soundLevel });
      }
      const soundLevels = Object.fromEntries(heard.map(({ streamID, level }) => [streamID, loudnessOf(level)]));
      this.#home.tell('remoteSoundLevelUpdate', { soundLevels });
    } finally {
      if (this.#askedAt === askedAt) this.#askedAt = Number.NEGATIVE_INFINITY;
    }
  }

  #level(stream: MediaStream, received: boolean): number {
    try {
      const meter = this.#meters.get(stream) ?? this.#home.machine.meter?.(stream, { received });
      if (meter) this.#meters.set(stream, meter);
      return meter?.level() ?? 0;
    } catch {
      // The machine has none to give now; it is asked again the next time.
      return 0;
    }
  }
}
