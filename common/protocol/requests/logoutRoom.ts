import { z } from 'zod';
import { request } from '../request.ts';

/** Leaves the room; the server closes the socket afterwards. */
export const logoutRoom = request({ params: z.object({}), result: z.object({}), fails: ['NOT_LOGGED_IN'] });
