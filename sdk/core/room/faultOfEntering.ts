import type { ErrorName } from '@liuyun/protocol/errors';
import { TOKEN_BYTES, USERS_PER_ROOM } from '@liuyun/protocol/limits';

/** What can be seen to be wrong with how a room is to be entered. A token may be missing, and so may a limit of users. */
export function faultOfEntering(given: { token?: unknown; maxMemberCount?: unknown }): ErrorName | undefined {
  const { token, maxMemberCount: most } = given;
  if (!missing(token) && (typeof token !== 'string' || token.length > TOKEN_BYTES)) return 'TOKEN_FORMAT';
  const whole = Number.isInteger(most) && (most as number) >= 0 && (most as number) <= USERS_PER_ROOM;
  return missing(most) || whole ? undefined : 'INPUT_PARAM';
}

const missing = (value: unknown): boolean => value === undefined || value === null;
