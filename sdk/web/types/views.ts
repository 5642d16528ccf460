/** How a view shows a stream. */
export interface ZegoStreamViewOptions {
  /** Default false. */
  mirror?: boolean;
  /** Default 'contain'. */
  objectFit?: 'cover' | 'contain' | 'fill';
  /** Default true for local, false for remote streams. */
  muted?: boolean;
  /** Ask the user to click when the browser blocks sound. Default true. */
  enableAutoplayDialog?: boolean;
  /** Remove the picture when the stream stops; false keeps its last frame. Default true. */
  clearLastFrame?: boolean;
}

/** How a preview of a local stream is shown. */
export interface ZegoLocalViewOptions {
  /** As in a mirror. Default false. */
  mirror?: boolean;
  /** Default 'contain'. */
  objectFit?: 'cover' | 'contain' | 'fill';
  /** Ask the user to click when the browser blocks playing. Default true. */
  enableAutoplayDialog?: boolean;
  /** Remove the picture when the preview stops; false keeps its last frame. Default true. */
  clearLastFrame?: boolean;
}

/** How the own sound is played. (The name is spelled so in the original.) */
export interface ZegoLocalAduioOptions {
  /** Ask the user to click when the browser blocks sound. Default true. */
  enableAutoplayDialog?: boolean;
}

/** A still picture. `quality` 0–1 concerns JPEG and WebP; `save` offers it as a download named `fileName`. */
export interface ZegoSnapshotOptions {
  /** Default 'image/png'. */
  imageType?: string;
  /** 0–1, for 'image/jpeg' and 'image/webp'; default 1. */
  quality?: number;
  /** Offer the picture as a download too. Default false. */
  save?: boolean;
  /** Name of the download. Default: 'snapshot-', the time, and the type. */
  fileName?: string;
}

/** Events of a ZegoStreamView. */
export interface StreamViewEvent {
  /** The browser blocked playing: call `resume()` from a click. */
  autoplayFailed: () => void;
  /** The picture can be shown. */
  canPlayVideo: () => void;
  /** The sound can be played. */
  canPlayAudio: () => void;
}

/** Player component of a stream, made by `createRemoteStreamView` or `createLocalStreamView`. */
export interface ZegoStreamView {
  /** Plays picture and sound in an element, given itself or by its ID (without '#'). */
  play(container: string | HTMLElement, options?: ZegoStreamViewOptions): void;
  /** Plays the picture alone. */
  playVideo(container: string | HTMLElement, options?: ZegoStreamViewOptions): void;
  /** Plays the sound alone; needs no container. */
  playAudio(options?: ZegoStreamViewOptions): void;
  /** Stops and removes the SDK's elements. */
  stop(): void;
  /** Stops the picture; the sound goes on. */
  stopVideo(): void;
  /** Stops the sound; the picture goes on. */
  stopAudio(): void;
  /** Plays on after the browser blocked it. Call it from a click. */
  resume(): void;
  /** Silences this view; the sound is still received. */
  setAudioMuted(muted: boolean): boolean;
  /** Hides the picture; it is still received. */
  setVideoMuted(muted: boolean): boolean;
  /** 0–100. (iOS browsers ignore it.) */
  setVolume(volume: number): boolean;
  /** Chooses the speaker. Rejects with 1103093 where the browser cannot. */
  useAudioOutputDevice(deviceID: string): Promise<void>;
  /** The current frame as a data URL; '' when there is none. */
  takeStreamSnapshot(option?: ZegoSnapshotOptions): string;
  /** Width of the picture as it arrives, in pixels; 0 before the first frame. */
  getVideoWidth(): number;
  /** Its height. */
  getVideoHeight(): number;
  /** Adds a listener. False for an unknown event or no function. */
  on<K extends keyof StreamViewEvent>(event: K, callback: StreamViewEvent[K]): boolean;
  /** Without a callback: removes all listeners of the event. */
  off<K extends keyof StreamViewEvent>(event: K, callback?: StreamViewEvent[K]): boolean;
}
