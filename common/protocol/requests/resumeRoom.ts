import { z } from 'zod';
import { request } from '../request.ts';
import { NoticeNumberSchema, SnapshotSchema } from '../schemas.ts';

/** A new socket takes over a session that is still kept. SESSION_UNKNOWN: log in again. */
export const resumeRoom = request({
  params: z.object({
    sessionID: z.string().max(64),
    sessionKey: z.string().max(128),
    /** The number of the latest notice that was heard: those after it are told again. */
    heard: NoticeNumberSchema.optional(),
  }),
  result: SnapshotSchema,
  fails: [
    'SESSION_UNKNOWN',
    'USER_ACTIVE_ELSEWHERE',
    'KICKED_BY_SERVER',
    'KICKED_TOKEN_EXPIRED',
    'ROOM_ALREADY_JOINED',
    'TOKEN_EXPIRED',
    'USER_FORBIDDEN',
    'SERVER_CLOSING',
  ],
});
