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
  width: number;
  height: number;
  frameRate: number;
  bitRate: number;
}

export interface BackgroundBlurOptions {
  /** 0–100. */
  blurDegree?: number;
}

export interface BackgroundVirtualOptions {
  source?: HTMLImageElement;
  objectFit?: string;
}

/** Where a layer of a composed picture is; pixels of the output. */
export interface ZegoStreamCompositorLayoutOption {
  x: number;
  y: number;
  width: number;
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
  width: number;
  height: number;
  /** Default 15. */
  frameRate?: number;
  bitrate?: number;
}
