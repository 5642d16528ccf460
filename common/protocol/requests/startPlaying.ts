import { z } from 'zod';
import { request } from '../request.ts';
import { KindSchema, OpaqueSchema, ReceivedTrackSchema, StreamIDSchema } from '../schemas.ts';

/**
 * Receives a stream of any room of the app over the session's receive transport. Tracks arrive paused:
 * `resumePlaying` once they are attached. Asked again for a stream being played, it answers with the tracks
 * the stream has now (the ones already received keep their consumerID). `undecodable` are kinds that were wanted, and
 * that the stream has in a codec which is none of `capabilities`.
 */
export const startPlaying = request({
  params: z.object({
    streamID: StreamIDSchema,
    transportID: z.string().max(64),
    capabilities: OpaqueSchema,
    audio: z.boolean(),
    video: z.boolean(),
  }),
  result: z.object({ tracks: z.array(ReceivedTrackSchema), undecodable: z.array(KindSchema).max(2).optional() }),
  fails: [
    'NOT_LOGGED_IN',
    'STREAM_NOT_FOUND',
    'PLAY_LIMIT',
    'CODEC_NOT_DECODABLE',
    'PLAY_FORBIDDEN',
    'TRANSPORT_UNKNOWN',
    'MEDIA_FAILED',
  ],
});
