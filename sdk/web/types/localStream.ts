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
  autoplayFailed: (player: HTMLMediaElement, e?: Event) => void;
  canPlayAudio: (e: Event) => void;
  canPlayVideo: (e: Event) => void;
  canPlayCaptureVideo: (e: Event) => void;
  canPlayCaptureAudio: (e: Event) => void;
  autoplayCaptureFailed: (player: HTMLMediaElement, e?: Event) => void;
  videoTrackChanged: (track: MediaStreamTrack) => void;
  audioTrackChanged: (track: MediaStreamTrack) => void;
  captureVideoTrackChanged: (track: MediaStreamTrack) => void;
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

  getAudioTracks(): MediaStreamTrack[];
  getVideoTracks(): MediaStreamTrack[];
  getTracks(): MediaStreamTrack[];
  on<k extends keyof ZegoLocalStreamEvent>(event: k, callBack: ZegoLocalStreamEvent[k]): boolean;
  /** Without a callback: removes all listeners of the event. */
  off<k extends keyof ZegoLocalStreamEvent>(event: k, callBack?: ZegoLocalStreamEvent[k]): boolean;

  startCaptureCamera(options?: ZegoCaptureCamera): Promise<ZegoServerResponse>;
  startCaptureMicrophone(options?: ZegoCaptureMicrophone): Promise<ZegoServerResponse>;
  /** Both with one permission prompt. */
  startCaptureCameraAndMicrophone(
    cameraOptions?: ZegoCaptureCamera,
    microphoneOptions?: ZegoCaptureMicrophone,
  ): Promise<ZegoServerResponse>;
  /** Rejects with 1103042 when the user cancels. */
  startCaptureScreen(options?: ZegoCaptureScreenVideo): Promise<ZegoServerResponse>;
  startCaptureScreenWithAudio(
    screenVideoOptions?: ZegoCaptureScreenVideo,
    screenAudioOptions?: ZegoCaptureScreenAudio,
  ): Promise<ZegoServerResponse>;
  startCaptureCustomVideo(options: ZegoCustomVideo): Promise<ZegoServerResponse>;
  startCaptureCustomAudio(options: ZegoCustomAudio): Promise<ZegoServerResponse>;
  startCaptureCustomVideoAndAudio(videoOptions: ZegoCustomVideo, audioOptions: ZegoCustomAudio): Promise<ZegoServerResponse>;
  /** While publishing, the sent picture is stopped first; if that fails, capture goes on and this resolves false. */
  stopCaptureVideo(): Promise<boolean>;
  stopCaptureAudio(): Promise<boolean>;
  /** What the user shares: 'browser', 'window', 'monitor' or 'unknown'. */
  getScreenDisplaySurface(): string;

  /** Shows what is sent. One container per stream. */
  playVideo(view: HTMLElement, config?: ZegoLocalViewOptions): void;
  playAudio(config?: ZegoLocalAduioOptions): void;
  stopVideo(): void;
  stopAudio(): void;
  /** Plays on after `autoplayFailed`. Call it from a click. */
  resumeVideo(): Promise<void> | void;
  resumeAudio(): Promise<void> | void;
  /** Shows what is captured. One container, or any number with `multiplacePreview`. */
  playCaptureVideo(view: HTMLElement, config?: ZegoLocalViewOptions): void;
  playCaptureAudio(config?: ZegoLocalAduioOptions): void;
  stopPlayCaptureVideo(): void;
  stopPlayCaptureAudio(): void;
  /** Loudness of the local playback, 0–100. */
  setVolume(volume: number): boolean;
  useAudioOutputDevice(deviceID: string): Promise<void>;
  /** The current frame of a running preview as a data URL; '' when nothing is shown. */
  takeStreamSnapshot(option?: ZegoSnapshotOptions): string;
}
