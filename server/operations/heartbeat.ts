import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** Says that both ends live. */
export async function heartbeat(caller: Caller, _params: Params<'heartbeat'>): Promise<Result<'heartbeat'>> {
  return { serverTime: caller.now };
}
