import type { Params, Result } from '@liuyun/protocol';
import type { Caller } from './Caller.ts';

/** What a client measured, for whoever keeps records; without them it is heard by nobody. */
export async function reportQuality(caller: Caller, params: Params<'reportQuality'>): Promise<Result<'reportQuality'>> {
  const { cloud, session } = caller;
  if (cloud.qualityReportMs > 0) cloud.facts.tell('qualityReported', session, params);
  return {};
}
