import { RtcError } from '@liuyun/protocol/errors';

/** A switch as documented. INPUT_PARAM for anything else: `'false'` and 0 must not turn a microphone on. */
export function flag(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw new RtcError('INPUT_PARAM', `${name}: true or false`);
  return value;
}
