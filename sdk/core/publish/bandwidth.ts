import { RtcError } from '@liuyun/protocol/errors';
import type { PublishOptions } from '../Engine.ts';

/**
 * 'default' is documented to start low and ramp up; a picture that begins small and blurred is what users notice first,
 * so ours starts at this share of its target. Bandwidth estimation still corrects it within a second or two.
 */
const DEFAULT_START_SHARE = 0.8;
const LOWEST_START = 300;
/** Documented: below 50 kbit/s a picture is not worth sending. */
const LEAST_KBPS = 50;

/** kbit/s to start with. */
export function startBitrate({ bitrate, start }: { bitrate: number; start: 'default' | 'target' }): number {
  if (start === 'target') return bitrate;
  return Math.min(bitrate, Math.max(LOWEST_START, Math.round(bitrate * DEFAULT_START_SHARE)));
}

/** What an app says of bandwidth. `least`: below it no picture is sent; `focus` 0 is its own network alone. */
export type TrafficWish = { enabled?: unknown; least?: unknown; focus?: unknown };

/**
 * What bandwidth does to the picture. `minBitrate` is a floor of estimation that the app insists on. Without traffic control
 * the target itself is, and the players' networks are not looked at; neither are they where the app chose its own end (0).
 */
export function trafficControl(
  { bitrate, minBitrate }: { bitrate: number; minBitrate: number | undefined },
  wish: TrafficWish,
): Pick<PublishOptions, 'minVideoBitrate' | 'leastVideoBitrate' | 'focus'> {
  const least = kbps(wish.least) ?? LEAST_KBPS;
  const floor = kbps(minBitrate);
  if (wish.enabled === false) return { minVideoBitrate: bitrate, focus: 'local' };
  return {
    ...(floor === undefined ? {} : { minVideoBitrate: Math.min(floor, bitrate) }),
    leastVideoBitrate: Math.min(least, bitrate),
    focus: wish.focus === 0 ? 'local' : 'remote',
  };
}

function kbps(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'number' && given >= 0) return given;
  throw new RtcError('PUBLISH_PARAM', 'the least bitrate is no number');
}
