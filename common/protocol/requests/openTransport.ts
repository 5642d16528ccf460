import { z } from 'zod';
import { request } from '../request.ts';
import { OpaqueSchema } from '../schemas.ts';

/** Opens a WebRTC transport on the server. One of each direction per session; asking again replaces the old one. */
export const openTransport = request({
  params: z.object({
    direction: z.enum(['send', 'receive']),
    /** Leave UDP candidates out (networks that block UDP, tests). */
    tcpOnly: z.boolean().optional(),
    /** Streams that went over the old one stay listed for a few seconds, for `startPublishing` to take them over. */
    keepStreams: z.boolean().optional(),
  }),
  result: z.object({ transportID: z.string(), parameters: OpaqueSchema }),
  fails: ['NOT_LOGGED_IN', 'MEDIA_FAILED'],
});
