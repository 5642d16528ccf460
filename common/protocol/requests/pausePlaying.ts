import { z } from 'zod';
import { request } from '../request.ts';
import { KindSchema, StreamIDSchema } from '../schemas.ts';

/** Stops or resumes receiving one kind of a played stream. */
export const pausePlaying = request({
  params: z.object({ streamID: StreamIDSchema, kind: KindSchema, paused: z.boolean() }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PLAY_STREAM_UNKNOWN'],
});
