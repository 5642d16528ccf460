import { type Seen, Sight } from '../views/Sight.ts';
import type { Plays } from './Plays.ts';

/** For so long a view is out of sight, or small, before anything is done about it. Then it is looked at as often. */
const LOOK_MS = 1_000;
/** The small picture of a stream in two sizes, unless its publisher says otherwise. */
const SMALL = { longest: 320, area: 320 * 180 };

/** What besides the view may need a stream's picture. */
export type OtherUses = (track: MediaStreamTrack) => boolean;

type Watched = { sight: Sight; timer: ReturnType<typeof setInterval> | undefined };

/**
 * Receives no picture that nobody sees, and the small one for small places. Of what the app does with a stream besides
 * its view only part can be known, so every doubt counts as being seen.
 */
export class Thrift {
  readonly #plays: Plays;
  readonly #used: OtherUses;
  readonly #watched = new Map<MediaStream, Watched>();
  #pauses = true;

  constructor(plays: Plays, used: OtherUses) {
    this.#plays = plays;
    this.#used = used;
  }

  /** Whether a picture out of sight is paused (`pauseHiddenVideo` of `setEngineConfig`). */
  get pauses(): boolean {
    return this.#pauses;
  }

  set pauses(pauses: boolean) {
    this.#pauses = pauses;
    for (const [stream, watched] of this.#watched) this.#changed(stream, watched);
  }

  /** The view of a stream shows it in this element now, or in none. */
  shows(stream: MediaStream, element: HTMLVideoElement | undefined): void {
    const before = this.#watched.get(stream);
    before?.sight.end();
    clearInterval(before?.timer);
    this.#watched.delete(stream);
    if (before) this.#plays.unseen(stream, false);
    if (!element) return;
    const watched: Watched = { sight: new Sight(element, () => this.#changed(stream, watched)), timer: undefined };
    this.#watched.set(stream, watched);
  }

  close(): void {
    for (const stream of [...this.#watched.keys()]) this.shows(stream, undefined);
  }

  /** What costs more is done at once; what saves, when it has stayed so for a while. */
  #changed(stream: MediaStream, watched: Watched): void {
    const { seen } = watched.sight;
    if (this.#needed(stream, watched)) this.#plays.unseen(stream, false);
    if (!isSmall(seen)) this.#plays.small(stream, false);
    const waits = (this.#pauses && !seen.near) || isSmall(seen);
    if (!waits) clearInterval(watched.timer);
    watched.timer = waits ? (watched.timer ?? setInterval(() => this.#look(stream, watched), LOOK_MS)) : undefined;
  }

  #look(stream: MediaStream, watched: Watched): void {
    this.#plays.unseen(stream, !this.#needed(stream, watched));
    const { seen } = watched.sight;
    if (isSmall(seen) && !seen.natural) this.#plays.small(stream, true);
  }

  #needed(stream: MediaStream, { sight }: Watched): boolean {
    if (!this.#pauses || sight.seen.near) return true;
    return stream.getVideoTracks().some((track) => this.#used(track) || isShownBeside(sight.element, track));
  }
}

function isSmall({ width, height }: Seen): boolean {
  return width > 0 && height > 0 && Math.max(width, height) <= SMALL.longest && width * height <= SMALL.area;
}

/** Whether another element of the page plays the track: one that the app made. */
function isShownBeside(own: HTMLVideoElement, track: MediaStreamTrack): boolean {
  return [...document.querySelectorAll('video')].some(
    (element) =>
      element !== own && element.srcObject instanceof MediaStream && element.srcObject.getVideoTracks().includes(track),
  );
}
