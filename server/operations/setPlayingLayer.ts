import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Chooses between the pictures of a played stream. */
export async function setPlayingLayer(caller: Caller, params: Params<'setPlayingLayer'>): Promise<Result<'setPlayingLayer'>> {
  await caller.media.playback(params.streamID).prefer(params.layer);
  return {};
}
