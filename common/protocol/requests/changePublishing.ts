import { z } from 'zod';
import { request } from '../request.ts';
import { KindSchema, StreamIDSchema, TrackSchema } from '../schemas.ts';

/** Adds or removes whole tracks of a live stream. (Replacing a track's source needs no request.) */
export const changePublishing = request({
  params: z.object({
    streamID: StreamIDSchema,
    add: z.array(TrackSchema).max(2),
    remove: z.array(KindSchema).max(2),
  }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PUBLISH_STREAM_NOT_FOUND', 'MEDIA_FAILED'],
});
