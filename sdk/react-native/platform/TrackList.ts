type Changed = () => void;

/**
 * The tracks of a stream, in the form of a MediaStream that tells when they change. A real one lives in native code and has to
 * be released by hand; views make one of their own while they show something.
 */
export class TrackList {
  readonly id: string;
  readonly #tracks: MediaStreamTrack[] = [];
  readonly #listeners = new Set<Changed>();

  constructor(id: string) {
    this.id = id;
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.#tracks.filter(({ kind }) => kind === 'video');
  }

  addTrack(track: MediaStreamTrack): void {
    if (this.#tracks.includes(track)) return;
    this.#tracks.push(track);
    this.#changed();
  }

  removeTrack(track: MediaStreamTrack): void {
    const index = this.#tracks.indexOf(track);
    if (index < 0) return;
    this.#tracks.splice(index, 1);
    this.#changed();
  }

  /** Calls back now and after every change until the returned function is called. */
  follow(changed: Changed): () => void {
    this.#listeners.add(changed);
    changed();
    return () => void this.#listeners.delete(changed);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
