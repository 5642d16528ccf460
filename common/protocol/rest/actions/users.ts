import { z } from 'zod';
import { action } from '../action.ts';
import { listOf, RoomId, UserId, upTo } from '../fields.ts';

const REASON_BYTES = 256;

const UserRole = z.int().meta({ description: 'Always 2 here: roles have no meaning for these SDKs' });

export const DescribeUserNum = action({
  group: 'users',
  summary: 'How many users are in rooms',
  notes: 'A room that does not exist has 0. AdminUserCount is always 0: nobody is hidden here.',
  perSecond: 10,
  params: z.object({ RoomId: listOf(RoomId, { most: 10, description: 'Room IDs' }) }),
  data: z.object({
    UserCountList: z.array(z.object({ RoomId: z.string(), UserCount: z.int(), AdminUserCount: z.int() })),
  }),
});

export const DescribeUserList = action({
  group: 'users',
  summary: 'Who is in a room, page by page',
  notes:
    'Empty for a room that does not exist. Ask again with the Marker of the answer until it is empty; who comes and goes meanwhile shifts nothing.',
  perSecond: 200,
  oncePerRoomMs: 1_000,
  params: z.object({
    RoomId,
    Mode: z
      .union([z.literal(0), z.literal(1)])
      .default(0)
      .meta({ type: 'integer', description: '0: who came first stands first; 1: who came last' }),
    Limit: z.int().min(0).max(200).default(200).meta({ description: 'At most so many users' }),
    Marker: upTo(160, 'Marker of the page before; empty for the first').default(''),
  }),
  data: z.object({
    Marker: z.string().meta({ description: 'Empty on the last page' }),
    UserList: z.array(z.object({ UserId: z.string(), UserName: z.string(), UserRole })),
  }),
});

export const DescribeUsers = action({
  group: 'users',
  summary: 'Whether users are in a room',
  notes: 'A user whose connection broke counts as there while their place is kept.',
  perSecond: 10,
  params: z.object({ RoomId, UserId: listOf(UserId, { most: 10, tooMany: 'TOO_MANY_USERS', description: 'User IDs' }) }),
  data: z.object({
    UserStatusList: z.array(
      z.object({
        UserId: z.string(),
        Status: z.int().meta({ description: '0 not in the room, 1 in the room' }),
        LoginTime: z.int().meta({ description: 'Unix ms; 0 for who is not there' }),
        UserRole,
      }),
    ),
  }),
});

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

export const RevokeTokens = action({
  group: 'users',
  summary: 'Makes tokens worthless that were issued until now',
  notes:
    'For a token that was stolen, or a user who may not come back with the one they have. Later tokens are good: give nobody a new one who must stay out, or set a rule too (SetForbidUserRule). Refused are logins, reconnections, publishing and renewals with 1002078; it holds over restarts. A token counts as issued in its second, by the clock of the server that made it. Logins by AppSign are not concerned. 50123 when there are 10000 users with revoked tokens.',
  perSecond: 20,
  params: z.object({
    UserId: z.array(UserId).max(20).default([]).meta({ description: 'User IDs (at most 20)', maxItems: 20 }),
    AllUsers: z.boolean().default(false).meta({ description: 'The tokens of every user of the app, in place of UserId' }),
    KickOut: z
      .boolean()
      .default(true)
      .meta({ description: 'Throw out who is in with such a token: KICKOUT 1002055 with CustomReason' }),
    CustomReason: upTo(REASON_BYTES, 'What the users are told').default(''),
  }),
  data: z.object({
    Time: z.int().meta({ description: 'Tokens issued up to this second are worthless (Unix)' }),
    KickedCount: z.int().meta({ description: 'How many users were thrown out' }),
  }),
});

export const CloseRoom = action({
  group: 'users',
  summary: 'Throws everybody out of a room and closes it',
  notes:
    'Everybody gets KICKOUT 1002055 with CustomReason. 104 when there is no such room. Who wants may come back: the room opens anew.',
  perSecond: 1,
  params: z.object({
    RoomId,
    CustomReason: upTo(REASON_BYTES, 'What the users are told').default(''),
    RoomCloseCallback: z
      .boolean()
      .default(false)
      .meta({ description: 'Whether the callback room_close is sent too; room_logout and stream_close always are' }),
  }),
  data: z.object({}),
});
