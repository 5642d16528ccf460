import { z } from 'zod';
import { request } from '../request.ts';

/**
 * Packets of this transport get through again after a pause. What was lost cannot be decoded from: pictures on it
 * begin anew with key frames, which decoders would ask for only after seconds of waiting.
 */
export const catchUp = request({
  params: z.object({ transportID: z.string().max(64) }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'TRANSPORT_UNKNOWN'],
});
