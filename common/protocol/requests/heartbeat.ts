import { z } from 'zod';
import { request } from '../request.ts';

/** Says that the socket lives; answered at once, ahead of waiting requests. */
export const heartbeat = request({ params: z.object({}), result: z.object({ serverTime: z.number() }), fails: [] });
