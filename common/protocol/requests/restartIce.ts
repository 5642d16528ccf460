import { z } from 'zod';
import { request } from '../request.ts';
import { OpaqueSchema } from '../schemas.ts';

/** New ICE credentials for the same transport: media survives a change of network (RFC 8445 §2.4). */
export const restartIce = request({
  params: z.object({ transportID: z.string().max(64) }),
  result: z.object({ iceParameters: OpaqueSchema }),
  fails: ['NOT_LOGGED_IN', 'TRANSPORT_UNKNOWN', 'MEDIA_FAILED'],
});
