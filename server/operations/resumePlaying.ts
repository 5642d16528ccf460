import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** The player is attached: packets may flow, beginning with a key frame. */
export async function resumePlaying(caller: Caller, params: Params<'resumePlaying'>): Promise<Result<'resumePlaying'>> {
  const playback = caller.media.playback(params.streamID);
  await caller.cloud.step('media: resume', () => playback.resume());
  return {};
}
