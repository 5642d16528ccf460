import { type CloseName, closeCodes } from '@liuyun/protocol/closeCodes';
import type { ErrorName } from '@liuyun/protocol/errors';

/** What a close code means for a client that hears nothing else: the names of closes after which nobody returns. */
const finalFailures: { readonly [N in CloseName]?: ErrorName } = {
  LOGGED_OUT: 'KICKED_BY_SERVER',
  KICKED_OUT: 'KICKED_BY_SERVER',
  BAD_FRAME: 'INPUT_PARAM',
  TOO_BIG: 'INPUT_PARAM',
  FLOOD: 'TOO_MANY_REQUESTS',
  PROTOCOL_VERSION: 'INIT_WRONG',
};

/** The failure that a socket's close code ends everything with, or `undefined` if coming back makes sense. */
export function finalFailureOf(code: number): ErrorName | undefined {
  for (const [name, failure] of Object.entries(finalFailures)) {
    if (closeCodes[name as CloseName].code === code) return failure;
  }
  return undefined;
}

/** Whether a failure means that the user was thrown out. */
export function isKick(failure: ErrorName): boolean {
  return failure === 'KICKED_BY_OTHER_LOGIN' || failure === 'KICKED_BY_SERVER' || failure === 'KICKED_TOKEN_EXPIRED';
}
