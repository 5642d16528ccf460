import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type { PublishOptions } from '@liuyun/core';
import { startBitrate, trafficControl } from '@liuyun/core/publish/bandwidth';
import { RtcError } from '@liuyun/protocol/errors';
import { faultOfExtraInfo } from '@liuyun/protocol/ids';
import type { LocalSource } from '../streams/LocalSource.ts';
import type { ZegoWebPublishOption } from '../types/stream.ts';

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
    // Messages in frames need H.264.
    codecMayChange: option.enableAutoSwitchVideoCodec === true || (option.videoCodec === undefined && option.isSEIStart !== true),
    videoBitrate: bitrate,
    startVideoBitrate: startBitrate(source.sending),
    ...trafficControl(
      { bitrate, minBitrate },
      {
        enabled: option.enableTrafficControl,
        least: option.trafficControlMinVideoBitrate,
        focus: option.trafficControlFocusOnMode,
      },
    ),
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
