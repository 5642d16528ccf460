import type { Platform } from '@liuyun/core';
import { FakePlatform } from '../../core/platform/fake/FakePlatform.ts';
import { fakeTrack } from '../../core/platform/fake/FakeTracks.ts';
import { optionalModules } from '../platform/optionalModules.ts';
import { type Surroundings, setSurroundings } from '../platform/Surroundings.ts';
import { TrackList } from '../platform/TrackList.ts';

/** One end of a connection to oneself. */
export class FakeConnection extends EventTarget {
  readonly tracks: MediaStreamTrack[] = [];
  readonly candidates: unknown[] = [];
  remote: string | undefined;
  closed = false;

  addTrack(track: MediaStreamTrack): void {
    this.tracks.push(track);
  }
  async createOffer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'offer', sdp: 'offer\r\n' };
  }
  async createAnswer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'answer', sdp: 'answer\r\n' };
  }
  async setLocalDescription(): Promise<void> {
    for (const candidate of ['address', null]) this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate }));
  }
  async setRemoteDescription({ sdp }: RTCSessionDescriptionInit): Promise<void> {
    this.remote = sdp;
  }
  async addIceCandidate(candidate: unknown): Promise<void> {
    if (this.remote === undefined) throw new Error('whose?');
    this.candidates.push(candidate);
  }
  close(): void {
    this.closed = true;
  }
}

function connectionsOf(phone: FakePhone): new () => RTCPeerConnection {
  class Connection extends FakeConnection {
    constructor() {
      super();
      phone.connections.push(this);
    }
  }
  return Connection as unknown as new () => RTCPeerConnection;
}

/** A phone in a test's hand: what was asked of its devices, and time, network and server that move when told to. */
export class FakePhone implements Surroundings {
  readonly platform = new FakePlatform();
  readonly system = 'test 1';
  readonly asked: MediaStreamConstraints[] = [];
  readonly opened: MediaStreamTrack[] = [];
  readonly released: string[] = [];
  /** The next devices that are asked for are refused with this. */
  refusal: unknown;
  /** Connections that were made to hear oneself, in pairs. */
  readonly connections: FakeConnection[] = [];
  readonly #devices = new Set<(device: string) => void>();
  readonly #state = new Set<(state: string) => void>();

  readonly webrtc: Surroundings['webrtc'] = {
    registerGlobals: () => {},
    mediaDevices: {
      getUserMedia: async (constraints) => this.#open(constraints),
      getDisplayMedia: async () => this.#open({ video: true }),
      enumerateDevices: async () => [],
    },
    MediaStream: class {
      readonly #tracks: MediaStreamTrack[];
      constructor(tracks: MediaStreamTrack[]) {
        this.#tracks = tracks;
      }
      toURL(): string {
        return `stream:${this.#tracks.map(({ id }) => id).join()}`;
      }
      getTracks(): MediaStreamTrack[] {
        return this.#tracks;
      }
      release(): void {}
    },
    RTCPeerConnection: connectionsOf(this),
  };

  /** Puts itself in the place of a phone. */
  static install(): FakePhone {
    const phone = new FakePhone();
    setSurroundings(phone);
    Object.assign(optionalModules(), { NetInfo: undefined, InCallManager: undefined, ViewShot: undefined });
    return phone;
  }

  createPlatform(): Platform {
    this.platform.createMediaStream = () => new TrackList('list') as unknown as MediaStream;
    return this.platform;
  }

  onAppState(listener: (state: string) => void): () => void {
    this.#state.add(listener);
    return () => void this.#state.delete(listener);
  }

  appState(state: string): void {
    for (const listener of [...this.#state]) listener(state);
  }

  onAudioDevice(listener: (device: string) => void): () => void {
    this.#devices.add(listener);
    return () => void this.#devices.delete(listener);
  }

  /** The sound comes out elsewhere. */
  audioDevice(device: string): void {
    for (const listener of [...this.#devices]) listener(device);
  }

  get deviceListeners(): number {
    return this.#devices.size;
  }

  /** How many listen to the app's state. */
  get stateListeners(): number {
    return this.#state.size;
  }

  #open(constraints: MediaStreamConstraints) {
    this.asked.push(constraints);
    if (this.refusal) throw this.refusal;
    const track = fakeTrack(constraints.video ? 'video' : 'audio');
    this.opened.push(track);
    return {
      toURL: () => track.id,
      getTracks: () => [track],
      release: () => void this.released.push(track.kind),
    };
  }
}
