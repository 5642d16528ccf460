import { z } from 'zod';
import { USERS_PER_ROOM } from '../limits.ts';
import { request } from '../request.ts';
import { RoomIDSchema, SnapshotSchema, TokenSchema, UserSchema } from '../schemas.ts';

/** Enters a room, creating it if it does not exist. Answers with the whole state of the room. */
export const loginRoom = request({
  params: z.object({
    appID: z.number().int().min(1).max(0xffff_ffff),
    roomID: RoomIDSchema,
    user: UserSchema,
    token: TokenSchema.optional(),
    appSign: z.string().max(128).optional(),
    /** Tell this session about other users coming and going. */
    userUpdate: z.boolean(),
    /** Only the value of the room's first comer counts; 0 = no cap. */
    maxMemberCount: z.number().int().min(0).max(USERS_PER_ROOM),
    client: z.object({ sdk: z.string().max(32), version: z.string().max(32), platform: z.string().max(256) }),
    /** A reconnecting client whose session is over: it must not displace the same user's newer login. */
    reconnecting: z.boolean().optional(),
    /** Of a client that sits in several rooms at once: the same in each, so that they do not displace each other. */
    clientID: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
    /** Of one stay in the room, made up by the client: what it left behind there is not somebody else. */
    stayID: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
    /** What the client understands of `ADDITIONS`, and of those that this server has not heard of. */
    knows: z.array(z.string().max(32)).max(64).optional(),
  }),
  result: SnapshotSchema,
  fails: [
    'APP_ID_UNKNOWN',
    'APP_SIGN_WRONG',
    'NO_CREDENTIALS',
    'LOGIN_REFUSED',
    'TOKEN_FORMAT',
    'TOKEN_VERSION',
    'TOKEN_APP_ID',
    'TOKEN_USER_ID',
    'TOKEN_EXPIRED',
    'TOKEN_NONCE',
    'ROOM_FULL',
    'ROOM_ALREADY_JOINED',
    'ROOM_QUOTA',
    'TOO_MANY_REQUESTS',
    'USER_ACTIVE_ELSEWHERE',
    'USER_FORBIDDEN',
    'SERVER_CLOSING',
  ],
});
