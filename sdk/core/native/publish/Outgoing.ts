import type { Kind } from '@liuyun/protocol';
import type { Machine, Opened } from '../Machine.ts';

/** How what is captured is to be sent: loudness 0–200. */
export type OutgoingWish = { volume: number };

/** What is sent of what a channel captures: the same tracks, or louder and softer ones made of them where the machine can. */
export class Outgoing<View> {
  readonly #machine: Machine<View>;
  #louder: { source: MediaStreamTrack; amplified: Opened & { setVolume(volume: number): void } } | undefined;

  constructor(machine: Machine<View>) {
    this.#machine = machine;
  }

  /** What is to be sent of this track now. */
  of(kind: Kind, track: MediaStreamTrack | undefined, { volume }: OutgoingWish): MediaStreamTrack | undefined {
    if (kind === 'video' || !track) return track;
    if (this.#louder && this.#louder.source !== track) this.release('audio');
    if (!this.#louder && volume !== 100) {
      const amplified = this.#machine.amplify?.(track, volume);
      if (amplified) this.#louder = { source: track, amplified };
    }
    return this.#louder?.amplified.track ?? track;
  }

  /** Of what is being sent already. */
  setVolume(volume: number): void {
    this.#louder?.amplified.setVolume(volume);
  }

  /** What is made of the captured track ends with it. */
  release(kind: Kind): void {
    if (kind === 'video') return;
    this.#louder?.amplified.stop();
    this.#louder = undefined;
  }
}
