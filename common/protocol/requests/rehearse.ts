import { z } from 'zod';
import { request } from '../request.ts';

/** Something goes wrong on purpose, for this session (a dying worker: for its room). Only in development mode. */
export const rehearse = request({
  params: z.discriminatedUnion('scenario', [
    z.object({ scenario: z.literal('workerDeath') }),
    z.object({ scenario: z.literal('serverLeaving'), retryAfterMs: z.number().int().min(0).max(60_000) }),
    /** 0 lifts the limit. */
    z.object({ scenario: z.literal('bandwidth'), kbps: z.number().int().min(0).max(1_000_000) }),
  ]),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'REQUEST_UNKNOWN', 'MEDIA_FAILED'],
});
