/** A number as a W3C ConstrainULong. */
export interface ConstraintExtend {
  exact?: number;
  ideal?: number;
  max?: number;
  min?: number;
}

/** Camera and microphone of `createStream` (2.x). */
export interface ZegoCamera {
  /** Default true. */
  audio?: boolean;
  /** Device ID of the microphone. */
  audioInput?: string;
  /** kbit/s, default 48. */
  audioBitrate?: number;
  /** Default true. */
  video?: boolean;
  /** Device ID of the camera. */
  videoInput?: string;
  /** 1: 320×240, 2: 640×480 (default), 3: 1280×720, 4: own width, height, frameRate and bitrate. */
  videoQuality?: 1 | 2 | 3 | 4;
  facingMode?: 'user' | 'environment';
  channelCount?: 1 | 2;
  ANS?: boolean;
  AGC?: boolean;
  AEC?: boolean;
  width?: number | ConstraintExtend;
  height?: number | ConstraintExtend;
  /** kbit/s. */
  bitrate?: number;
  frameRate?: number | ConstraintExtend;
  startBitrate?: 'default' | 'target';
  videoOptimizationMode?: 'default' | 'motion' | 'detail';
  /** kbit/s. */
  minBitrate?: number;
  /** Seconds, 2–6. */
  keyFrameInterval?: number;
}

/** Screen capture of `createStream` (2.x). */
export interface ZegoScreen {
  /** Sound of the shared tab or system, not of the microphone. Default false. */
  audio?: boolean;
  /** 1: 20 fps 800 kbit/s, 2: 15 fps 1500 (default), 3: 5 fps 2000, 4: own. */
  videoQuality?: 1 | 2 | 3 | 4;
  width?: number | ConstraintExtend;
  height?: number | ConstraintExtend;
  bitrate?: number;
  frameRate?: number | ConstraintExtend;
  bitRate?: number;
  startBitrate?: 'default' | 'target';
  videoOptimizationMode?: 'default' | 'motion' | 'detail';
  /** Electron: the source to capture. */
  sourceID?: string;
  minBitrate?: number;
  keyFrameInterval?: number;
  ANS?: boolean;
  AGC?: boolean;
  AEC?: boolean;
}

/** A media element or a MediaStream of the app's own as source of `createStream` (2.x). */
export interface ZegoCustom {
  source: HTMLMediaElement | MediaStream;
  /** kbit/s, 0–10240, default 800. */
  bitrate?: number;
  audioBitrate?: number;
  channelCount?: number;
  startBitrate?: 'default' | 'target';
  videoOptimizationMode?: 'default' | 'motion' | 'detail';
  minBitrate?: number;
  keyFrameInterval?: number;
}

/** Source of `createStream`: one of the three; camera and microphone when nothing is given. */
export interface ZegoLocalStreamConfig {
  camera?: ZegoCamera;
  screen?: boolean | ZegoScreen;
  custom?: ZegoCustom;
}

/** Microphone of `createZegoStream` (3.x). */
export interface ZegoCaptureMicrophone {
  /** Device ID. */
  input?: string;
  channelCount?: 1 | 2;
  /** Noise suppression, gain control, echo cancellation: default true. */
  ANS?: boolean;
  AGC?: boolean;
  AEC?: boolean;
}

/** Camera of `createZegoStream` (3.x). */
export interface ZegoCaptureCamera {
  /** Device ID. */
  input?: string;
  /** 1: 320×240, 2: 640×480, 3: 1280×720, 4: own width, height and frameRate (default; the scenario fills in). */
  quality?: 1 | 2 | 3 | 4;
  facingMode?: 'user' | 'environment';
  width?: number | ConstraintExtend;
  height?: number | ConstraintExtend;
  frameRate?: number | ConstraintExtend;
  optimizationMode?: 'default' | 'motion' | 'detail';
  /** Seconds, 2–6. */
  keyFrameInterval?: number;
}

/** Screen video of `createZegoStream` (3.x). */
export interface ZegoCaptureScreenVideo {
  quality?: 1 | 2 | 3 | 4;
  width?: number | ConstraintExtend;
  height?: number | ConstraintExtend;
  frameRate?: number | ConstraintExtend;
  optimizationMode?: 'default' | 'motion' | 'detail';
  sourceID?: string;
  keyFrameInterval?: number;
  /** Only this element of the shared tab (Region Capture), where the browser can. */
  captureElement?: HTMLElement;
}

/** Screen sound of `createZegoStream` (3.x). Default: ANS and AGC off, AEC on. */
export interface ZegoCaptureScreenAudio {
  ANS?: boolean;
  AGC?: boolean;
  AEC?: boolean;
}

/** Sound of a media element or MediaStream (3.x). */
export interface ZegoCustomAudio {
  source: HTMLMediaElement | MediaStream;
  channelCount?: 1 | 2;
}

/** Picture of a media element or MediaStream (3.x). */
export interface ZegoCustomVideo {
  source: HTMLMediaElement | MediaStream;
  optimizationMode?: 'default' | 'motion' | 'detail';
  keyFrameInterval?: number;
}

/** What `createZegoStream` captures and previews. Exactly one of camera, screen, custom; camera and microphone by default. */
export interface ZegoStreamOptions {
  /** Default true; false ignores the sources: call `startCapture…` yourself. */
  autoCapture?: boolean;
  /** Play into `view` and `captureView` at once. Default false. */
  autoPlay?: boolean;
  captureView?: HTMLElement;
  view?: HTMLElement;
  /** Every `playCaptureVideo` adds one more preview. */
  multiplacePreview?: boolean;
  /** kbit/s; by quality when absent. */
  videoBitrate?:
    | number
    | {
        bitrate?: number;
        startBitrate?: 'default' | 'target';
        minBitrate?: number;
      };
  /** kbit/s, default 48. */
  audioBitrate?: number;
  camera?: {
    video?: boolean | ZegoCaptureCamera;
    audio?: boolean | ZegoCaptureMicrophone;
  };
  screen?: {
    video?: boolean | ZegoCaptureScreenVideo;
    audio?: boolean | ZegoCaptureScreenAudio;
  };
  custom?: {
    video?: ZegoCustomVideo;
    audio?: ZegoCustomAudio;
  };
}

/** Picture of a live stream to change (`setVideoConfig`). `maxBitrate` in kbit/s. */
export interface ZegoPublishStreamConfig {
  width?: number | ConstraintExtend;
  height?: number | ConstraintExtend;
  frameRate?: number | ConstraintExtend;
  maxBitrate?: number;
  videoQuality?: number;
}

/** Microphone processing of a live stream to change (`setAudioConfig`). */
export interface ZegoPublishStreamAudioConfig {
  ANS?: boolean;
  AGC?: boolean;
  AEC?: boolean;
}

/** A camera, microphone or speaker. */
export interface ZegoDeviceInfo {
  deviceName: string;
  deviceID: string;
}

/** All devices of this machine. */
export interface ZegoDeviceInfos {
  microphones: ZegoDeviceInfo[];
  speakers: ZegoDeviceInfo[];
  cameras: ZegoDeviceInfo[];
}
