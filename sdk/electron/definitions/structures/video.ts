// Pictures: capture, sources, views, formats. Shapes are those of the documented API; null is as good as omitted.

import type { ZegoPublishChannel } from '../enums/streams.ts';
import type {
  ZegoBackgroundBlurLevel,
  ZegoBackgroundProcessType,
  ZegoObjectSegmentationType,
  ZegoScreenCaptureSourceType,
  ZegoSEIType,
  ZegoVideoCodecID,
  ZegoViewMode,
} from '../enums/video.ts';

/** Background Config. */
export interface ZegoBackgroundConfig {
  processType?: ZegoBackgroundProcessType | null;
  color?: number | null;
  imageURL?: string | null;
  videoURL?: string | null;
  blurLevel?: ZegoBackgroundBlurLevel | null;
}

/** Image Buffer. */
export interface ZegoImageBuffer {
  buffer?: string;
  width?: number;
  height?: number;
}

/** Object Segmentation Config. */
export interface ZegoObjectSegmentationConfig {
  objectSegmentationType?: ZegoObjectSegmentationType | null;
  backgroundConfig?: ZegoBackgroundConfig | null;
}

/** Rect. */
export interface ZegoRect {
  x?: number | null;
  y?: number | null;
  width?: number | null;
  height?: number | null;
}

/** Roi Rect. */
export interface ZegoRoiRect {
  x: number;
  y: number;
  width: number;
  height: number;
  strength: number;
}

/** SEIConfig. */
export interface ZegoSEIConfig {
  type?: ZegoSEIType | null;
}

/** Screen Capture Audio Config. */
export interface ZegoScreenCaptureAudioConfig {
  enableWindowCapture: boolean;
  excludeProcessID: number;
}

/** Screen Capture Source Info. */
export interface ZegoScreenCaptureSourceInfo {
  sourceType?: ZegoScreenCaptureSourceType;
  sourceID?: number;
  sourceName?: string;
  thumbnailImage?: ZegoImageBuffer;
  iconImage?: ZegoImageBuffer;
}

/** Video Config. */
export interface ZegoVideoConfig {
  captureWidth?: number | null;
  captureHeight?: number | null;
  encodeWidth?: number | null;
  encodeHeight?: number | null;
  fps?: number | null;
  bitrate?: number | null;
  codecID?: ZegoVideoCodecID | null;
  keyFrameInterval?: number | null;
}

/** Video Frame Object. */
export interface ZegoVideoFrameObject {
  width?: number;
  height?: number;
  data?: Uint8Array;
  channel?: ZegoPublishChannel;
  streamID?: string;
}

/** View. */
export interface ZegoView {
  viewMode?: ZegoViewMode;
  backgroundColor?: number;
  canvas?: HTMLCanvasElement;
  preserveDrawingBuffer?: boolean;
}
