import { z } from 'zod';
import { request } from '../request.ts';
import { StreamIDSchema } from '../schemas.ts';

/**
 * The picture of a played stream stands still although packets of it arrive: one that everything else refers to is lost for
 * good. The publisher is asked for a key frame, which decoders ask for only after three seconds.
 */
export const renewPicture = request({
  params: z.object({ streamID: StreamIDSchema }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PLAY_STREAM_UNKNOWN'],
});
