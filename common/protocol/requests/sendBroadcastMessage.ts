import { z } from 'zod';
import { request } from '../request.ts';
import { MessageSchema, OnceSchema } from '../schemas.ts';

/** Text to everybody else in the room: reliable, in order per sender. */
export const sendBroadcastMessage = request({
  params: z.object({ message: MessageSchema, once: OnceSchema.optional() }),
  result: z.object({ messageID: z.number() }),
  fails: ['NOT_LOGGED_IN', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG', 'MESSAGE_TOO_OFTEN'],
});
