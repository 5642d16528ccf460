import type { Kind } from '@liuyun/protocol';
import type { Machine, Opened, PictureShape } from '../Machine.ts';

/** How what is captured is to be sent: loudness 0–200; a picture as it is where no shape is wished for. */
export type OutgoingWish = { volume: number; shape: PictureShape | undefined };

/**
 * What is sent of what a channel captures: the same tracks, or louder, softer, mirrored, smaller ones made of them where the
 * machine can.
 */
export class Outgoing<View> {
  readonly #machine: Machine<View>;
  #louder: { source: MediaStreamTrack; made: Opened & { setVolume(volume: number): void } } | undefined;
  #shaped: { source: MediaStreamTrack; made: Opened & { setShape(shape: PictureShape): void } } | undefined;

  constructor(machine: Machine<View>) {
    this.#machine = machine;
  }

  /** What is to be sent of this track now. */
  of(kind: Kind, track: MediaStreamTrack | undefined, { volume, shape }: OutgoingWish): MediaStreamTrack | undefined {
    if (!track) return undefined;
    return kind === 'audio' ? this.#sound(track, volume) : this.#picture(track, shape);
  }

  /** Of what is being sent already. */
  setVolume(volume: number): void {
    this.#louder?.made.setVolume(volume);
  }

  /** What is made of the captured track ends with it. */
  release(kind: Kind): void {
    if (kind === 'audio') {
      this.#louder?.made.stop();
      this.#louder = undefined;
    } else {
      this.#shaped?.made.stop();
      this.#shaped = undefined;
    }
  }

  /** Once it has been made louder or softer it stays so, that a change of volume does not change the track. */
  #sound(track: MediaStreamTrack, volume: number): MediaStreamTrack {
    if (this.#louder?.source !== track) this.release('audio');
    if (!this.#louder && volume !== 100) {
      const made = this.#machine.amplify?.(track, volume);
      if (made) this.#louder = { source: track, made };
    }
    return this.#louder?.made.track ?? track;
  }

  #picture(track: MediaStreamTrack, shape: PictureShape | undefined): MediaStreamTrack {
    if (!shape || this.#shaped?.source !== track) this.release('video');
    if (!shape) return track;
    if (this.#shaped) {
      this.#shaped.made.setShape(shape);
    } else {
      const made = this.#machine.shape?.(track, shape);
      if (made) this.#shaped = { source: track, made };
    }
    return this.#shaped?.made.track ?? track;
  }
}
