import { z } from 'zod';
import { request } from '../request.ts';
import { ExtraInfoSchema, StreamIDSchema } from '../schemas.ts';

export const setStreamExtraInfo = request({
  params: z.object({ streamID: StreamIDSchema, extraInfo: ExtraInfoSchema }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PUBLISH_STREAM_NOT_FOUND'],
});
