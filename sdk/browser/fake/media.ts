import { vi } from 'vitest';

/** A MediaStreamTrack as far as the SDK looks at one. */
export class FakeTrack extends EventTarget {
  readonly id = crypto.randomUUID();
  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly settings: MediaTrackSettings;
  constraints: MediaTrackConstraints = {};
  enabled = true;
  muted = false;
  readyState: 'live' | 'ended' = 'live';
  contentHint = '';

  constructor(kind: 'audio' | 'video', settings: MediaTrackSettings = {}) {
    super();
    this.kind = kind;
    this.settings = settings;
    this.label = `fake ${kind} ${settings.deviceId ?? ''}`;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** What happens when a device is pulled: the track ends without anybody having stopped it. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** What happens when the system keeps a device to itself for a while. */
  hold(muted: boolean): void {
    this.muted = muted;
    this.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  }

  getSettings(): MediaTrackSettings {
    return this.settings;
  }

  getConstraints(): MediaTrackConstraints {
    return this.constraints;
  }

  async applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.constraints = constraints;
  }
}

export class FakeStream extends EventTarget {
  readonly id = crypto.randomUUID();
  #tracks: FakeTrack[];

  constructor(tracks: FakeTrack[] = []) {
    super();
    this.#tracks = [...tracks];
  }

  getTracks = (): FakeTrack[] => [...this.#tracks];
  getAudioTracks = (): FakeTrack[] => this.#tracks.filter(({ kind }) => kind === 'audio');
  getVideoTracks = (): FakeTrack[] => this.#tracks.filter(({ kind }) => kind === 'video');

  addTrack(track: FakeTrack): void {
    if (!this.#tracks.includes(track)) this.#tracks.push(track);
  }

  removeTrack(track: FakeTrack): void {
    this.#tracks = this.#tracks.filter((held) => held !== track);
  }
}

/** Devices of a machine that never was. `refuse` makes the next openings fail with these errors. */
export class FakeMediaDevices extends EventTarget {
  readonly opened: { constraints: MediaStreamConstraints; tracks: FakeTrack[] }[] = [];
  readonly refuse: unknown[] = [];
  devices: { kind: MediaDeviceKind; deviceId: string; label: string }[] = [
    { kind: 'videoinput', deviceId: 'cam1', label: 'Camera 1' },
    { kind: 'videoinput', deviceId: 'cam2', label: 'Camera 2' },
    { kind: 'audioinput', deviceId: 'mic1', label: 'Microphone 1' },
    { kind: 'audiooutput', deviceId: 'out1', label: 'Speaker 1' },
  ];

  async getUserMedia(constraints: MediaStreamConstraints): Promise<FakeStream> {
    if (this.refuse.length > 0) throw this.refuse.shift();
    return this.#open(constraints);
  }

  async getDisplayMedia(constraints: MediaStreamConstraints): Promise<FakeStream> {
    if (this.refuse.length > 0) throw this.refuse.shift();
    return this.#open(constraints);
  }

  async enumerateDevices(): Promise<{ kind: MediaDeviceKind; deviceId: string; label: string }[]> {
    return [...this.devices];
  }

  /** The latest opening. */
  get last(): { constraints: MediaStreamConstraints; tracks: FakeTrack[] } {
    const last = this.opened.at(-1);
    if (!last) throw new Error('nothing was opened');
    return last;
  }

  #open(constraints: MediaStreamConstraints): FakeStream {
    const tracks: FakeTrack[] = [];
    if (constraints.audio) tracks.push(new FakeTrack('audio', { deviceId: idOf(constraints.audio) ?? 'mic1' }));
    if (constraints.video) tracks.push(new FakeTrack('video', { deviceId: idOf(constraints.video) ?? 'cam1' }));
    this.opened.push({ constraints, tracks });
    return new FakeStream(tracks);
  }
}

function idOf(constraints: boolean | MediaTrackConstraints): string | undefined {
  const wanted = typeof constraints === 'object' ? constraints.deviceId : undefined;
  return typeof wanted === 'object' && 'exact' in wanted && typeof wanted.exact === 'string' ? wanted.exact : undefined;
}

/** A named error as browsers throw them. */
export const domError = (name: string, more: object = {}): Error =>
  Object.assign(new Error(`${name} happened`), { name, ...more });

/** Puts fake media where a browser has the real one, until `vi.unstubAllGlobals()`. */
export function installMedia(): FakeMediaDevices {
  const mediaDevices = new FakeMediaDevices();
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('MediaStreamTrack', FakeTrack);
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', { mediaDevices, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0', language: 'en' });
  return mediaDevices;
}
