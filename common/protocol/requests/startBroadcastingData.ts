import { z } from 'zod';
import { request } from '../request.ts';
import { SctpStreamSchema, StreamIDSchema } from '../schemas.ts';

/** Sends data under a streamID, over a data channel of the send transport. Nobody is told; whoever knows the name subscribes. */
export const startBroadcastingData = request({
  params: z.object({ streamID: StreamIDSchema, transportID: z.string().max(64), sctp: SctpStreamSchema }),
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
