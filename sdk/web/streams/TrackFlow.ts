/** A device that a browser holds up for less than this, as while it opens another one, is not missed. */
export const HELD_UP_MS = 1_000;

type Watch = { timer: ReturnType<typeof setTimeout> | undefined; forget(): void };

/**
 * Whether anything comes out of tracks. One ends when its device is pulled out, its permission withdrawn, its window closed
 * (`ended`); a device that the system keeps to itself for a while, as a phone does for a call, only falls silent (`mute` of
 * Media Capture and Streams). Neither is in any call of the app.
 */
export class TrackFlow {
  readonly #changed: (track: MediaStreamTrack) => void;
  readonly #watched = new Map<MediaStreamTrack, Watch>();
  readonly #heldUp = new WeakSet<MediaStreamTrack>();

  constructor(changed: (track: MediaStreamTrack) => void) {
    this.#changed = changed;
  }

  /** `device`: other sources are silent with good reason, as a window in which nothing moves. */
  watch(track: MediaStreamTrack, { device }: { device: boolean }): void {
    if (this.#watched.has(track)) return;
    const ended = () => {
      forget();
      this.#changed(track);
    };
    const muted = () => {
      clearTimeout(watch.timer);
      watch.timer = setTimeout(() => this.#hold(track, true), HELD_UP_MS);
    };
    const unmuted = () => {
      clearTimeout(watch.timer);
      this.#hold(track, false);
    };
    const forget = () => {
      clearTimeout(watch.timer);
      track.removeEventListener('ended', ended);
      track.removeEventListener('mute', muted);
      track.removeEventListener('unmute', unmuted);
      this.#watched.delete(track);
    };
    const watch: Watch = { timer: undefined, forget };
    this.#watched.set(track, watch);
    track.addEventListener('ended', ended);
    if (!device) return;
    track.addEventListener('mute', muted);
    track.addEventListener('unmute', unmuted);
    if (track.muted) muted();
  }

  /** Nothing comes out of it, and perhaps never will again. */
  stopped(track: MediaStreamTrack): boolean {
    return track.readyState === 'ended' || this.#heldUp.has(track);
  }

  close(): void {
    for (const { forget } of [...this.#watched.values()]) forget();
  }

  #hold(track: MediaStreamTrack, held: boolean): void {
    if (this.#heldUp.has(track) === held) return;
    if (held) this.#heldUp.add(track);
    else this.#heldUp.delete(track);
    this.#changed(track);
  }
}
