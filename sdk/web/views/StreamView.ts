import { chooseSpeaker } from '@liuyun/browser/devices/chosenSpeakers';
import { snapshot } from '@liuyun/browser/views/snapshot';
import { Listeners } from '@liuyun/core/Listeners';
import { RtcError } from '@liuyun/protocol/errors';
import type { Calls } from '../engine/Calls.ts';
import { flag } from '../engine/flag.ts';
import type { StreamViewEvent, ZegoSnapshotOptions, ZegoStreamView, ZegoStreamViewOptions } from '../types/views.ts';
import { askToResume } from './autoplayPrompt.ts';
import { containerOf } from './containerOf.ts';
import { MediaSurface } from './MediaSurface.ts';

/** What a view is made with. */
export type StreamViewParts = {
  local: boolean;
  calls: Calls;
  clearLastFrame?: () => boolean;
  /** Its picture is in this element now, or in none. */
  shows?: (element: HTMLVideoElement | undefined) => void;
};

/** The player component behind `createRemoteStreamView` and `createLocalStreamView`. */
export class StreamView implements ZegoStreamView {
  readonly #stream: MediaStream | undefined;
  readonly #calls: Calls;
  readonly #mutedByDefault: boolean;
  readonly #events = new Listeners<StreamViewEvent>(['autoplayFailed', 'canPlayVideo', 'canPlayAudio']);
  /** Picture (and, after `play`, sound). */
  #video: MediaSurface | undefined;
  #audio: MediaSurface | undefined;
  #options: ZegoStreamViewOptions = {};
  /** What `setAudioMuted` and `setVideoMuted` said last: it also holds for what plays later. */
  #silenced: boolean | undefined;
  #hidden = false;
  readonly #clearLastFrame: () => boolean;
  readonly #shows: NonNullable<StreamViewParts['shows']>;
  #volume = 100;
  #sink: string | undefined;
  #soundIn: 'video' | 'audio' | 'nothing' = 'nothing';
  #cancelPrompt: (() => void) | undefined;

  constructor(stream: MediaStream | undefined, options: StreamViewParts) {
    this.#stream = stream;
    this.#calls = options.calls;
    this.#mutedByDefault = options.local;
    this.#clearLastFrame = options.clearLastFrame ?? (() => true);
    this.#shows = options.shows ?? (() => undefined);
  }

  /** No plain object: see `ZegoExpressEngine`. */
  get [Symbol.toStringTag](): string {
    return 'ZegoStreamView';
  }

  /** What it shows; for other pieces of the SDK. */
  get media(): MediaStream | undefined {
    return this.#stream;
  }

  play(container: string | HTMLElement, options?: ZegoStreamViewOptions): void {
    this.#try('play', () => {
      const place = this.#place(container);
      this.#giveWay(place);
      this.stop();
      this.#options = { ...options };
      this.#heed(options);
      this.#showVideo(place, { muted: this.#muted, tells: ['canPlayVideo', 'canPlayAudio'] });
      this.#soundIn = 'video';
    });
  }

  playVideo(container: string | HTMLElement, options?: ZegoStreamViewOptions): void {
    this.#try('playVideo', () => {
      const place = this.#place(container);
      if (this.#soundIn === 'video') this.#soundIn = 'nothing';
      this.#giveWay(place);
      this.#options = { ...this.#options, ...options };
      this.#heed(options);
      this.#showVideo(place, { muted: true, tells: ['canPlayVideo'] });
    });
  }

  playAudio(options?: ZegoStreamViewOptions): void {
    this.#try('playAudio', () => {
      const stream = this.#playable;
      this.stopAudio();
      this.#options = { ...this.#options, ...options };
      this.#heed(options);
      this.#audio = this.#surface('audio', { muted: this.#muted, tells: ['canPlayAudio'] });
      this.#audio.play(stream);
      this.#soundIn = 'audio';
    });
  }

  stop(): void {
    this.#soundIn = 'nothing';
    this.stopVideo();
    this.stopAudio();
    this.#withdrawPrompt();
  }

  /** Sound that came out of the picture's element goes on without it. */
  stopVideo(): void {
    this.#video?.remove(this.#keepsLastFrame);
    this.#video = undefined;
    this.#shows(undefined);
    if (this.#soundIn === 'video') this.playAudio();
  }

  stopAudio(): void {
    this.#audio?.remove();
    this.#audio = undefined;
    this.#video?.setMuted(true);
    this.#soundIn = 'nothing';
  }

  /** The stream is over: called by the engine. */
  release(): void {
    this.stop();
    this.#events.clear();
  }

  resume(): void {
    this.#withdrawPrompt();
    void this.#video?.resume();
    void this.#audio?.resume();
  }

  setAudioMuted(muted: boolean): boolean {
    return this.#calls.boolean('ZegoStreamView.setAudioMuted', () => {
      this.#silenced = flag(muted, 'muted');
      if (this.#soundIn === 'audio') this.#audio?.setMuted(this.#muted);
      if (this.#soundIn === 'video') this.#video?.setMuted(this.#muted);
    });
  }

  setVideoMuted(muted: boolean): boolean {
    return this.#calls.boolean('ZegoStreamView.setVideoMuted', () => {
      this.#hidden = flag(muted, 'muted');
      this.#video?.setHidden(this.#hidden);
    });
  }

  setVolume(volume: number): boolean {
    return this.#calls.boolean('ZegoStreamView.setVolume', () => {
      if (!(typeof volume === 'number' && volume >= 0 && volume <= 100)) throw new RtcError('INPUT_PARAM', 'volume');
      this.#volume = volume;
      for (const surface of this.#surfaces) surface.setVolume(volume);
    });
  }

  useAudioOutputDevice(deviceID: string): Promise<void> {
    return this.#calls.promise(
      'ZegoStreamView.useAudioOutputDevice',
      async () => {
        if (typeof deviceID !== 'string') throw new RtcError('INPUT_PARAM', 'deviceID');
        // With nothing playing it is seen from an element that nobody hears whether there is such a speaker.
        if (this.#surfaces.length === 0) await chooseSpeaker(document.createElement('audio'), deviceID);
        for (const surface of this.#surfaces) await surface.setSink(deviceID);
        this.#sink = deviceID;
      },
      'AUDIO_OUTPUT_FAILED',
    );
  }

  takeStreamSnapshot(option?: ZegoSnapshotOptions): string {
    return this.#calls.value('ZegoStreamView.takeStreamSnapshot', () => snapshot(this.#videoElement, option), '');
  }

  getVideoWidth(): number {
    return this.#videoElement?.videoWidth ?? 0;
  }

  getVideoHeight(): number {
    return this.#videoElement?.videoHeight ?? 0;
  }

  on<K extends keyof StreamViewEvent>(event: K, callback: StreamViewEvent[K]): boolean {
    return this.#calls.listening('ZegoStreamView.on', () => this.#events.on(event, callback));
  }

  off<K extends keyof StreamViewEvent>(event: K, callback?: StreamViewEvent[K]): boolean {
    return this.#calls.listening('ZegoStreamView.off', () => this.#events.off(event, callback));
  }

  get #muted(): boolean {
    return this.#silenced ?? this.#options.muted ?? this.#mutedByDefault;
  }

  /** What `play` says of the sound is newer than what was said before it. */
  #heed(options: ZegoStreamViewOptions | undefined): void {
    if (options?.muted !== undefined) this.#silenced = undefined;
  }

  /** A view made for something that was no stream shows nothing. */
  get #playable(): MediaStream {
    if (!this.#stream) throw new RtcError('LOCAL_STREAM_WRONG', 'this view has no stream');
    return this.#stream;
  }

  /** Both must be right before anything that plays now is taken down. */
  #place(container: string | HTMLElement): HTMLElement {
    return this.#playable && containerOf(container);
  }

  get #surfaces(): MediaSurface[] {
    return [this.#video, this.#audio].filter((surface) => surface !== undefined);
  }

  get #videoElement(): HTMLVideoElement | undefined {
    const element = this.#video?.element;
    return element instanceof HTMLVideoElement ? element : undefined;
  }

  get #keepsLastFrame(): boolean {
    return !(this.#options.clearLastFrame ?? this.#clearLastFrame());
  }

  /** The next picture is for this place: none is left in another one. */
  #giveWay(place: HTMLElement): void {
    this.#video?.remove(this.#keepsLastFrame && this.#video.element.parentNode === place);
    this.#video = undefined;
  }

  #showVideo(place: HTMLElement, how: { muted: boolean; tells: ('canPlayVideo' | 'canPlayAudio')[] }): void {
    this.#video = this.#surface('video', how);
    this.#video.mount(place, this.#options);
    this.#video.setHidden(this.#hidden);
    this.#video.play(this.#playable);
    this.#shows(this.#videoElement);
  }

  #surface(kind: 'video' | 'audio', how: { muted: boolean; tells: ('canPlayVideo' | 'canPlayAudio')[] }): MediaSurface {
    const surface = new MediaSurface(
      kind,
      { muted: how.muted },
      {
        blocked: () => this.#onBlocked(),
        canPlay: () => {
          for (const event of how.tells) this.#events.tell(event);
        },
      },
    );
    surface.setVolume(this.#volume);
    if (this.#sink !== undefined) surface.setSink(this.#sink).catch(() => {});
    return surface;
  }

  #onBlocked(): void {
    this.#events.tell('autoplayFailed');
    if (this.#options.enableAutoplayDialog === false || this.#cancelPrompt) return;
    this.#cancelPrompt = askToResume(() => this.resume());
  }

  #withdrawPrompt(): void {
    this.#cancelPrompt?.();
    this.#cancelPrompt = undefined;
  }

  #try(call: string, work: () => void): void {
    this.#calls.value(`ZegoStreamView.${call}`, work, undefined);
  }
}
