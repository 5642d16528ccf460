import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** The client's network was away for a while: pictures it sends or receives begin anew. */
export async function catchUp(caller: Caller, params: Params<'catchUp'>): Promise<Result<'catchUp'>> {
  await caller.media.transport(params.transportID).catchUp();
  return {};
}
