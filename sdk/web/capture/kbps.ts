import { RtcError } from '@liuyun/protocol/errors';

/** A bitrate (kbit/s) as an app wants it; undefined, null and 0 leave it to the defaults. INPUT_PARAM for anything else that is none. */
export function kbps(value: unknown, name: string, most = Number.MAX_SAFE_INTEGER): number | undefined {
  if (value === undefined || value === null || value === 0) return undefined;
  if (typeof value !== 'number' || !(value > 0 && value <= most)) throw new RtcError('INPUT_PARAM', `${name}: kbit/s`);
  return value;
}
