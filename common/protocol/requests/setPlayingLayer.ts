import { z } from 'zod';
import { request } from '../request.ts';
import { LayerSchema, StreamIDSchema } from '../schemas.ts';

/** Chooses between the small and the big picture of a played stream. Kept for streams that have only one now. */
export const setPlayingLayer = request({
  params: z.object({ streamID: StreamIDSchema, layer: LayerSchema }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'PLAY_STREAM_UNKNOWN', 'MEDIA_FAILED'],
});
