import { z } from 'zod';
import { request } from '../request.ts';
import { TokenSchema } from '../schemas.ts';

/** Replaces the session's token, privileges included. Losing the publish privilege stops publishing. */
export const renewToken = request({
  params: z.object({ token: TokenSchema }),
  result: z.object({ tokenExpiresAt: z.number() }),
  fails: [
    'NOT_LOGGED_IN',
    'LOGIN_REFUSED',
    'TOKEN_FORMAT',
    'TOKEN_VERSION',
    'TOKEN_APP_ID',
    'TOKEN_USER_ID',
    'TOKEN_EXPIRED',
    'TOKEN_NONCE',
  ],
});
