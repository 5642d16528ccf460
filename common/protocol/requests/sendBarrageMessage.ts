import { z } from 'zod';
import { request } from '../request.ts';
import { MessageSchema } from '../schemas.ts';

/** Text for floods: above the room's rate it is dropped, and still answered with ok. */
export const sendBarrageMessage = request({
  params: z.object({ message: MessageSchema }),
  result: z.object({ messageID: z.string() }),
  fails: ['NOT_LOGGED_IN', 'MESSAGE_EMPTY', 'MESSAGE_TOO_LONG'],
});
