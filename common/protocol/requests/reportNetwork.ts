import { z } from 'zod';
import { request } from '../request.ts';
import { GradeSchema } from '../schemas.ts';

/**
 * How this client's connection is, told every 2 s by whoever sends or listens. Players of the client's streams hear it
 * if they `listen` themselves.
 */
export const reportNetwork = request({
  params: z.object({ up: GradeSchema, down: GradeSchema, listen: z.boolean() }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN'],
});
