/** Why a capability is missing. */
export interface ZegoCapabilityError {
  /** Name of the browser's error, such as NotAllowedError. */
  name?: string;
  /** What the browser said. */
  message?: string;
}

/** Why capabilities are missing, by capability; those that are there are left out. */
export interface ZegoCapabilityErrorInfo {
  /** Set when `webRTC` is false. */
  webRTC?: ZegoCapabilityError;
  /** Set when `customCapture` is false. */
  customCapture?: ZegoCapabilityError;
  /** Set when `camera` is false. */
  camera?: ZegoCapabilityError;
  /** Set when `microphone` is false. */
  microphone?: ZegoCapabilityError;
  /** Kept for compatibility: never set here. */
  extendedDate?: string;
}

/** Codecs this browser can both send and receive. */
export interface ZegoVideoCodec {
  /** H.264 (AVC). */
  H264: boolean;
  /** VP8. */
  VP8: boolean;
  /** H.265 (HEVC); browsers have it with hardware only. */
  H265: boolean;
  /** VP9. */
  VP9?: boolean;
}

/** Answer of `checkSystemRequirements`: everything, or `result` for the one thing asked for. */
export interface ZegoCapabilityDetection {
  /** Calls are possible at all. */
  webRTC?: boolean;
  /** Media elements can be captured. */
  customCapture?: boolean;
  /** A camera could be opened. (It was: the browser may have asked the user.) */
  camera?: boolean;
  /** A microphone could be opened. */
  microphone?: boolean;
  /** Screens can be captured. */
  screenSharing?: boolean;
  /** What pictures can be coded with. */
  videoCodec?: ZegoVideoCodec;
  /** Why something is missing. */
  errInfo: ZegoCapabilityErrorInfo;
  /** The answer when one thing was asked for. */
  result?: boolean;
}

/** What `checkSystemRequirements` can be asked for singly. */
export interface ZegoCheckSingleType {
  /** Calls. */
  webRTC: 'webRTC';
  /** Capturing media elements. */
  customCapture: 'customCapture';
  /** A camera; opens it briefly. */
  camera: 'camera';
  /** A microphone; opens it briefly. */
  microphone: 'microphone';
  /** Capturing screens. */
  screenSharing: 'screenSharing';
  /** Sending and receiving H.264. */
  H264: 'H264';
  /** Sending and receiving VP8. */
  VP8: 'VP8';
  /** Sending and receiving H.265. */
  H265: 'H265';
}
