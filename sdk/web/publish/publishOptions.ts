import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type { PublishOptions } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo } from '@liuyun/protocol/ids';
import type { LocalSource, VideoSending } from '../streams/LocalSource.ts';
import type { ZegoWebPublishOption } from '../types/stream.ts';

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
    ...trafficControl({ bitrate, minBitrate }, option),
    audioBitrate: source.audioBitrate,
    stereo: source.stereo,
    dtx: option.enableDTX === true,
    degradation: degradations[optimization],
    muted: source.muted,
    ...(keyFrameInterval === undefined ? {} : { keyFrameMs: keyFrameInterval * 1000 }),
    ...(option.roomID === undefined ? {} : { roomID: option.roomID }),
    ...(source.dual ? { lowVideo: source.low } : {}),
  };
}

/** Documented: below 50 kbit/s a picture is not worth sending. */
const LEAST_KBPS = 50;

/**
 * What bandwidth does to the picture. `minBitrate` is a floor of estimation that the app insists on. Without traffic control
 * the target itself is, and the players' networks are not looked at; neither are they where the app chose its own end (0).
 */
function trafficControl(
  { bitrate, minBitrate }: { bitrate: number; minBitrate: number | undefined },
  option: ZegoWebPublishOption,
): Pick<PublishOptions, 'minVideoBitrate' | 'leastVideoBitrate' | 'focus'> {
  const least = kbps(option.trafficControlMinVideoBitrate) ?? LEAST_KBPS;
  const floor = kbps(minBitrate);
  if (option.enableTrafficControl === false) return { minVideoBitrate: bitrate, focus: 'local' };
  return {
    ...(floor === undefined ? {} : { minVideoBitrate: Math.min(floor, bitrate) }),
    leastVideoBitrate: Math.min(least, bitrate),
    focus: option.trafficControlFocusOnMode === 0 ? 'local' : 'remote',
  };
}

function kbps(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'number' && given >= 0) return given;
  throw new RtcError('PUBLISH_PARAM', 'the least bitrate is no number');
}

/** kbit/s to start with. */
export function startBitrate({ bitrate, start }: Pick<VideoSending, 'bitrate' | 'start'>): number {
  if (start === 'target') return bitrate;
  return Math.min(bitrate, Math.max(LOWEST_START, Math.round(bitrate * DEFAULT_START_SHARE)));
}
