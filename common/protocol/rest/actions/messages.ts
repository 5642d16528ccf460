import { z } from 'zod';
import { action } from '../action.ts';
import { listOf, messageContent, RoomId, UserId, UserName } from '../fields.ts';

const PER_SECOND = 100;
const SENDER = 'The sender need not be in the room; a client with the sender’s UserId does not get the message.';

const message = {
  RoomId,
  UserId,
  UserName: UserName.default(''),
  MessageCategory: z
    .union([z.literal(1), z.literal(2)])
    .meta({ type: 'integer', description: '1 system, 2 chat; clients are not told which' }),
  MessageContent: messageContent('PARAM_TOO_LONG'),
};

export const SendBroadcastMessage = action({
  group: 'messages',
  summary: 'Sends text to everybody in a room, in order',
  notes: `${SENDER} UserName is the UserId where it is left out. 104 when there is no such room, 1008 for empty content.`,
  perSecond: PER_SECOND,
  params: z.object(message),
  data: z.object({ MessageId: z.int().meta({ description: 'Grows within the room' }) }),
});

export const SendBarrageMessage = action({
  group: 'messages',
  summary: 'Sends text to everybody in a room that may be lost',
  notes: `${SENDER} Above 20 per second and room (clients’ own ones included) messages are dropped.`,
  perSecond: PER_SECOND,
  params: z.object(message),
  data: z.object({ MessageId: z.string() }),
});

export const SendCustomCommand = action({
  group: 'messages',
  summary: 'Sends a command to users of a room',
  notes: `${SENDER} Without ToUserId it goes to everybody. Who is not in the room stands in FailUsers with 50003. More than 10 users are 50011, content above 1024 bytes 50012.`,
  perSecond: PER_SECOND,
  params: z.object({
    RoomId,
    FromUserId: UserId,
    ToUserId: listOf(UserId, { most: 10, tooMany: 'TOO_MANY_USERS', description: 'User IDs' }).optional(),
    MessageContent: messageContent('CONTENT_TOO_LONG'),
  }),
  data: z.object({ FailUsers: z.array(z.object({ Uid: z.string(), Code: z.int() })) }),
});
