import { z } from 'zod';
import { request } from '../request.ts';
import { NoticeNumberSchema } from '../schemas.ts';

/** Says that the socket lives, and the number of the latest notice that was heard; answered at once, ahead of waiting requests. */
export const heartbeat = request({
  params: z.object({ heard: NoticeNumberSchema.optional() }),
  result: z.object({ serverTime: z.number() }),
  fails: [],
});
