import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** New ICE credentials for the same transport: media survives a change of network. */
export async function restartIce(caller: Caller, params: Params<'restartIce'>): Promise<Result<'restartIce'>> {
  const iceParameters = await caller.media.transport(params.transportID).restartIce();
  caller.cloud.facts.tell('returned', 'ice');
  return { iceParameters };
}
