import type { PlayOptions } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoWebPlayOption } from '../types/stream.ts';
import { layerOf } from '../video/dualStream.ts';

const LONGEST_BUFFER_MS = 4000;

/** How the app wants to play, in the core's words. PLAY_PARAM for figures outside their documented range. */
export function playOptions(option: ZegoWebPlayOption): PlayOptions {
  const audio = option.audio ?? true;
  const video = option.video ?? true;
  if (!audio && !video) throw new RtcError('PLAY_PARAM', 'both audio and video are off');
  const jitterBufferTarget = option.enableLowLatency ? undefined : bufferOf(option);
  return {
    audio,
    video,
    ...(jitterBufferTarget === undefined ? {} : { jitterBufferTarget }),
    ...(option.enableLowLatency ? { lowLatency: true } : {}),
    ...(option.streamType === undefined ? {} : { layer: layerOf(option.streamType) }),
  };
}

function bufferOf({ jitterBufferTarget, playoutDelayHint }: ZegoWebPlayOption): number | undefined {
  if (jitterBufferTarget !== undefined) {
    if (!(typeof jitterBufferTarget === 'number' && jitterBufferTarget > 0 && jitterBufferTarget <= LONGEST_BUFFER_MS))
      throw new RtcError('PLAY_PARAM', 'jitterBufferTarget');
    return jitterBufferTarget;
  }
  if (playoutDelayHint === undefined) return undefined;
  if (!(typeof playoutDelayHint === 'number' && playoutDelayHint >= 1 && playoutDelayHint <= 4))
    throw new RtcError('PLAY_PARAM', 'playoutDelayHint');
  return playoutDelayHint * 1000;
}
