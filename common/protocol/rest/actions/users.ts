import { z } from 'zod';
import { action } from '../action.ts';
import { listOf, RoomId, UserId, upTo } from '../fields.ts';

const REASON_BYTES = 256;

export const KickoutUser = action({
  group: 'users',
  summary: 'Throws users out of a room',
  notes:
    'They get KICKOUT 1002055 with CustomReason, and their streams end. 104 when there is no such room; 105 when none of the users is in it; more than 5 users are 50011. To keep them out, set a rule first (SetForbidUserRule).',
  perSecond: 50,
  params: z.object({
    RoomId,
    UserId: listOf(UserId, { most: 5, tooMany: 'TOO_MANY_USERS', description: 'User IDs' }),
    CustomReason: upTo(REASON_BYTES, 'What the user is told').default(''),
  }),
  data: z.object({}),
});
