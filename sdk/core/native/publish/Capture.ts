import type { Kind } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { VideoConfig } from '../configs.ts';
import type { Machine } from '../Machine.ts';
import type { NativeCalls } from '../NativeCalls.ts';
import type { Tell } from '../NativeEvents.ts';
import { deviceType } from '../numbers.ts';
import type { CaptureWishes } from './captureWishes.ts';
import { deviceExceptionOf } from './deviceExceptionOf.ts';
import { type CameraChoice, cameraSource, microphoneSource } from './deviceSources.ts';
import { Slot, type Source } from './Slot.ts';

/** Where a channel's picture or sound comes from: a device of the machine, the main channel, something opened by the façade, or that later. */
export type ChannelSource = 'device' | 'main' | 'none' | 'pending' | Source;

const KINDS = ['audio', 'video'] as const;

export type CaptureHome<View> = {
  machine: Machine<View>;
  wishes: CaptureWishes;
  calls: NativeCalls;
  tell: Tell;
  /** What the main channel captures, for channels that send the same. */
  main(kind: Kind): MediaStreamTrack | undefined;
  /** Resolves when the main channel has opened what it was asked for. */
  mainSettled(): Promise<void>;
  /** Whether anything is to be captured now. */
  active(): boolean;
  videoConfig(): VideoConfig;
  stereo(): boolean;
};

/** What one channel captures: where picture and sound come from, opened and closed as they are needed. */
export class Capture<View> {
  readonly #channel: number;
  readonly #home: CaptureHome<View>;
  readonly #slots: { readonly [K in Kind]: Slot };
  readonly #sources: { [K in Kind]: ChannelSource };
  readonly #camera: CameraChoice = { front: true };
  #cameraOn = true;

  constructor(channel: number, home: CaptureHome<View>) {
    this.#channel = channel;
    this.#home = home;
    const source: ChannelSource = channel === 0 ? 'device' : 'none';
    this.#sources = { audio: source, video: source };
    const slot = (kind: Kind) =>
      new Slot(
        () => this.#source(kind),
        (error) => this.#failed(kind, error),
      );
    this.#slots = { audio: slot('audio'), video: slot('video') };
  }

  /** What is captured, before volume and mutes. */
  track(kind: Kind): MediaStreamTrack | undefined {
    return this.#slots[kind].opened?.track;
  }

  comesFrom(kind: Kind): ChannelSource {
    return this.#sources[kind];
  }

  setSource(kind: Kind, source: ChannelSource): void {
    this.#sources[kind] = source;
  }

  enableCamera(enable: boolean): void {
    this.#cameraOn = enable;
  }

  useCamera(change: Partial<CameraChoice>): void {
    Object.assign(this.#camera, change);
  }

  /** Another size or rate, without opening the camera anew where it can. */
  reshape(): void {
    const { captureWidth: width, captureHeight: height, fps: frameRate } = this.#home.videoConfig();
    this.#slots.video.opened?.reshape?.({ width, height, frameRate }).catch(() => undefined);
  }

  /** Whether the main channel captures something else than what is sent of it. */
  lagsBehindMain(): boolean {
    return KINDS.some((kind) => this.#sources[kind] === 'main' && this.track(kind) !== this.#home.main(kind));
  }

  /** The app has done something: what was refused is asked for again. */
  forgive(): void {
    for (const slot of Object.values(this.#slots)) slot.forgive();
  }

  /** Opens and closes what has to be, and tells of what is new; says what has changed. Not to be called while it runs. */
  async settle(): Promise<{ audio: boolean; video: boolean }> {
    if (KINDS.some((kind) => this.#sources[kind] === 'main')) await this.#home.mainSettled();
    const [video, audio] = await Promise.all([this.#slots.video.settle(), this.#slots.audio.settle()]);
    if (video && this.#began('video')) this.#home.tell('publisherCapturedVideoFirstFrame', { channel: this.#channel });
    if (audio && this.#began('audio')) this.#home.tell('publisherCapturedAudioFirstFrame', {});
    return { audio, video };
  }

  close(): void {
    for (const slot of Object.values(this.#slots)) slot.close();
  }

  #source(kind: Kind): Source | undefined {
    const { machine, wishes, active, videoConfig, stereo } = this.#home;
    if (!active()) return undefined;
    const source = this.#sources[kind];
    if (source === 'none' || source === 'pending') return undefined;
    if (source === 'main') return this.#ofMain(kind);
    if (source !== 'device') return source;
    if (kind === 'video') return this.#cameraOn ? cameraSource(machine, { ...this.#camera }, videoConfig) : undefined;
    return wishes.audioDevice ? microphoneSource(machine, wishes, stereo()) : undefined;
  }

  /** The very track: it is not ours to stop, and phones cannot make copies. */
  #ofMain(kind: Kind): Source | undefined {
    const track = this.#home.main(kind);
    return track && { key: `main ${track.id}`, open: async () => ({ track, stop: () => undefined }) };
  }

  /** A device that vanishes is told of; so is sharing that the user ends, by whoever shares. */
  #began(kind: Kind): boolean {
    const track = this.track(kind);
    track?.addEventListener?.('ended', () => {
      if (this.track(kind) === track && this.#sources[kind] === 'device')
        this.#failed(kind, new RtcError('DEVICE_UNPLUGGED', track.label));
    });
    return track !== undefined;
  }

  #failed(kind: Kind, error: unknown): void {
    const { calls, tell, wishes } = this.#home;
    const { extendedData } = calls.failed(kind === 'video' ? 'enableCamera' : 'enableAudioCaptureDevice', 'device', error);
    tell('localDeviceExceptionOccurred', {
      exceptionType: deviceExceptionOf(error),
      deviceType: kind === 'video' ? deviceType.camera : deviceType.microphone,
      deviceID: (kind === 'video' ? this.#camera.deviceID : wishes.microphone.deviceID) ?? extendedData,
    });
  }
}
