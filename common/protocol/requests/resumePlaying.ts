import { z } from 'zod';
import { request } from '../request.ts';
import { StreamIDSchema } from '../schemas.ts';

/** The player is attached: let packets flow; a key frame is asked for until it comes. */
export const resumePlaying = request({
  params: z.object({ streamID: StreamIDSchema }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PLAY_STREAM_UNKNOWN'],
});
