import { z } from 'zod';
import { request } from '../request.ts';
import { SctpStreamSchema, StreamIDSchema } from '../schemas.ts';

/** Receives data that somebody in the room broadcasts. `dataEnded` is told when the broadcast is over. */
export const startSubscribingData = request({
  params: z.object({ streamID: StreamIDSchema, transportID: z.string().max(64) }),
  result: z.object({ dataID: z.string(), sctp: SctpStreamSchema }),
  fails: ['NOT_LOGGED_IN', 'STREAM_NOT_FOUND', 'PLAY_LIMIT', 'PLAY_FORBIDDEN', 'TRANSPORT_UNKNOWN', 'MEDIA_FAILED'],
});
