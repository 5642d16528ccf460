import { RtcError } from '@liuyun/protocol/errors';
import type { AudioFrameOptions } from '../../types/audio.ts';

const SIZES = [256, 512, 1024, 2048, 4096, 8192, 16_384];
const RATES = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const DEFAULT_SIZE = 4096;

/** How samples are to be delivered. Without a rate or channels: as the browser has them. */
export type FrameFormat = { frameSize: number; sampleRate?: number; channelCount?: number; sixteenBits: boolean };

/** INPUT_PARAM for anything outside the documented values. */
export function frameFormat(options: AudioFrameOptions | undefined): FrameFormat {
  const { frameSize = DEFAULT_SIZE, sampleRate, channelCount, bitDepth = 32 } = options ?? {};
  if (!SIZES.includes(frameSize)) throw new RtcError('INPUT_PARAM', 'frameSize');
  if (sampleRate !== undefined && !RATES.includes(sampleRate)) throw new RtcError('INPUT_PARAM', 'sampleRate');
  if (channelCount !== undefined && channelCount !== 1 && channelCount !== 2) throw new RtcError('INPUT_PARAM', 'channelCount');
  if (bitDepth !== 32 && bitDepth !== 16) throw new RtcError('INPUT_PARAM', 'bitDepth');
  return {
    frameSize,
    ...(sampleRate === undefined ? {} : { sampleRate }),
    ...(channelCount === undefined ? {} : { channelCount }),
    sixteenBits: bitDepth === 16,
  };
}
