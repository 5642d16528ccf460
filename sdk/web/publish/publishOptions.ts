import type { PublishOptions } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo } from '@liuyun/protocol/ids';
import type { LocalSource, VideoSending } from '../streams/LocalSource.ts';
import type { ZegoWebPublishOption } from '../types/stream.ts';
import { chooseVideoCodec } from './videoCodec.ts';

/**
 * 'default' is documented to start low and ramp up; a picture that begins small and blurred is what users notice first,
 * so ours starts at this share of its target. Bandwidth estimation still corrects it within a second or two.
 */
const DEFAULT_START_SHARE = 0.8;
const LOWEST_START = 300;

const degradations = {
  default: 'balanced',
  motion: 'maintain-framerate',
  detail: 'maintain-resolution',
} as const;

/** What the app said about a stream and about how to publish it, in the core's words. */
export function publishOptions(source: LocalSource, option: ZegoWebPublishOption): PublishOptions {
  const extraInfo = option.extraInfo ?? '';
  const fault = faultOfExtraInfo(extraInfo);
  if (fault) throw new RtcError(fault);
  const { bitrate, minBitrate, optimization, keyFrameInterval } = source.sending;
  return {
    extraInfo,
    videoCodec: chooseVideoCodec(option.videoCodec, option.enableAutoSwitchVideoCodec === true),
    videoBitrate: bitrate,
    startVideoBitrate: startBitrate(source.sending),
    minVideoBitrate: leastBitrate({ bitrate, minBitrate }, option),
    audioBitrate: source.audioBitrate,
    stereo: source.stereo,
    dtx: option.enableDTX === true,
    degradation: degradations[optimization],
    muted: source.muted,
    ...(keyFrameInterval === undefined ? {} : { keyFrameMs: keyFrameInterval * 1000 }),
    ...(source.dual ? { lowVideo: source.low } : {}),
  };
}

/**
 * kbit/s below which bandwidth estimation must not go. It is no floor unless the app sets one; without traffic control
 * the target itself is.
 */
function leastBitrate(
  { bitrate, minBitrate }: { bitrate: number; minBitrate: number | undefined },
  { enableTrafficControl, trafficControlMinVideoBitrate }: ZegoWebPublishOption,
): number | undefined {
  if (enableTrafficControl === false) return bitrate;
  const floor = minBitrate ?? trafficControlMinVideoBitrate;
  if (floor === undefined) return undefined;
  if (!(typeof floor === 'number' && floor >= 0)) throw new RtcError('PUBLISH_PARAM', 'the least bitrate is no number');
  return Math.min(floor, bitrate);
}

/** kbit/s to start with. */
export function startBitrate({ bitrate, start }: Pick<VideoSending, 'bitrate' | 'start'>): number {
  if (start === 'target') return bitrate;
  return Math.min(bitrate, Math.max(LOWEST_START, Math.round(bitrate * DEFAULT_START_SHARE)));
}
