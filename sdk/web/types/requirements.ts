/** Why a capability is missing. */
export interface ZegoCapabilityError {
  name?: string;
  message?: string;
}

export interface ZegoCapabilityErrorInfo {
  webRTC?: ZegoCapabilityError;
  customCapture?: ZegoCapabilityError;
  camera?: ZegoCapabilityError;
  microphone?: ZegoCapabilityError;
  extendedDate?: string;
}

/** Codecs this browser can both send and receive. */
export interface ZegoVideoCodec {
  H264: boolean;
  VP8: boolean;
  H265: boolean;
  VP9?: boolean;
}

/** Answer of `checkSystemRequirements`: everything, or `result` for the one thing asked for. */
export interface ZegoCapabilityDetection {
  webRTC?: boolean;
  customCapture?: boolean;
  camera?: boolean;
  microphone?: boolean;
  screenSharing?: boolean;
  videoCodec?: ZegoVideoCodec;
  errInfo: ZegoCapabilityErrorInfo;
  result?: boolean;
}

/** What `checkSystemRequirements` can be asked for singly. */
export interface ZegoCheckSingleType {
  webRTC: 'webRTC';
  customCapture: 'customCapture';
  camera: 'camera';
  microphone: 'microphone';
  screenSharing: 'screenSharing';
  H264: 'H264';
  VP8: 'VP8';
  H265: 'H265';
}
