import { z } from 'zod';
import { request } from '../request.ts';
import { ContentSchema, OnceSchema, UserIDSchema } from '../schemas.ts';

/** Binary content to named users, or to everybody else when nobody is named. Always delivered in order. */
export const sendTransparentMessage = request({
  params: z.object({ content: ContentSchema, toUserIDs: z.array(UserIDSchema).max(500), once: OnceSchema.optional() }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG', 'COMMAND_TOO_OFTEN'],
});
