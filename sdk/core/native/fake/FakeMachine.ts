import { RtcError } from '@liuyun/protocol/errors';
import { fakeTrack } from '../../platform/fake/FakeTracks.ts';
import type { CameraWish, Heard, Machine, Meter, MicrophoneWish, Opened, PictureShape, Shown, ShowOptions } from '../Machine.ts';

/** A picture that a test can look at. */
export class FakeShown implements Shown {
  readonly view: string;
  readonly stream: MediaStream;
  readonly options: ShowOptions;
  mirror: boolean;
  over = false;

  constructor(view: string, stream: MediaStream, options: ShowOptions) {
    this.view = view;
    this.stream = stream;
    this.options = options;
    this.mirror = options.mirror;
  }

  setMirror(mirror: boolean): void {
    this.mirror = mirror;
  }
  async snapshot(): Promise<string> {
    return 'picture';
  }
  stop(): void {
    this.over = true;
  }
}

/** Devices in a test's hand: `refuse` makes the next opening of a kind fail. */
export class FakeMachine implements Machine<string> {
  readonly opened: { kind: 'camera' | 'microphone'; wish: CameraWish | MicrophoneWish; track: MediaStreamTrack }[] = [];
  readonly stopped: MediaStreamTrack[] = [];
  readonly shown: FakeShown[] = [];
  readonly heard: { stream: MediaStream; volume: number; over: boolean }[] = [];
  readonly amplified: number[] = [];
  readonly shaped: PictureShape[] = [];
  refuse: { camera?: RtcError; microphone?: RtcError } = {};
  level = 30;

  async openCamera(wish: CameraWish): Promise<Opened> {
    return this.#open('camera', wish);
  }

  async openMicrophone(wish: MicrophoneWish): Promise<Opened> {
    return this.#open('microphone', wish);
  }

  amplify(track: MediaStreamTrack, volume: number): Opened & { setVolume(volume: number): void } {
    this.amplified.push(volume);
    return { track: track.clone(), stop: () => undefined, setVolume: (next) => void this.amplified.push(next) };
  }

  shape(track: MediaStreamTrack, shape: PictureShape): Opened & { setShape(shape: PictureShape): void } {
    this.shaped.push(shape);
    return { track: track.clone(), stop: () => undefined, setShape: (next) => void this.shaped.push(next) };
  }

  async still(): Promise<string> {
    return 'still';
  }

  show(view: string, stream: MediaStream, options: ShowOptions): Shown {
    const shown = new FakeShown(view, stream, options);
    this.shown.push(shown);
    return shown;
  }

  hear(stream: MediaStream): Heard {
    const heard = { stream, volume: 100, over: false };
    this.heard.push(heard);
    return {
      setVolume: (volume) => {
        heard.volume = volume;
      },
      stop: () => {
        heard.over = true;
      },
    };
  }

  meter(): Meter {
    return { level: () => this.level, close: () => undefined };
  }

  videoCodec(named: 'VP8' | 'H265' | undefined): 'H264' | 'VP8' {
    if (named === 'H265') throw new RtcError('CODEC_NOT_ENCODABLE');
    return named ?? 'H264';
  }

  #open(kind: 'camera' | 'microphone', wish: CameraWish | MicrophoneWish): Opened {
    const refusal = this.refuse[kind];
    if (refusal) throw refusal;
    const track = fakeTrack(kind === 'camera' ? 'video' : 'audio');
    this.opened.push({ kind, wish, track });
    return {
      track,
      stop: () => {
        track.stop();
        this.stopped.push(track);
      },
    };
  }
}
