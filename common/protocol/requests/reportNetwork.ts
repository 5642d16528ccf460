import { z } from 'zod';
import { request } from '../request.ts';
import { GradeSchema } from '../schemas.ts';

/** A clock may be set to anything from 1970 on; Unix ms have 13 digits. */
const FARTHEST_MS = 1e13;

/**
 * How this client's connection is, told every 2 s by whoever sends or listens. Players of the client's streams hear it
 * if they `listen` themselves. `clock` is by how many ms the server's clock is ahead of a publisher's.
 */
export const reportNetwork = request({
  params: z.object({
    up: GradeSchema,
    down: GradeSchema,
    listen: z.boolean(),
    clock: z.number().min(-FARTHEST_MS).max(FARTHEST_MS).optional(),
  }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN'],
});
