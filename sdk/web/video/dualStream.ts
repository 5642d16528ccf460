import type { Layer } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { LowPicture } from '../streams/LocalSource.ts';

const LARGEST_SIDE = 4096;
const HIGHEST_RATE = 60;
const HIGHEST_BITRATE = 20_000;

/** The documented figures of a small picture, or INPUT_PARAM. */
export function lowPicture(param: unknown): LowPicture {
  if (typeof param !== 'object' || param === null) throw new RtcError('INPUT_PARAM', 'param');
  const given = param as Record<string, unknown>;
  return {
    width: positive(given.width, 'width', LARGEST_SIDE),
    height: positive(given.height, 'height', LARGEST_SIDE),
    frameRate: positive(given.frameRate, 'frameRate', HIGHEST_RATE),
    bitrate: positive(given.bitRate, 'bitRate', HIGHEST_BITRATE),
  };
}

/** 0 small, 1 big, 2 automatic. */
export function layerOf(streamType: unknown): Layer {
  const layer = (['low', 'high', 'auto'] as const)[typeof streamType === 'number' ? streamType : -1];
  if (!layer) throw new RtcError('PLAY_PARAM', 'streamType');
  return layer;
}

function positive(value: unknown, name: string, most: number): number {
  if (typeof value !== 'number' || !(value > 0 && value <= most)) throw new RtcError('INPUT_PARAM', name);
  return value;
}
