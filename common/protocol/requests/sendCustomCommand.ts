import { z } from 'zod';
import { request } from '../request.ts';
import { MessageSchema, OnceSchema, UserIDSchema } from '../schemas.ts';

/** Text to named users; an empty list means everybody else. Users who are not in the room are passed over. */
export const sendCustomCommand = request({
  params: z.object({ command: MessageSchema, toUserIDs: z.array(UserIDSchema).max(500), once: OnceSchema.optional() }),
  result: z.object({}),
  fails: ['NOT_LOGGED_IN', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG', 'COMMAND_TOO_OFTEN'],
});
