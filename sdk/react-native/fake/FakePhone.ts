import type { Platform } from '@liuyun/core';
import { FakePlatform } from '../../core/platform/fake/FakePlatform.ts';
import { fakeTrack } from '../../core/platform/fake/FakeTracks.ts';
import { optionalModules } from '../platform/optionalModules.ts';
import { type Surroundings, setSurroundings } from '../platform/Surroundings.ts';
import { TrackList } from '../platform/TrackList.ts';

/** A phone in a test's hand: what was asked of its devices, and time, network and server that move when told to. */
export class FakePhone implements Surroundings {
  readonly platform = new FakePlatform();
  readonly system = 'test 1';
  readonly asked: MediaStreamConstraints[] = [];
  readonly opened: MediaStreamTrack[] = [];
  readonly released: string[] = [];
  /** The next devices that are asked for are refused with this. */
  refusal: unknown;
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
  };

  /** Puts itself in the place of a phone. */
  static install(): FakePhone {
    const phone = new FakePhone();
    setSurroundings(phone);
    Object.assign(optionalModules(), { NetInfo: undefined, InCallManager: undefined });
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
