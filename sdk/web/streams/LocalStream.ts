import { release } from '@liuyun/browser/capture/Captured';
import { snapshot } from '@liuyun/browser/views/snapshot';
import { Listeners } from '@liuyun/core/Listeners';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import type {
  ZegoCaptureCamera,
  ZegoCaptureMicrophone,
  ZegoCaptureScreenAudio,
  ZegoCaptureScreenVideo,
  ZegoCustomAudio,
  ZegoCustomVideo,
} from '../types/capture.ts';
import type { ZegoLocalStream, ZegoLocalStreamEvent } from '../types/localStream.ts';
import type { ZegoServerResponse } from '../types/room.ts';
import type { ZegoLocalAduioOptions, ZegoLocalViewOptions, ZegoSnapshotOptions } from '../types/views.ts';
import { containerOf } from '../views/containerOf.ts';
import { type CaptureContext, captureCustomInto, captureDevicesInto, captureScreenInto } from './captureInto.ts';
import type { Kind, LocalSource } from './LocalSource.ts';
import { Preview } from './Preview.ts';

const eventNames: { [K in keyof ZegoLocalStreamEvent]: true } = {
  autoplayFailed: true,
  canPlayAudio: true,
  canPlayVideo: true,
  canPlayCaptureVideo: true,
  canPlayCaptureAudio: true,
  autoplayCaptureFailed: true,
  videoTrackChanged: true,
  audioTrackChanged: true,
  captureVideoTrackChanged: true,
  captureAudioTrackChanged: true,
};

/** What a local stream needs from its engine. */
export type LocalStreamHome = {
  calls: Calls;
  context: CaptureContext;
  multiplePreviews: boolean;
  /** Whether previews whose options do not say so are emptied when they stop. */
  clearLastFrame?: () => boolean;
  isPublished(source: LocalSource): boolean;
  /** Brings the wire up to date after the sent track has changed. */
  resend(source: LocalSource, kind: Kind): Promise<void>;
};

const done = (): ZegoServerResponse => ({ errorCode: 0, extendedData: '' });

/** The object behind `createZegoStream`. */
export class LocalStream implements ZegoLocalStream {
  readonly #source: LocalSource;
  readonly #home: LocalStreamHome;
  readonly #events = new Listeners<ZegoLocalStreamEvent>(Object.keys(eventNames) as (keyof ZegoLocalStreamEvent)[]);
  readonly #video: Preview;
  readonly #audio: Preview;
  readonly #captureVideo: Preview;
  readonly #captureAudio: Preview;

  constructor(source: LocalSource, home: LocalStreamHome) {
    this.#source = source;
    this.#home = home;
    const events = this.#events;
    const blocked = (element: HTMLMediaElement, event?: Event) => events.tell('autoplayFailed', element, event);
    const captureBlocked = (element: HTMLMediaElement, event?: Event) => events.tell('autoplayCaptureFailed', element, event);
    this.#video = new Preview('video', {}, { canPlay: (event) => events.tell('canPlayVideo', event), blocked });
    this.#audio = new Preview('audio', {}, { canPlay: (event) => events.tell('canPlayAudio', event), blocked });
    this.#captureVideo = new Preview(
      'video',
      { many: home.multiplePreviews },
      { canPlay: (event) => events.tell('canPlayCaptureVideo', event), blocked: captureBlocked },
    );
    this.#captureAudio = new Preview(
      'audio',
      {},
      { canPlay: (event) => events.tell('canPlayCaptureAudio', event), blocked: captureBlocked },
    );
    source.facts.on('sentTrackChanged', (kind, track) => {
      if (track) events.tell(kind === 'video' ? 'videoTrackChanged' : 'audioTrackChanged', track);
    });
    source.facts.on('capturedTrackChanged', (kind, track) => {
      if (track) events.tell(kind === 'video' ? 'captureVideoTrackChanged' : 'captureAudioTrackChanged', track);
    });
    source.facts.on('destroyed', () => {
      for (const preview of [this.#video, this.#audio, this.#captureVideo, this.#captureAudio]) preview.stop();
      events.clear();
    });
  }

  /** No plain object: see `ZegoExpressEngine`. */
  get [Symbol.toStringTag](): string {
    return 'ZegoLocalStream';
  }

  get id(): string {
    return this.#source.stream.id;
  }

  get active(): boolean {
    return this.getTracks().some((track) => track.readyState === 'live');
  }

  get stream(): MediaStream | null {
    return orNull(this.#source.stream);
  }

  get videoCaptureStream(): MediaStream | null {
    return orNull(this.#source.videoCapture);
  }

  get audioCaptureStream(): MediaStream | null {
    return orNull(this.#source.audioCapture);
  }

  get videoDeviceId(): string {
    return this.#deviceID('video', 'camera');
  }

  get audioDeviceId(): string {
    return this.#deviceID('audio', 'microphone');
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.#source.stream.getAudioTracks();
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.#source.stream.getVideoTracks();
  }

  getTracks(): MediaStreamTrack[] {
    return this.#source.stream.getTracks();
  }

  on<k extends keyof ZegoLocalStreamEvent>(event: k, callBack: ZegoLocalStreamEvent[k]): boolean {
    return this.#home.calls.listening('ZegoLocalStream.on', () => this.#events.on(event, callBack));
  }

  off<k extends keyof ZegoLocalStreamEvent>(event: k, callBack?: ZegoLocalStreamEvent[k]): boolean {
    return this.#home.calls.listening('ZegoLocalStream.off', () => this.#events.off(event, callBack));
  }

  startCaptureCamera(options?: ZegoCaptureCamera): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureCamera', (context) => captureDevicesInto(this.#source, { camera: options ?? {} }, context));
  }

  startCaptureMicrophone(options?: ZegoCaptureMicrophone): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureMicrophone', (context) =>
      captureDevicesInto(this.#source, { microphone: options ?? {} }, context),
    );
  }

  startCaptureCameraAndMicrophone(
    cameraOptions?: ZegoCaptureCamera,
    microphoneOptions?: ZegoCaptureMicrophone,
  ): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureCameraAndMicrophone', (context) =>
      captureDevicesInto(this.#source, { camera: cameraOptions ?? {}, microphone: microphoneOptions ?? {} }, context),
    );
  }

  startCaptureScreen(options?: ZegoCaptureScreenVideo): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureScreen', (context) => captureScreenInto(this.#source, { video: options ?? {} }, context));
  }

  startCaptureScreenWithAudio(
    screenVideoOptions?: ZegoCaptureScreenVideo,
    screenAudioOptions?: ZegoCaptureScreenAudio,
  ): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureScreenWithAudio', (context) =>
      captureScreenInto(this.#source, { video: screenVideoOptions ?? {}, audio: screenAudioOptions ?? {} }, context),
    );
  }

  startCaptureCustomVideo(options: ZegoCustomVideo): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureCustomVideo', (context) =>
      captureCustomInto(this.#source, { video: given(options) }, context),
    );
  }

  startCaptureCustomAudio(options: ZegoCustomAudio): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureCustomAudio', (context) =>
      captureCustomInto(this.#source, { audio: given(options) }, context),
    );
  }

  startCaptureCustomVideoAndAudio(videoOptions: ZegoCustomVideo, audioOptions: ZegoCustomAudio): Promise<ZegoServerResponse> {
    return this.#capture('startCaptureCustomVideoAndAudio', (context) =>
      captureCustomInto(this.#source, { video: given(videoOptions), audio: given(audioOptions) }, context),
    );
  }

  stopCaptureVideo(): Promise<boolean> {
    return this.#stopCapture('video');
  }

  stopCaptureAudio(): Promise<boolean> {
    return this.#stopCapture('audio');
  }

  getScreenDisplaySurface(): string {
    const captured = this.#source.captured('video');
    if (captured?.origin !== 'screen') return 'unknown';
    const { displaySurface } = captured.track.getSettings();
    return displaySurface ?? 'unknown';
  }

  playVideo(view: HTMLElement, config?: ZegoLocalViewOptions): void {
    this.#try('playVideo', () => this.#video.play(this.#source.stream, containerOf(view), this.#look(config)));
  }

  playAudio(config?: ZegoLocalAduioOptions): void {
    this.#try('playAudio', () => this.#audio.play(this.#source.stream, undefined, config ?? {}));
  }

  stopVideo(): void {
    this.#video.stop();
  }

  stopAudio(): void {
    this.#audio.stop();
  }

  resumeVideo(): Promise<void> {
    return this.#video.resume();
  }

  resumeAudio(): Promise<void> {
    return this.#audio.resume();
  }

  playCaptureVideo(view: HTMLElement, config?: ZegoLocalViewOptions): void {
    this.#try('playCaptureVideo', () =>
      this.#captureVideo.play(this.#source.videoCapture, containerOf(view), this.#look(config)),
    );
  }

  playCaptureAudio(config?: ZegoLocalAduioOptions): void {
    this.#try('playCaptureAudio', () => this.#captureAudio.play(this.#source.audioCapture, undefined, config ?? {}));
  }

  stopPlayCaptureVideo(): void {
    this.#captureVideo.stop();
  }

  stopPlayCaptureAudio(): void {
    this.#captureAudio.stop();
  }

  setVolume(volume: number): boolean {
    return this.#home.calls.boolean('ZegoLocalStream.setVolume', () => {
      if (!(typeof volume === 'number' && volume >= 0 && volume <= 100)) throw new RtcError('INPUT_PARAM', 'volume');
      this.#audio.setVolume(volume);
      this.#captureAudio.setVolume(volume);
    });
  }

  useAudioOutputDevice(deviceID: string): Promise<void> {
    return this.#home.calls.promise('ZegoLocalStream.useAudioOutputDevice', async () => {
      if (typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM', 'deviceID');
      await this.#audio.setSink(deviceID);
      await this.#captureAudio.setSink(deviceID);
    });
  }

  takeStreamSnapshot(option?: ZegoSnapshotOptions): string {
    return this.#home.calls.value(
      'ZegoLocalStream.takeStreamSnapshot',
      () => snapshot(this.#video.video ?? this.#captureVideo.video, option),
      '',
    );
  }

  /** What the app says of a preview, over what holds for all. */
  #look(config: ZegoLocalViewOptions | undefined): ZegoLocalViewOptions {
    return { clearLastFrame: this.#home.clearLastFrame?.() !== false, ...config };
  }

  /** While published, what was captured waits for `updatePublishingStream`; otherwise it is what will be sent. */
  #capture(call: string, work: (context: CaptureContext) => Promise<void>): Promise<ZegoServerResponse> {
    return this.#home.calls.promise(`ZegoLocalStream.${call}`, () =>
      this.#source.inTurn(async () => {
        await work(this.#home.context);
        if (!this.#home.isPublished(this.#source)) {
          release(this.#source.takeOver('video'));
          release(this.#source.takeOver('audio'));
        }
        return done();
      }),
    );
  }

  /** The wire lets go first: if it does not, capture goes on. */
  #stopCapture(kind: Kind): Promise<boolean> {
    return this.#home.calls.promisedBoolean(`ZegoLocalStream.stopCapture ${kind}`, () =>
      this.#source.inTurn(async () => {
        const sent = this.#source.withhold(kind);
        try {
          await this.#home.resend(this.#source, kind);
        } catch (error) {
          this.#source.restore(kind, sent);
          throw error;
        }
        release(sent);
        if (!this.#source.destroyed) this.#source.setCaptured(kind, undefined);
        for (const preview of kind === 'video' ? [this.#video, this.#captureVideo] : [this.#audio, this.#captureAudio]) {
          preview.stop();
        }
      }),
    );
  }

  #deviceID(kind: Kind, origin: 'camera' | 'microphone'): string {
    const captured = this.#source.captured(kind);
    if (captured?.origin !== origin) return '';
    const { deviceId } = captured.constraints ?? {};
    const chosen = typeof deviceId === 'object' && 'exact' in deviceId ? deviceId.exact : undefined;
    // Of a camera that is switched off: the one that it will be.
    if (captured.track.readyState === 'ended' && typeof chosen === 'string') return chosen;
    return captured.track.getSettings().deviceId ?? '';
  }

  #try(call: string, work: () => void): void {
    this.#home.calls.value(
      `ZegoLocalStream.${call}`,
      () => {
        if (this.#source.destroyed) throw new RtcError('LOCAL_STREAM_WRONG', 'the stream was destroyed');
        work();
      },
      undefined,
    );
  }
}

function orNull(stream: MediaStream): MediaStream | null {
  return stream.getTracks().length > 0 ? stream : null;
}

function given<T extends object>(options: T | undefined): T {
  if (typeof options !== 'object' || options === null) throw new RtcError('INPUT_PARAM', 'options');
  return options;
}
