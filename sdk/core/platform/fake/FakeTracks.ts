let lastID = 0;

/** A MediaStreamTrack without media: enough of it for the engine and mediasoup-client. */
export class FakeTrack extends EventTarget {
  readonly id = `track-${++lastID}`;
  readonly kind: 'audio' | 'video';
  readonly label = '';
  enabled = true;
  muted = false;
  readyState: 'live' | 'ended' = 'live';

  constructor(kind: 'audio' | 'video') {
    super();
    this.kind = kind;
  }

  getSettings(): MediaTrackSettings {
    return this.kind === 'video' ? { width: 640, height: 360 } : {};
  }

  clone(): MediaStreamTrack {
    return fakeTrack(this.kind);
  }

  stop(): void {
    this.readyState = 'ended';
  }
}

export function fakeTrack(kind: 'audio' | 'video'): MediaStreamTrack {
  return new FakeTrack(kind) as unknown as MediaStreamTrack;
}

/** A MediaStream without media: a list of tracks. */
export class FakeMediaStream {
  readonly id = `stream-${++lastID}`;
  readonly #tracks = new Set<MediaStreamTrack>();

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'video');
  }

  addTrack(track: MediaStreamTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: MediaStreamTrack): void {
    this.#tracks.delete(track);
  }
}
