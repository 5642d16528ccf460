import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Stops or resumes receiving one kind of a played stream. */
export async function pausePlaying(caller: Caller, params: Params<'pausePlaying'>): Promise<Result<'pausePlaying'>> {
  await caller.media.playback(params.streamID).pause(params.kind, params.paused);
  return {};
}
