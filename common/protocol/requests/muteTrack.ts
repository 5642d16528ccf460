import { z } from 'zod';
import { request } from '../request.ts';
import { KindSchema, StreamIDSchema } from '../schemas.ts';

/** The publisher stops (or again starts) sending one track; players are told. */
export const muteTrack = request({
  params: z.object({ streamID: StreamIDSchema, kind: KindSchema, muted: z.boolean() }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PUBLISH_STREAM_NOT_FOUND', 'TRACK_NOT_FOUND'],
});
