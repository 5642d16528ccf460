import { RtcError } from '@liuyun/protocol/errors';

/** A volume as the public API has it. INPUT_PARAM for anything outside 0–`most`. */
export function percent(volume: unknown, most = 100): number {
  if (typeof volume !== 'number' || !(volume >= 0 && volume <= most)) throw new RtcError('INPUT_PARAM', `volume: 0–${most}`);
  return volume;
}
