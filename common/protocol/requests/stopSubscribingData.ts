import { z } from 'zod';
import { request } from '../request.ts';
import { StreamIDSchema } from '../schemas.ts';

export const stopSubscribingData = request({
  params: z.object({ streamID: StreamIDSchema }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'DATA_NOT_SUBSCRIBED'],
});
