import { z } from 'zod';
import { request } from '../request.ts';

/** Hands the client's last events to the server's log, for bug reports. */
export const uploadLog = request({
  params: z.object({
    entries: z.array(z.object({ at: z.number(), what: z.string().max(128), detail: z.string().max(200) })).max(200),
  }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'TOO_MANY_REQUESTS'],
});
