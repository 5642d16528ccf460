import { z } from 'zod';
import { request } from '../request.ts';
import { RoomExtraInfoKeySchema, RoomExtraInfoValueSchema } from '../schemas.ts';

/** Sets a value that the room carries while it is open; everybody else is told, late comers find it in the snapshot. */
export const setRoomExtraInfo = request({
  params: z.object({ key: RoomExtraInfoKeySchema, value: RoomExtraInfoValueSchema }),
  result: z.object({}),
  fails: [
    'NOT_LOGGED_IN',
    'ROOM_EXTRA_INFO_KEY_EMPTY',
    'ROOM_EXTRA_INFO_KEY_TOO_LONG',
    'ROOM_EXTRA_INFO_VALUE_TOO_LONG',
    'ROOM_EXTRA_INFO_KEYS',
    'TOO_MANY_REQUESTS',
  ],
});
