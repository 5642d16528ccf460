import { type Captured, release } from '@liuyun/browser/capture/Captured';
import { captureDevices } from '@liuyun/browser/capture/captureDevices';
import { unknownDevice } from '@liuyun/browser/capture/captureErrors';
import { type PageAudio, pageAudio } from '@liuyun/browser/sound/PageAudio';
import { SoundMeter } from '@liuyun/browser/sound/SoundMeter';
import type { SeiFrames } from '@liuyun/browser/video/SeiFrames';
import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type {
  CameraWish,
  Heard,
  Machine,
  Meter,
  MicrophoneWish,
  Opened,
  PictureShape,
  Shown,
  ShowOptions,
} from '@liuyun/core/native/Machine';
import { RtcError } from '@liuyun/protocol/errors';
import { amplify } from './amplify.ts';
import { CanvasPicture } from './CanvasPicture.ts';
import { Loudspeaker } from './Loudspeaker.ts';
import { shapePicture } from './shapePicture.ts';
import { stillOf } from './stillOf.ts';
import type { CanvasView } from './viewOf.ts';

/** Electron's renderer as the native engine sees it: Chromium's devices, canvases and Web Audio. */
export class ElectronMachine implements Machine<CanvasView> {
  readonly sei: SeiFrames;
  readonly #audio: PageAudio;
  readonly #speakers = new Set<Loudspeaker>();
  readonly #opened: () => void;
  #sink = '';

  /** @param opened told when a device has been opened: the list of devices has names from then on */
  constructor({ sei, opened, audio = pageAudio }: { sei: SeiFrames; opened: () => void; audio?: PageAudio }) {
    this.sei = sei;
    this.#opened = opened;
    this.#audio = audio;
  }

  async openCamera({ width, height, frameRate, deviceID }: CameraWish): Promise<Opened> {
    const constraints: MediaTrackConstraints = {
      width: { ideal: width },
      height: { ideal: height },
      frameRate: { ideal: frameRate },
      ...(deviceID ? { deviceId: { exact: deviceID } } : {}),
    };
    const { video } = await captureDevices({ video: constraints }).catch(named);
    this.#opened();
    return {
      ...openedOf(video),
      reshape: async (wish) => {
        const { width: w, height: h, frameRate: rate } = wish;
        await video?.track.applyConstraints({
          ...constraints,
          width: { ideal: w },
          height: { ideal: h },
          frameRate: { ideal: rate },
        });
      },
    };
  }

  async openMicrophone({ deviceID, aec, agc, ans, stereo }: MicrophoneWish): Promise<Opened> {
    const { audio } = await captureDevices({
      audio: {
        echoCancellation: aec,
        autoGainControl: agc,
        noiseSuppression: ans,
        channelCount: stereo ? 2 : 1,
        ...(deviceID ? { deviceId: { exact: deviceID } } : {}),
      },
    }).catch(named);
    this.#opened();
    return openedOf(audio);
  }

  amplify(track: MediaStreamTrack, volume: number): (Opened & { setVolume(volume: number): void }) | undefined {
    return amplify(this.#audio, track, volume);
  }

  shape(track: MediaStreamTrack, shape: PictureShape): (Opened & { setShape(shape: PictureShape): void }) | undefined {
    return shapePicture(track, shape);
  }

  still(track: MediaStreamTrack): Promise<string> {
    return stillOf(track);
  }

  show(view: CanvasView, stream: MediaStream, options: ShowOptions): Shown {
    return new CanvasPicture(view, stream, options);
  }

  hear(stream: MediaStream): Heard {
    const ended = () => void this.#speakers.delete(speaker);
    const speaker: Loudspeaker = new Loudspeaker(stream, { audio: this.#audio, sink: this.#sink, ended });
    this.#speakers.add(speaker);
    return speaker;
  }

  /** Where everything is heard from now on. */
  useSpeaker(deviceID: string): void {
    this.#sink = deviceID;
    for (const speaker of this.#speakers) speaker.setSink(deviceID);
  }

  meter(stream: MediaStream, options: { received: boolean }): Meter {
    const release = this.#audio.lease();
    const meter = new SoundMeter(this.#audio.context, stream, options);
    void this.#audio.whenRunning();
    return {
      level: () => meter.level(),
      close: () => {
        meter.close();
        release();
      },
    };
  }

  videoCodec(named: 'VP8' | 'H265' | undefined) {
    return chooseVideoCodec(named, false);
  }
}

function openedOf(captured: Captured | undefined): Opened {
  if (!captured) throw new RtcError('GET_USER_MEDIA_FAILED');
  return { track: captured.track, stop: () => release(captured) };
}

/** Says which device is missing. */
function named(error: unknown): never {
  throw unknownDevice(error);
}
