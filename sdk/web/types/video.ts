import type { ZegoLocalStream } from './localStream.ts';

/** How messages in video frames (SEI) are read. */
export interface ZegoSEIConfig {
  /** 16 characters, or a UUID in hexadecimal digits: of messages that carry an app's own UUID only these are told. */
  unregisterSEIFilter?: string;
  /** Accepted, without effect: messages are always passed on inside the frames. */
  SEIPass?: boolean;
  /** Accepted, without effect: it is always done, or frames could not be decoded. */
  emulationPreventionByte?: boolean;
}

/** The small picture of `enableDualStream`. `bitRate` in kbit/s. */
export interface ZegoLowStreamParameter {
  /** Pixels, at most 4096. */
  width: number;
  /** Pixels, at most 4096. */
  height: number;
  /** Frames per second, at most 60. */
  frameRate: number;
  /** kbit/s, at most 20000. */
  bitRate: number;
}

/** Strengths of basic beauty, 0–100, default 50. */
export interface ZegoEffectsBeautyParam {
  /** How much skin is brightened. */
  whitenIntensity?: number;
  /** How much skin is reddened. */
  rosyIntensity?: number;
  /** How much skin is smoothed. */
  smoothIntensity?: number;
  /** How much edges are sharpened. */
  sharpenIntensity?: number;
}

/** A blurred background. Background processing is not provided. */
export interface BackgroundBlurOptions {
  /** 0–100. */
  blurDegree?: number;
}

/** A picture in place of the background. Background processing is not provided. */
export interface BackgroundVirtualOptions {
  /** The picture. */
  source?: HTMLImageElement;
  /** How it fills the background: 'cover', 'contain' or 'fill'. */
  objectFit?: string;
}

/** Where a layer of a composed picture is; pixels of the output. */
export interface ZegoStreamCompositorLayoutOption {
  /** From the left edge of the output to that of the layer; may be negative. */
  x: number;
  /** From the upper edge of the output to that of the layer; may be negative. */
  y: number;
  /** More than 0. */
  width: number;
  /** More than 0. */
  height: number;
  /** Higher is nearer. Default 0. */
  zOrder?: number;
}

/** One input of a composed stream. */
export interface ZegoStreamCompositorInputOption {
  /** Default: the whole picture. */
  layout?: ZegoStreamCompositorLayoutOption;
  /** 'cover', 'contain' (default) or 'fill'. */
  objectFit?: string;
  /** 'VIDEO', 'AUDIO' or 'ALL' (default). */
  contentType?: string;
  /** 0–100, default 100. */
  volume?: number;
}

/** The composed stream: pixels, frames per second, kbit/s. */
export interface ZegoStreamCompositorOutputConfig {
  /** Pixels, at most 4096. */
  width: number;
  /** Pixels, at most 4096. */
  height: number;
  /** Frames per second: default 15, at most 60. */
  frameRate?: number;
  /** kbit/s it is published with unless `createZegoStream` says otherwise: default 800, up to 10240. */
  bitrate?: number;
}

/** Makes one stream of several streams and pictures. */
export interface ZegoStreamCompositor {
  /** Adds a stream, or changes where and how it is shown and heard. */
  setInputEndpoint(stream: MediaStream | ZegoLocalStream, option: ZegoStreamCompositorInputOption): Promise<void>;
  /** Adds a still picture, or changes where and how it is shown. */
  addImage(img: HTMLImageElement, option: ZegoStreamCompositorInputOption): void;
  /** Takes a still picture out again. */
  removeImage(img: HTMLImageElement): void;
  /** Size and frame rate of the result (default 640 × 360, 15). Before starting. */
  setOutputConfig(config: ZegoStreamCompositorOutputConfig): void;
  /**
   * Resolves the composed stream, to be published as it is or with `createZegoStream({ custom })`. Asked again while it is
   * composing, the same one.
   */
  startComposingStream(): Promise<MediaStream>;
  /** Ends the composed stream, and its publishing where it was published as it is. The inputs go on. False if there was none. */
  stopComposingStream(): Promise<boolean>;
}
