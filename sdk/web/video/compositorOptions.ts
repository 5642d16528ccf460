import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoStreamCompositorInputOption, ZegoStreamCompositorOutputConfig } from '../types/video.ts';

export type Output = { width: number; height: number; frameRate: number; bitrate?: number };
export const DEFAULT_OUTPUT: Output = { width: 640, height: 360, frameRate: 15 };

const LARGEST_SIDE = 4096;
const HIGHEST_RATE = 60;
const HIGHEST_KBPS = 10_240;

/** INPUT_PARAM for figures that make no picture. */
export function readOutput(config: ZegoStreamCompositorOutputConfig): Output {
  const { width, height, frameRate = DEFAULT_OUTPUT.frameRate, bitrate } = config ?? {};
  if (!within(width, LARGEST_SIDE) || !within(height, LARGEST_SIDE) || !within(frameRate, HIGHEST_RATE)) {
    throw new RtcError('INPUT_PARAM', 'config');
  }
  if (bitrate !== undefined && !within(bitrate, HIGHEST_KBPS)) throw new RtcError('INPUT_PARAM', 'bitrate');
  return { width: Math.round(width), height: Math.round(height), frameRate, ...(bitrate === undefined ? {} : { bitrate }) };
}

/** INPUT_PARAM for a layout, a volume or a content that means nothing. */
export function readInput(option: ZegoStreamCompositorInputOption | undefined): ZegoStreamCompositorInputOption {
  const { layout, objectFit, contentType, volume } = option ?? {};
  if (layout !== undefined) {
    const { x, y, width, height, zOrder = 0 } = layout ?? {};
    const placed = [x, y, zOrder].every((figure) => Number.isFinite(figure)) && width > 0 && height > 0;
    if (!placed) throw new RtcError('INPUT_PARAM', 'layout');
  }
  if (objectFit !== undefined && !['cover', 'contain', 'fill'].includes(objectFit))
    throw new RtcError('INPUT_PARAM', 'objectFit');
  if (contentType !== undefined && !['VIDEO', 'AUDIO', 'ALL'].includes(contentType)) {
    throw new RtcError('INPUT_PARAM', 'contentType');
  }
  if (volume !== undefined && !(volume >= 0 && volume <= 100)) throw new RtcError('INPUT_PARAM', 'volume');
  return { ...option };
}

function within(value: unknown, most: number): boolean {
  return typeof value === 'number' && value > 0 && value <= most;
}
