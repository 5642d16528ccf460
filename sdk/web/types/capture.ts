/** A number as a W3C ConstrainULong. */
export interface ConstraintExtend {
  /** This and nothing else; the capture fails (1103066) when it cannot be had. */
  exact?: number;
  /** As near to this as possible. */
  ideal?: number;
  /** At most. */
  max?: number;
  /** At least. */
  min?: number;
}

/** Camera and microphone of `createStream` (2.x). */
export interface ZegoCamera {
  /** Default true. */
  audio?: boolean;
  /** Device ID of the microphone. */
  audioInput?: string;
  /** kbit/s. Default 48, in scenarios of music (7 and 9) 128. */
  audioBitrate?: number;
  /** Default true, but false in scenarios of voice. */
  video?: boolean;
  /** Device ID of the camera. */
  videoInput?: string;
  /**
   * 1: 320×240 at 15 frames per second with 300 kbit/s, 2: 640×480 at 15 with 800, 3: 1280×720 at 20 with 1500, 4: own
   * figures: width, height, frameRate and bitrate are then required (1100001). Default: figures named here, and what the
   * scenario says for the rest: without one those of 2.
   */
  videoQuality?: 1 | 2 | 3 | 4;
  /** On a phone: the camera towards the user (default) or away from them. */
  facingMode?: 'user' | 'environment';
  /** 2: stereo. Default 1. */
  channelCount?: 1 | 2;
  /** Noise suppression. Default true. */
  ANS?: boolean;
  /** Automatic gain control. Default true. */
  AGC?: boolean;
  /** Echo cancellation. Default true. */
  AEC?: boolean;
  /** Pixels; not with `videoQuality` 1–3. */
  width?: number | ConstraintExtend;
  /** Pixels; not with `videoQuality` 1–3. */
  height?: number | ConstraintExtend;
  /** kbit/s, more than 0 (1100001). Default: that of the quality. */
  bitrate?: number;
  /** Frames per second; not with `videoQuality` 1–3. */
  frameRate?: number | ConstraintExtend;
  /** 'target' begins with the whole bitrate. Default: 80 % of it, and at least 300 kbit/s. */
  startBitrate?: 'default' | 'target';
  /** What is kept when bandwidth is short: 'motion' the frame rate, 'detail' the size. Default: some of both. */
  videoOptimizationMode?: 'default' | 'motion' | 'detail';
  /** kbit/s below which bandwidth adaptation does not go. Default: no floor. */
  minBitrate?: number;
  /** Seconds between key frames: 2–6, others are brought into this range. Default: when players need one. */
  keyFrameInterval?: number;
}

/** Screen capture of `createStream` (2.x). */
export interface ZegoScreen {
  /** Sound of the shared tab or system, not of the microphone. Default false. */
  audio?: boolean;
  /** 1: 20 fps 800 kbit/s, 2: 15 fps 1500 (default), 3: 5 fps 2000, 4: own. */
  videoQuality?: 1 | 2 | 3 | 4;
  /** Pixels; with `videoQuality` 4. Default: as large as what is shared. */
  width?: number | ConstraintExtend;
  /** Pixels; with `videoQuality` 4. */
  height?: number | ConstraintExtend;
  /** kbit/s. Default: that of the quality. */
  bitrate?: number;
  /** Frames per second; with `videoQuality` 4. */
  frameRate?: number | ConstraintExtend;
  /** Older spelling of `bitrate`, which counts more. */
  bitRate?: number;
  /** As of `ZegoCamera`. */
  startBitrate?: 'default' | 'target';
  /** As of `ZegoCamera`; 'detail' suits text. */
  videoOptimizationMode?: 'default' | 'motion' | 'detail';
  /** Electron: the source to capture. */
  sourceID?: string;
  /** kbit/s below which bandwidth adaptation does not go. Default: no floor. */
  minBitrate?: number;
  /** Seconds between key frames: 2–6. */
  keyFrameInterval?: number;
  /** Noise suppression of the shared sound. Default false. */
  ANS?: boolean;
  /** Gain control of the shared sound. Default false. */
  AGC?: boolean;
  /** Echo cancellation of the shared sound. Default true. */
  AEC?: boolean;
}

/** A media element or a MediaStream of the app's own as source of `createStream` (2.x). */
export interface ZegoCustom {
  /** What is sent. An element of another origin needs `crossorigin="anonymous"`. */
  source: HTMLMediaElement | MediaStream;
  /** kbit/s, 0–10240, default 800. */
  bitrate?: number;
  /** kbit/s. Default 48, in scenarios of music (7 and 9) 128. */
  audioBitrate?: number;
  /** 2: stereo. Default 1. */
  channelCount?: number;
  /** As of `ZegoCamera`. */
  startBitrate?: 'default' | 'target';
  /** As of `ZegoCamera`. */
  videoOptimizationMode?: 'default' | 'motion' | 'detail';
  /** kbit/s below which bandwidth adaptation does not go. Default: no floor. */
  minBitrate?: number;
  /** Seconds between key frames: 2–6. */
  keyFrameInterval?: number;
}

/** Source of `createStream`: one of the three; camera and microphone when nothing is given. */
export interface ZegoLocalStreamConfig {
  /** Camera and microphone. */
  camera?: ZegoCamera;
  /** A screen, a window or a tab; true: with the defaults. */
  screen?: boolean | ZegoScreen;
  /** Something of the app's own. */
  custom?: ZegoCustom;
}

/** Microphone of `createZegoStream` (3.x). */
export interface ZegoCaptureMicrophone {
  /** Device ID. Default: the one that the browser or the user prefers. */
  input?: string;
  /** 2: stereo. Default 1. */
  channelCount?: 1 | 2;
  /** Noise suppression. Default true. */
  ANS?: boolean;
  /** Automatic gain control. Default true. */
  AGC?: boolean;
  /** Echo cancellation. Default true. */
  AEC?: boolean;
}

/** Camera of `createZegoStream` (3.x). */
export interface ZegoCaptureCamera {
  /** Device ID. Default: the one that the browser or the user prefers. */
  input?: string;
  /**
   * 1: 320×240 at 15 frames per second with 300 kbit/s, 2: 640×480 at 15 with 800, 3: 1280×720 at 20 with 1500, 4: own
   * figures, and what the scenario says for the rest (default).
   */
  quality?: 1 | 2 | 3 | 4;
  /** On a phone: the camera towards the user (default) or away from them. Without effect beside `input`. */
  facingMode?: 'user' | 'environment';
  /** Pixels; not with `quality` 1–3. */
  width?: number | ConstraintExtend;
  /** Pixels; not with `quality` 1–3. */
  height?: number | ConstraintExtend;
  /** Frames per second; not with `quality` 1–3. */
  frameRate?: number | ConstraintExtend;
  /** What is kept when bandwidth is short: 'motion' the frame rate, 'detail' the size. Default: some of both. */
  optimizationMode?: 'default' | 'motion' | 'detail';
  /** Seconds between key frames: 2–6, others are brought into this range. Default: when players need one. */
  keyFrameInterval?: number;
}

/** Screen video of `createZegoStream` (3.x). */
export interface ZegoCaptureScreenVideo {
  /** 1: 20 frames per second and 800 kbit/s, 2: 15 and 1500 (default), 3: 5 and 2000, 4: own figures. */
  quality?: 1 | 2 | 3 | 4;
  /** Pixels; with `quality` 4. Default: as large as what is shared. */
  width?: number | ConstraintExtend;
  /** Pixels; with `quality` 4. */
  height?: number | ConstraintExtend;
  /** Frames per second; with `quality` 4. */
  frameRate?: number | ConstraintExtend;
  /** 'motion' for films, 'detail' for text. Default: some of both. */
  optimizationMode?: 'default' | 'motion' | 'detail';
  /** Electron: the source to capture, from `getElectronScreenSources`; the browser's own chooser is not opened. */
  sourceID?: string;
  /** Seconds between key frames: 2–6. */
  keyFrameInterval?: number;
  /** Share this element of the own tab only (Region Capture), where the browser can; elsewhere the whole tab. */
  captureElement?: HTMLElement;
}

/** Screen sound of `createZegoStream` (3.x). Default: ANS and AGC off, AEC on. */
export interface ZegoCaptureScreenAudio {
  /** Noise suppression. Default false. */
  ANS?: boolean;
  /** Automatic gain control. Default false. */
  AGC?: boolean;
  /** Echo cancellation. Default true. */
  AEC?: boolean;
}

/** Sound of a media element or MediaStream (3.x). */
export interface ZegoCustomAudio {
  /** Where the sound is from. */
  source: HTMLMediaElement | MediaStream;
  /** 2: stereo. Default 1. */
  channelCount?: 1 | 2;
}

/** Picture of a media element or MediaStream (3.x). */
export interface ZegoCustomVideo {
  /** Where the picture is from. */
  source: HTMLMediaElement | MediaStream;
  /** 'motion' keeps the frame rate, 'detail' the size. Default: some of both. */
  optimizationMode?: 'default' | 'motion' | 'detail';
  /** Seconds between key frames: 2–6. */
  keyFrameInterval?: number;
}

/** What `createZegoStream` captures and previews. Exactly one of camera, screen, custom; camera and microphone by default. */
export interface ZegoStreamOptions {
  /** Default true; false ignores the sources: call `startCapture…` yourself. */
  autoCapture?: boolean;
  /** Play into `view` and `captureView` at once. Default false. */
  autoPlay?: boolean;
  /** Where `autoPlay` shows what is captured. */
  captureView?: HTMLElement;
  /** Where `autoPlay` shows what is sent. */
  view?: HTMLElement;
  /** Every `playCaptureVideo` adds one more preview. Default false. */
  multiplacePreview?: boolean;
  /** kbit/s; by quality when absent. */
  videoBitrate?:
    | number
    | {
        /** kbit/s; by quality when absent. */
        bitrate?: number;
        /** 'target' begins with the whole bitrate. Default: 80 % of it, and at least 300 kbit/s. */
        startBitrate?: 'default' | 'target';
        /** kbit/s below which bandwidth adaptation does not go. Default: no floor. */
        minBitrate?: number;
      };
  /** kbit/s. Default 48, in scenarios of music (7 and 9) 128. */
  audioBitrate?: number;
  /** Camera and microphone: what is captured when nothing else is named. */
  camera?: {
    /** The camera: true by default, but in scenarios of voice. */
    video?: boolean | ZegoCaptureCamera;
    /** The microphone: true by default. */
    audio?: boolean | ZegoCaptureMicrophone;
  };
  /** A screen, a window or a tab. */
  screen?: {
    /** Its picture: true by default. There is no screen without one (1100001). */
    video?: boolean | ZegoCaptureScreenVideo;
    /** Its sound, where the browser offers it. Default false. */
    audio?: boolean | ZegoCaptureScreenAudio;
  };
  /** Something of the app's own. */
  custom?: {
    /** Its picture. */
    video?: ZegoCustomVideo;
    /** Its sound. */
    audio?: ZegoCustomAudio;
  };
}

/** Picture of a live stream to change (`setVideoConfig`). `maxBitrate` in kbit/s. */
export interface ZegoPublishStreamConfig {
  /** Pixels. */
  width?: number | ConstraintExtend;
  /** Pixels. */
  height?: number | ConstraintExtend;
  /** Frames per second. */
  frameRate?: number | ConstraintExtend;
  /** kbit/s, more than 0. */
  maxBitrate?: number;
  /** 1–3: the figures of `ZegoCamera.videoQuality`, or of a screen those of `ZegoScreen.videoQuality`, for what is not named. */
  videoQuality?: number;
}

/** Microphone processing of a live stream to change (`setAudioConfig`). */
export interface ZegoPublishStreamAudioConfig {
  /** Noise suppression. */
  ANS?: boolean;
  /** Automatic gain control. */
  AGC?: boolean;
  /** Echo cancellation. */
  AEC?: boolean;
}

/** A camera, microphone or speaker. */
export interface ZegoDeviceInfo {
  /** For people to read; '' before permission was given. */
  deviceName: string;
  /** What the calls take that choose a device; '' before permission was given. */
  deviceID: string;
}

/** All devices of this machine. */
export interface ZegoDeviceInfos {
  /** What sound comes from. */
  microphones: ZegoDeviceInfo[];
  /** What sound goes to; empty in Safari. */
  speakers: ZegoDeviceInfo[];
  /** What pictures come from. */
  cameras: ZegoDeviceInfo[];
}
