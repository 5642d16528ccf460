import { z } from 'zod';
import { request } from '../request.ts';
import { OpaqueSchema } from '../schemas.ts';

export const connectTransport = request({
  params: z.object({ transportID: z.string().max(64), dtlsParameters: OpaqueSchema }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'TRANSPORT_UNKNOWN', 'MEDIA_FAILED'],
});
