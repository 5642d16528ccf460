import { canDecode, canEncode, chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type { PublishOptions } from '@liuyun/core';
import type { CameraWish, Heard, Machine, MicrophoneWish, Opened, Shown, ShowOptions } from '@liuyun/core/native/Machine';
import { codecName } from '@liuyun/core/native/numbers';
import { RtcError } from '@liuyun/protocol/errors';
import { optionalModules } from '../platform/optionalModules.ts';
import type { WebRtcModule } from '../platform/Surroundings.ts';
import { TrackList } from '../platform/TrackList.ts';
import { views as mountedViews, type ViewRegistry } from '../views/ViewRegistry.ts';
import { loopBack } from './loopBack.ts';
import { openCamera, openMicrophone } from './openDevice.ts';
import type { PhoneView } from './viewOf.ts';

/** react-native-webrtc's own addition: louder or softer, 1 as it was sent. */
type Volumed = MediaStreamTrack & { _setVolume?: (volume: number) => void };

/** The phone's devices, its loudspeaker, and the app's views. */
export class PhoneMachine implements Machine<PhoneView> {
  readonly #webrtc: WebRtcModule;
  readonly #views: ViewRegistry;

  constructor(webrtc: WebRtcModule, views: ViewRegistry = mountedViews) {
    this.#webrtc = webrtc;
    this.#views = views;
  }

  openCamera(wish: CameraWish): Promise<Opened> {
    return openCamera(this.#webrtc.mediaDevices, wish);
  }

  openMicrophone(wish: MicrophoneWish): Promise<Opened> {
    return openMicrophone(this.#webrtc.mediaDevices, wish);
  }

  show({ reactTag, fit, background }: PhoneView, stream: MediaStream, { mirror: wanted, sized }: ShowOptions): Shown {
    let mirror = wanted;
    let showing: MediaStreamTrack | undefined;
    let seen = false;
    const onSize = (width: number, height: number) => {
      seen = true;
      sized(width, height);
    };
    const show = () => {
      const [track] = stream.getVideoTracks();
      if (track !== showing) seen = false;
      if (track) this.#views.show(reactTag, { track, fit, mirror, background, sized: onSize });
      else if (showing) this.#views.clear(reactTag, showing);
      showing = track;
    };
    const stop = follow(stream, show);
    return {
      setMirror: (next) => {
        mirror = next;
        show();
      },
      snapshot: async () => (showing && seen ? this.#snapshot(this.#views.native(reactTag, showing)) : ''),
      stop: () => {
        stop();
        if (showing) this.#views.clear(reactTag, showing);
      },
    };
  }

  /** A phone plays what comes in by itself; only how loud is ours to say. */
  hear(stream: MediaStream): Heard {
    let volume = 100;
    const apply = () => {
      for (const track of stream.getAudioTracks() as Volumed[]) track._setVolume?.(volume / 100);
    };
    const stop = follow(stream, apply);
    return {
      setVolume: (next) => {
        volume = next;
        apply();
      },
      stop,
    };
  }

  /** The own sound as it comes back over a connection to oneself. */
  monitor(stream: MediaStream, failed: (error: unknown) => void): { stop(): void } {
    let heard: MediaStreamTrack | undefined;
    let end: (() => void) | undefined;
    const stop = follow(stream, () => {
      const [track] = stream.getAudioTracks();
      if (track === heard) return;
      end?.();
      heard = track;
      end = track && loopBack(this.#webrtc.RTCPeerConnection, track, failed);
    });
    return {
      stop: () => {
        stop();
        end?.();
      },
    };
  }

  /** What is seen of a native view now, as a JPEG in base64; '' where it is not on the screen. */
  async #snapshot(view: object | null): Promise<string> {
    if (!view) return '';
    const { ViewShot } = optionalModules();
    if (!ViewShot) throw new RtcError('MODULE_NOT_IMPORTED', 'react-native-view-shot was not provided');
    try {
      // Android draws video in a surface of its own, which has to be asked for.
      return await ViewShot.captureRef(view, {
        format: 'jpg',
        quality: 0.9,
        result: 'base64',
        handleGLSurfaceViewOnAndroid: true,
      });
    } catch (error) {
      throw new RtcError('INTERNAL', `react-native-view-shot: ${String(error)}`, { cause: error });
    }
  }

  /** Whether the phone's WebRTC has a codec, by its documented number. */
  supports(what: 'encode' | 'decode', id: unknown): boolean {
    return (what === 'encode' ? canEncode : canDecode)(codecName(id));
  }

  videoCodec(named: 'VP8' | 'H265' | undefined): PublishOptions['videoCodec'] {
    return chooseVideoCodec(named, false);
  }
}

/** Calls back now and whenever other tracks are in the stream. */
function follow(stream: MediaStream, changed: () => void): () => void {
  const list: unknown = stream;
  if (list instanceof TrackList) return list.follow(changed);
  changed();
  return () => {};
}
