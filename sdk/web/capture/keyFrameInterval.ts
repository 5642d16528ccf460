import { RtcError } from '@liuyun/protocol/errors';

const SHORTEST_S = 2;
const LONGEST_S = 6;

/** Seconds between key frames as an app wants them, brought into their documented range; undefined where it does not say. */
export function keyFrameInterval({ keyFrameInterval: given }: { keyFrameInterval?: unknown }): number | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given !== 'number' || Number.isNaN(given)) throw new RtcError('INPUT_PARAM', 'keyFrameInterval: seconds, 2 to 6');
  return Math.min(LONGEST_S, Math.max(SHORTEST_S, given));
}
