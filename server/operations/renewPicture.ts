import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** A played picture stands still for want of a packet that is lost for good: it begins anew. */
export async function renewPicture(caller: Caller, params: Params<'renewPicture'>): Promise<Result<'renewPicture'>> {
  await caller.media.playback(params.streamID).renewPicture();
  return {};
}
