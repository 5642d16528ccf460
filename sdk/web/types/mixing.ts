/**
 * How an input fills its place in a mix. (Mixing is not provided yet: its types are here so that apps compile.)
 * @enum
 */
export const ZegoMixStreamRenderMode = {
  /** Filled; what juts out is cut off. */
  AspectFill: 0,
  /** The whole picture; what is left over stays empty. */
  AspectFit: 1,
} as const;
export type ZegoMixStreamRenderMode = (typeof ZegoMixStreamRenderMode)[keyof typeof ZegoMixStreamRenderMode];

/**
 * Typeface of a label in a mix.
 * @enum
 */
export const ZegoFontType = {
  /** Source Han Sans. */
  ZegoFontTypeSourceHanSans: 0,
  /** Alibaba Sans. */
  ZegoFontTypeAlibabaSans: 1,
  /** PangMenZhengDao Title. */
  ZegoFontTypePangMenZhengDaoTitle: 2,
  /** Zcool Happy. */
  ZegoFontTypeHappyZcool: 3,
} as const;
export type ZegoFontType = (typeof ZegoFontType)[keyof typeof ZegoFontType];

/**
 * Whether inputs of a mix are equally loud.
 * @enum
 */
export const ZegoAudioMixMode = {
  /** All as they are. */
  ZegoAudioMixModeRaw: 0,
  /** Those with `isAudioFocus` stand out. */
  ZegoAudioMixModeFocused: 1,
} as const;
export type ZegoAudioMixMode = (typeof ZegoAudioMixMode)[keyof typeof ZegoAudioMixMode];

/**
 * Codec of a mix's sound.
 * @enum
 */
export const ZegoAudioCodecID = {
  /** Normal, for RTC and CDN. */
  ZegoAudioCodecIDNormal: 1,
  /** Normal, which more CDNs take. */
  ZegoAudioCodecIDNormal2: 2,
  /** With the least delay, for RTC only. */
  ZegoAudioCodecIDLow3: 6,
} as const;
export type ZegoAudioCodecID = (typeof ZegoAudioCodecID)[keyof typeof ZegoAudioCodecID];

/**
 * H.264 profile of a mix.
 * @enum
 */
export const ZegoEncodeProfile = {
  /** The server's choice. */
  ZegoEncodeProfileDefault: 0,
  /** Baseline: least to compute. */
  ZegoEncodeProfileBaseline: 1,
  /** Main. */
  ZegoEncodeProfileMain: 2,
  /** High: best picture at the same bitrate. */
  ZegoEncodeProfileHigh: 3,
} as const;
export type ZegoEncodeProfile = (typeof ZegoEncodeProfile)[keyof typeof ZegoEncodeProfile];

/** A rectangle in a mix, pixels of the output. */
export interface ZegoMixStreamLayout {
  /** Upper edge. */
  top: number;
  /** Left edge. */
  left: number;
  /** Lower edge. */
  bottom: number;
  /** Right edge. */
  right: number;
}

/** How a label is written. */
export interface ZegoFontStyle {
  /** Typeface. Default 0. */
  type?: ZegoFontType;
  /** Pixels: 12–100, default 24. */
  size?: number;
  /** 0xRRGGBB as a number: 0–16777215, default 16777215 (white). */
  color?: number;
  /** 0 (invisible) to 100 (opaque). Default 0. */
  transparency?: number;
  /** Outlined letters. Default false. */
  border?: boolean;
  /** Colour of the outline: 0–16777215, default 0 (black). */
  borderColor?: number;
}

/** A text on an input of a mix. */
export interface ZegoLabelInfo {
  /** At most 100 Chinese or 300 Latin characters. */
  text: string;
  /** From the left edge of the input, pixels; default 0. */
  left?: number;
  /** From the upper edge of the input, pixels; default 0. */
  top?: number;
  /** How it is written. */
  font?: ZegoFontStyle;
}

/** A picture in place of an input. */
export interface ZegoMixerImageInfo {
  /** Address of the picture. */
  url: string;
  /** 0: always (default), 1: while the camera is off, 2: when nothing has come for 3 s. */
  displayMode?: number;
}

/** A stream that goes into a mix. */
export interface ZegoMixStreamInput {
  /** The stream. */
  streamID: string;
  /** 'VIDEO' with sound (default), 'AUDIO', or 'VIDEO_ONLY'. */
  contentType?: 'VIDEO' | 'AUDIO' | 'VIDEO_ONLY';
  /** Where it is shown. */
  layout?: ZegoMixStreamLayout;
  /** How it fills its place. Default 0, cut off. */
  renderMode?: ZegoMixStreamRenderMode;
  /** A picture in its place. */
  imageInfo?: ZegoMixerImageInfo;
  /** A text on it. */
  label?: ZegoLabelInfo;
  /** Rounded corners, pixels; default 0. */
  cornerRadius?: number;
  /** The key of its loudness in `mixerSoundLevelUpdate`. */
  soundLevelID?: number;
  /** 0–200, default 100. */
  volume?: number;
  /** It stands out in a focused mix. */
  isAudioFocus?: boolean;
}

/** How the picture of a mix is coded. */
export interface ZegoMixerOutputVideoConfig {
  /** Name of the codec. */
  videoCodecID?: string;
  /** kbit/s. */
  bitrate?: number;
  /** H.264 profile. */
  encodeProfile?: ZegoEncodeProfile;
  /** ms that coding may take. */
  encodeLatency?: number;
  /** Whether to spend computing on a better picture at the same bitrate. */
  enableLowBitrateHD?: boolean;
}

/** Where a mix goes. */
export interface ZegoMixStreamOutput {
  /** A streamID, or an RTMP address. */
  target: string;
  /** How its picture is coded. */
  videoConfig?: ZegoMixerOutputVideoConfig;
}

/** The picture and sound of a mix. */
export interface ZegoMixStreamOutputConfig {
  /** kbit/s of the picture. */
  outputBitrate: number;
  /** Frames per second. */
  outputFPS: number;
  /** Pixels. */
  outputWidth: number;
  /** Pixels. */
  outputHeight: number;
  /** 0 HE-AAC (default), 1 AAC-LC, 2 MP3, 3 Opus. */
  outputAudioCodecID?: 0 | 1 | 2 | 3;
  /** kbit/s of the sound. */
  outputAudioBitrate?: number;
  /** 1 mono, 2 stereo. */
  outputAudioChannels?: 1 | 2;
  /** Whether some inputs stand out. */
  audioMixMode?: ZegoAudioMixMode;
}

/** A picture on a mix. */
export interface ZegoWatermark {
  /** Address of the picture. */
  imageURL: string;
  /** Where it is shown. */
  layout: ZegoMixStreamLayout;
}

/** A whiteboard in a mix. */
export interface ZegoMixerWhiteboard {
  /** The whiteboard. */
  whiteboardID: string;
  /** The width in its aspect ratio. */
  horizontalRatio?: number;
  /** The height in its aspect ratio. */
  verticalRatio?: number;
  /** Whether animated slides are loaded. */
  isPPTAnimation?: boolean;
  /** Where it is shown. */
  layout: ZegoMixStreamLayout;
  /** Higher is nearer. */
  zOrder?: number;
  /** Behind it: 0xRRGGBBAA as a number. */
  backgroundColor?: number;
}

/** A mix for `startMixerTask`, which is not provided yet (1005000). */
export interface ZegoMixStreamConfig {
  /** Names the mix, at most 256 bytes; starting it again changes it. */
  taskID: string;
  /** 1–9 streams. */
  inputList: ZegoMixStreamInput[];
  /** 1–3 places where it goes. */
  outputList: string[] | ZegoMixStreamOutput[];
  /** Its picture and sound. */
  outputConfig: ZegoMixStreamOutputConfig;
  /** A picture on it. */
  watermark?: ZegoWatermark;
  /** Whether `mixerSoundLevelUpdate` is told. Default false. */
  enableSoundLevel?: boolean;
  /** 1: align inputs by network time. Default 0. */
  streamAlignmentMode?: number;
  /** A whiteboard in it. */
  whiteboard?: ZegoMixerWhiteboard;
}

/** Defaults of later mixes, for `setMixerTaskConfig`, which is not provided yet (1005000). */
export interface ZegoMixStreamAdvance {
  /** 0xRRGGBBAA as a number, AA is 00. Default black. */
  backgroundColor?: number;
  /** Address of a picture behind everything. */
  backgroundImage?: string;
  /** Default 'h264'. */
  videoCodec?: 'VP8' | 'H264' | 'H265' | 'vp8' | 'h264' | 'h265';
  /** At most 1000 bytes that players get in the video. */
  userData?: Uint8Array;
}

/** The sound of an automatic mix. */
export interface ZegoMixerAudioConfig {
  /** kbit/s, default 48; fixed once it has started. */
  bitrate?: number;
  /** 1 mono (default), 2 stereo. */
  channel?: 1 | 2;
  /** Codec. */
  codecID?: ZegoAudioCodecID;
}

/** A mix of all sound in a room, for `startAutoMixerTask`, which is not provided yet (1005000). */
export interface ZegoAutoMixerTask {
  /** Names the mix, at most 256 bytes. */
  taskID: string;
  /** The room. */
  roomID: string;
  /** Its sound. */
  audioConfig?: ZegoMixerAudioConfig;
  /** Where it goes. */
  outputList: ZegoMixStreamOutput[];
  /** Whether `autoMixerSoundLevelUpdate` is told. Default false. */
  enableSoundLevel?: boolean;
  /** 1: align inputs by network time. Default 0. */
  streamAlignmentMode?: number;
  /** ms that inputs are buffered for: 0–10000. Default: the server's choice. */
  minPlayStreamBufferLength?: number;
}

/** How the relay of a stream to a CDN goes. Not provided yet. */
export interface ZegoStreamRelayCDNInfo {
  /** Where it is relayed to. */
  url: string;
  /** Not relayed, about to be, or being relayed. */
  state: 'NO_RELAY' | 'RELAY_REQUESTING' | 'RELAYING';
  /** Why the state changed. */
  updateReason: string;
  /** When it changed, Unix ms. */
  stateTime: number;
}
