import type { PublishOptions } from '../Engine.ts';

/** What of a camera is wanted. Without `deviceID` the default one; `front` counts where there are two. */
export type CameraWish = { width: number; height: number; frameRate: number; deviceID?: string; front: boolean };

/** What of a microphone is wanted. */
export type MicrophoneWish = { deviceID?: string; aec: boolean; agc: boolean; ans: boolean; stereo: boolean };

/** A device or another source that gives a track until it is stopped. */
export type Opened = {
  readonly track: MediaStreamTrack;
  stop(): void;
  /** Another size or rate of the picture, where the source can without being opened anew. */
  reshape?(wish: { width: number; height: number; frameRate: number }): Promise<void>;
};

/** How a picture is to be sent: mirrored or not, and no bigger than this, cut to its proportions (0: as it is). */
export type PictureShape = { mirror: boolean; width: number; height: number };

/** A picture in a view of the app. */
export type Shown = {
  setMirror(mirror: boolean): void;
  /** The frame that is seen now, as base64 of a JPEG or PNG; '' before the first. */
  snapshot(): Promise<string>;
  stop(): void;
};

export type ShowOptions = {
  mirror: boolean;
  /** Told of the first frame and of every new size, in pixels. */
  sized(width: number, height: number): void;
};

/** Sound that is being heard. */
export type Heard = {
  /** 0–200; 100 is as it was sent. */
  setVolume(volume: number): void;
  stop(): void;
};

/** How loud a stream is, 0–100. */
export type Meter = { level(): number; close(): void };

/**
 * Port: what a native façade's engine needs besides the Platform: devices, and places where pictures and sound go.
 * `View` is whatever the app hands over (a canvas, a number of a native view). Failures are RtcErrors.
 */
export interface Machine<View> {
  openCamera(wish: CameraWish): Promise<Opened>;
  openMicrophone(wish: MicrophoneWish): Promise<Opened>;
  /** Sound louder or softer before it is sent (0–200); undefined where this machine cannot. */
  amplify?(track: MediaStreamTrack, volume: number): (Opened & { setVolume(volume: number): void }) | undefined;
  /** The picture mirrored or smaller before it is sent; undefined where this machine cannot. */
  shape?(track: MediaStreamTrack, shape: PictureShape): (Opened & { setShape(shape: PictureShape): void }) | undefined;
  /** The picture that a track shows now, without a view: base64 of a JPEG or PNG, '' where none comes. */
  still?(track: MediaStreamTrack): Promise<string>;
  show(view: View, stream: MediaStream, options: ShowOptions): Shown;
  hear(stream: MediaStream): Heard;
  /** The own sound to one's own ears until it is stopped, whatever tracks the stream has; undefined where this machine cannot. */
  monitor?(stream: MediaStream, failed: (error: unknown) => void): { stop(): void };
  /** Undefined where loudness cannot be measured. */
  meter?(stream: MediaStream, options: { received: boolean }): Meter;
  /** The codec that the app names, or this machine's best; RtcError CODEC_NOT_ENCODABLE where it cannot be had. */
  videoCodec(named: 'VP8' | 'H265' | undefined): PublishOptions['videoCodec'];
  /** Data inside the frames of H.264 streams, where this machine can. */
  sei?: {
    prepare(): Promise<void>;
    attachSender(streamID: string, sender: RTCRtpSender, options: { mimeType: string; marked: boolean }): void;
    attachReceiver(streamID: string, receiver: RTCRtpReceiver, mimeType: string): void;
    send(streamID: string, data: unknown): void;
  };
}
