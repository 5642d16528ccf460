import { z } from 'zod';
import { request } from '../request.ts';
import { ExtraInfoSchema, StreamIDSchema, TrackSchema } from '../schemas.ts';

/**
 * Publishes a stream over the session's send transport. A streamID belongs to one user per app. One that the transport
 * before it was opened with `keepStreams` carried goes on: the room sees no end of it.
 */
export const startPublishing = request({
  params: z.object({
    streamID: StreamIDSchema,
    transportID: z.string().max(64),
    tracks: z.array(TrackSchema).min(1).max(2),
    extraInfo: ExtraInfoSchema,
  }),
  result: z.object({}),
  fails: [
    'NOT_LOGGED_IN',
    'STREAM_ID_TAKEN',
    'NO_PUBLISH_PRIVILEGE',
    'TOKEN_EXPIRED',
    'TOO_MANY_REQUESTS',
    'STREAM_FORBIDDEN',
    'TRANSPORT_UNKNOWN',
    'MEDIA_FAILED',
  ],
});
