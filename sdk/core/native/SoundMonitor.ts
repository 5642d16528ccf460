import type { Cancel, Clock } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import type { Machine, Meter } from './Machine.ts';
import type { Tell } from './NativeEvents.ts';

const SHORTEST_MS = 100;
const LONGEST_MS = 3000;

/** A stream whose loudness is wanted; the own one has no streamID. */
export type Audible = { streamID?: string; stream: MediaStream };

/** `startSoundLevelMonitor`: how loud the own and the played streams are, told in an interval. */
export class SoundMonitor<View> {
  readonly #home: { clock: Clock; machine: Machine<View>; tell: Tell; audible(): Audible[] };
  readonly #meters = new Map<MediaStream, Meter>();
  #timer: Cancel | undefined;

  constructor(home: { clock: Clock; machine: Machine<View>; tell: Tell; audible(): Audible[] }) {
    this.#home = home;
  }

  /** Every 100–3000 ms. INPUT_PARAM for no number, MODULE_NOT_IMPORTED where this machine cannot measure. */
  start(millisecond: unknown): void {
    if (typeof millisecond !== 'number' || !(millisecond > 0)) throw new RtcError('INPUT_PARAM', 'millisecond');
    if (!this.#home.machine.meter) throw new RtcError('MODULE_NOT_IMPORTED', 'sound levels');
    this.stop();
    const everyMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, millisecond));
    const again = () => {
      this.#timer = this.#home.clock.after(everyMs, again);
      this.#measure();
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

  #level(stream: MediaStream, received: boolean): number {
    let meter = this.#meters.get(stream);
    if (!meter) {
      meter = this.#home.machine.meter?.(stream, { received });
      if (meter) this.#meters.set(stream, meter);
    }
    return meter?.level() ?? 0;
  }
}
