/** A device that a browser holds up for less than this, as while it opens another one, is not missed. */
export const HELD_UP_MS = 1_000;

/** A track to follow. `device`: other sources are silent with good reason, as a window in which nothing moves. */
export type Followed = { track: MediaStreamTrack; device: boolean };

export type TrackFlowTold = {
  /** Nothing comes out of it any more, or something does again: `stopped` says which. */
  changed(track: MediaStreamTrack): void;
  /** It ended without having been stopped. */
  ended(track: MediaStreamTrack): void;
};

/**
 * Whether anything comes out of tracks. One ends when its device is pulled out, its permission withdrawn, its window closed
 * (`ended`); a device that the system keeps to itself for a while, as a phone does for a call, only falls silent (`mute` of
 * Media Capture and Streams). Neither is in any call of the app.
 */
export class TrackFlow {
  readonly #told: TrackFlowTold;
  readonly #followed = new Map<MediaStreamTrack, () => void>();
  readonly #heldUp = new Set<MediaStreamTrack>();

  constructor(told: TrackFlowTold) {
    this.#told = told;
  }

  /** Follows these tracks, and lets go of all others. */
  follow(tracks: readonly Followed[]): void {
    for (const [track, letGo] of this.#followed) {
      if (tracks.some((followed) => followed.track === track)) continue;
      letGo();
      this.#followed.delete(track);
      this.#heldUp.delete(track);
    }
    for (const { track, device } of tracks) {
      if (!this.#followed.has(track)) this.#followed.set(track, this.#listen(track, device));
    }
  }

  /** Nothing comes out of it, and perhaps never will again. */
  stopped(track: MediaStreamTrack): boolean {
    return track.readyState === 'ended' || this.#heldUp.has(track);
  }

  /** Hands over what lets go of it again. */
  #listen(track: MediaStreamTrack, device: boolean): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = {
      ended: () => {
        letGo();
        this.#told.changed(track);
        this.#told.ended(track);
      },
      ...(device && {
        mute: () => {
          clearTimeout(timer);
          timer = setTimeout(() => this.#hold(track, true), HELD_UP_MS);
        },
        unmute: () => {
          clearTimeout(timer);
          this.#hold(track, false);
        },
      }),
    };
    const letGo = () => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(heard)) track.removeEventListener(event, listener);
    };
    for (const [event, listener] of Object.entries(heard)) track.addEventListener(event, listener);
    if (track.muted) heard.mute?.();
    return letGo;
  }

  #hold(track: MediaStreamTrack, held: boolean): void {
    if (this.#heldUp.has(track) === held) return;
    if (held) this.#heldUp.add(track);
    else this.#heldUp.delete(track);
    this.#told.changed(track);
  }
}
