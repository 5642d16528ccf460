import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** New ICE credentials for the same transport: media survives a change of network. */
export async function restartIce(caller: Caller, params: Params<'restartIce'>): Promise<Result<'restartIce'>> {
  const transport = caller.media.transport(params.transportID);
  const iceParameters = await caller.cloud.step('media: restart ICE', () => transport.restartIce());
  caller.cloud.facts.tell('returned', 'ice');
  return { iceParameters };
}
