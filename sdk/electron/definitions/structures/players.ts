// Media players, effects, mixing. Shapes are those of the documented API; null is as good as omitted.

import type { ZegoAudioChannel, ZegoAudioCodecID } from '../enums/audio.ts';
import type { ZegoFontType, ZegoMixerInputContentType, ZegoMixRenderMode } from '../enums/players.ts';
import type { ZegoStreamAlignmentMode, ZegoStreamAlignmentVolumeControlMode } from '../enums/streams.ts';
import type { ZegoEncodeProfile, ZegoVideoCodecID, ZegoVideoRateControlMode } from '../enums/video.ts';
import type { ZegoRect } from './video.ts';

/** Audio Effect Play Config. */
export interface ZegoAudioEffectPlayConfig {
  playCount?: number | null;
  isPublishOut?: boolean | null;
}

/** Audio Source Mix Config. */
export interface ZegoAudioSourceMixConfig {
  mediaPlayerIndexList?: number[] | null;
  audioEffectPlayerIndexList?: number[] | null;
  enableMixSystemPlayout?: boolean | null;
  enableMixEnginePlayout?: boolean | null;
}

/** Auto Mixer Task. */
export interface ZegoAutoMixerTask {
  taskID: string;
  roomID: string;
  audioConfig?: ZegoMixerAudioConfig | null;
  outputList?: ZegoMixerOutput[];
  enableSoundLevel?: boolean | null;
  streamAlignmentMode?: ZegoStreamAlignmentMode | null;
  minPlayStreamBufferLength?: number | null;
  streamAlignmentVolumeControlMode?: ZegoStreamAlignmentVolumeControlMode | null;
  streamAlignmentBaselineStreamID?: string | null;
}

/** Font Style. */
export interface ZegoFontStyle {
  type?: ZegoFontType | null;
  size?: number | null;
  color?: number | null;
  transparency?: number | null;
  border?: boolean | null;
  borderColor?: number | null;
}

/** Label Info. */
export interface ZegoLabelInfo {
  text: string;
  left?: number | null;
  top?: number | null;
  font?: ZegoFontStyle | null;
}

/** Media Player Media Info. */
export interface ZegoMediaPlayerMediaInfo {
  width?: number;
  height?: number;
  frameRate?: number;
}

/** Mixer Audio Config. */
export interface ZegoMixerAudioConfig {
  bitrate?: number | null;
  channel?: ZegoAudioChannel | null;
  codecID?: ZegoAudioCodecID | null;
}

/** Mixer Image Info. */
export interface ZegoMixerImageInfo {
  url?: string | null;
  displayMode?: number | null;
}

/** Mixer Input. */
export interface ZegoMixerInput {
  streamID: string;
  contentType?: ZegoMixerInputContentType | null;
  layout: ZegoRect;
  soundLevelID?: number | null;
  volume?: number | null;
  isAudioFocus?: boolean | null;
  audioDirection?: number | null;
  label?: ZegoLabelInfo | null;
  renderMode?: ZegoMixRenderMode | null;
  imageInfo?: ZegoMixerImageInfo | null;
  cornerRadius?: number | null;
  advancedConfig?: Record<string, string> | null;
}

/** Mixer Output. */
export interface ZegoMixerOutput {
  target: string;
  videoConfig?: ZegoMixerOutputVideoConfig | null;
}

/** Mixer Output Video Config. */
export interface ZegoMixerOutputVideoConfig {
  videoCodecID?: ZegoVideoCodecID;
  bitrate?: number;
  encodeProfile?: ZegoEncodeProfile;
  encodeLatency?: number;
  enableLowBitrateHD?: boolean;
}

/** Mixer Task. */
export interface ZegoMixerTask {
  taskID: string;
  inputList?: ZegoMixerInput[];
  outputList?: ZegoMixerOutput[];
  videoConfig?: ZegoMixerVideoConfig | null;
  audioConfig?: ZegoMixerAudioConfig | null;
  watermark?: ZegoWatermark | null;
  whiteboard?: ZegoMixerWhiteboard | null;
  backgroundImageURL?: string | null;
  enableSoundLevel?: boolean | null;
  streamAlignmentMode?: ZegoStreamAlignmentMode | null;
  userData?: ArrayBuffer | null;
  advancedConfig?: Record<string, string> | null;
  minPlayStreamBufferLength?: number | null;
}

/** Mixer Video Config. */
export interface ZegoMixerVideoConfig {
  width?: number | null;
  height?: number | null;
  fps?: number | null;
  bitrate?: number | null;
  quality?: number | null;
  rateControlMode?: ZegoVideoRateControlMode | null;
}

/** Mixer Whiteboard. */
export interface ZegoMixerWhiteboard {
  whiteboardID: number;
  horizontalRatio?: number | null;
  verticalRatio?: number | null;
  isPPTAnimation?: boolean | null;
  layout: ZegoRect;
  zOrder?: number | null;
  backgroundColor?: number | null;
}

/** Watermark. */
export interface ZegoWatermark {
  imageURL?: string | null;
  layout?: ZegoRect | null;
}
