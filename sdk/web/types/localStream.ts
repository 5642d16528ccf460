import type {
  ZegoCaptureCamera,
  ZegoCaptureMicrophone,
  ZegoCaptureScreenAudio,
  ZegoCaptureScreenVideo,
  ZegoCustomAudio,
  ZegoCustomVideo,
} from './capture.ts';
import type { ZegoServerResponse } from './room.ts';
import type { ZegoLocalAduioOptions, ZegoLocalViewOptions, ZegoSnapshotOptions } from './views.ts';

/** Events of a ZegoLocalStream. "Capture" is the raw side, the others are the side that is sent. */
export interface ZegoLocalStreamEvent {
  /** The browser blocked `playVideo` or `playAudio`: call `resumeVideo` or `resumeAudio` from a click. */
  autoplayFailed: (player: HTMLMediaElement, e?: Event) => void;
  /** `playAudio` has something to play. */
  canPlayAudio: (e: Event) => void;
  /** `playVideo` has something to show. */
  canPlayVideo: (e: Event) => void;
  /** `playCaptureVideo` has something to show. */
  canPlayCaptureVideo: (e: Event) => void;
  /** `playCaptureAudio` has something to play. */
  canPlayCaptureAudio: (e: Event) => void;
  /** The browser blocked `playCaptureVideo` or `playCaptureAudio`: call it again from a click. */
  autoplayCaptureFailed: (player: HTMLMediaElement, e?: Event) => void;
  /** The sent picture is another track object now. */
  videoTrackChanged: (track: MediaStreamTrack) => void;
  /** The sent sound is another track object now. */
  audioTrackChanged: (track: MediaStreamTrack) => void;
  /** The captured picture is another track object now. */
  captureVideoTrackChanged: (track: MediaStreamTrack) => void;
  /** The captured sound is another track object now. */
  captureAudioTrackChanged: (track: MediaStreamTrack) => void;
}

/**
 * A local stream of the 3.x API, made by `createZegoStream`. It has two sides: what is captured, and what is sent.
 * While publishing, `startCapture…` changes the captured side only, until `updatePublishingStream`.
 */
export interface ZegoLocalStream {
  /** Identifier of the underlying MediaStream. */
  readonly id: string;
  /** Whether a track is live. */
  readonly active: boolean;
  /** What is (to be) sent; null before anything was captured. */
  readonly stream: MediaStream | null;
  /** The captured picture; null if there is none. */
  readonly videoCaptureStream: MediaStream | null;
  /** The captured sound; null if there is none. */
  readonly audioCaptureStream: MediaStream | null;
  /** Device ID of the camera; '' if there is none. */
  readonly videoDeviceId: string;
  /** Device ID of the microphone; '' if there is none. */
  readonly audioDeviceId: string;

  /** The sound in `stream`; empty if there is none. */
  getAudioTracks(): MediaStreamTrack[];
  /** The picture in `stream`; empty if there is none. */
  getVideoTracks(): MediaStreamTrack[];
  /** Everything in `stream`. */
  getTracks(): MediaStreamTrack[];
  /** Adds a listener. False for an unknown event or no function. */
  on<k extends keyof ZegoLocalStreamEvent>(event: k, callBack: ZegoLocalStreamEvent[k]): boolean;
  /** Without a callback: removes all listeners of the event. */
  off<k extends keyof ZegoLocalStreamEvent>(event: k, callBack?: ZegoLocalStreamEvent[k]): boolean;

  /**
   * Captures a camera, also anew with other options. While publishing it is sent after `updatePublishingStream`. Rejects with
   * 1103061 (cannot be opened), 1103064 (not allowed), 1103065 (busy), 1103066 (cannot do what was asked), 1103053 (page not
   * secure).
   */
  startCaptureCamera(options?: ZegoCaptureCamera): Promise<ZegoServerResponse>;
  /** Captures a microphone, also anew with other options. Fails as `startCaptureCamera`. */
  startCaptureMicrophone(options?: ZegoCaptureMicrophone): Promise<ZegoServerResponse>;
  /** Both with one permission prompt. */
  startCaptureCameraAndMicrophone(
    cameraOptions?: ZegoCaptureCamera,
    microphoneOptions?: ZegoCaptureMicrophone,
  ): Promise<ZegoServerResponse>;
  /**
   * Captures the picture of a screen, a window or a tab. Rejects with 1103042 when the user cancels, 1103043 where the
   * browser cannot, 1103010 for anything else. When the user ends it in the browser: `screenSharingEnded`.
   */
  startCaptureScreen(options?: ZegoCaptureScreenVideo): Promise<ZegoServerResponse>;
  /** The same with the sound of the tab or system, where the browser offers it. */
  startCaptureScreenWithAudio(
    screenVideoOptions?: ZegoCaptureScreenVideo,
    screenAudioOptions?: ZegoCaptureScreenAudio,
  ): Promise<ZegoServerResponse>;
  /**
   * Takes the picture of a media element or MediaStream. Rejects with 1103088 when it has none, 1103002 where the browser
   * cannot capture elements.
   */
  startCaptureCustomVideo(options: ZegoCustomVideo): Promise<ZegoServerResponse>;
  /**
   * Takes the sound of a media element or MediaStream. Rejects with 1103087 when it has none, 1103002 where the browser
   * cannot capture elements.
   */
  startCaptureCustomAudio(options: ZegoCustomAudio): Promise<ZegoServerResponse>;
  /** Takes picture and sound; the two may come from different sources. */
  startCaptureCustomVideoAndAudio(videoOptions: ZegoCustomVideo, audioOptions: ZegoCustomAudio): Promise<ZegoServerResponse>;
  /** While publishing, the sent picture is stopped first; if that fails, capture goes on and this resolves false. */
  stopCaptureVideo(): Promise<boolean>;
  /** The same for the sound. */
  stopCaptureAudio(): Promise<boolean>;
  /** What the user shares: 'browser', 'window', 'monitor' or 'unknown'. */
  getScreenDisplaySurface(): string;

  /** Shows what is sent. One container per stream. */
  playVideo(view: HTMLElement, config?: ZegoLocalViewOptions): void;
  /** Plays the sound that is sent, for the user to hear themselves. */
  playAudio(config?: ZegoLocalAduioOptions): void;
  /** Ends `playVideo`. */
  stopVideo(): void;
  /** Ends `playAudio`. */
  stopAudio(): void;
  /** Plays on after `autoplayFailed`. Call it from a click. */
  resumeVideo(): Promise<void> | void;
  /** The same for the sound. */
  resumeAudio(): Promise<void> | void;
  /** Shows what is captured. One container, or any number with `multiplacePreview`. */
  playCaptureVideo(view: HTMLElement, config?: ZegoLocalViewOptions): void;
  /** Plays the sound that is captured. */
  playCaptureAudio(config?: ZegoLocalAduioOptions): void;
  /** Ends all previews of `playCaptureVideo`. */
  stopPlayCaptureVideo(): void;
  /** Ends `playCaptureAudio`. */
  stopPlayCaptureAudio(): void;
  /** Loudness of the local playback, 0–100. */
  setVolume(volume: number): boolean;
  /** Chooses the speaker of the local playback. Rejects with 1103093 where the browser cannot. */
  useAudioOutputDevice(deviceID: string): Promise<void>;
  /** The current frame of a running preview as a data URL; '' when nothing is shown. */
  takeStreamSnapshot(option?: ZegoSnapshotOptions): string;
}
