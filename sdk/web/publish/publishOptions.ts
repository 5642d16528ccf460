import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type { PictureOptions, PublishOptions } from '@liuyun/core';
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
  return {
    extraInfo,
    videoCodec: chooseVideoCodec(option.videoCodec, option.enableAutoSwitchVideoCodec === true),
    // Messages in frames need H.264.
    codecMayChange: option.enableAutoSwitchVideoCodec === true || (option.videoCodec === undefined && option.isSEIStart !== true),
    ...pictureOptions(source, option),
    focus: traffic(source, option).focus,
    audioBitrate: source.audioBitrate,
    stereo: source.stereo,
    dtx: option.enableDTX === true,
    muted: source.muted,
    ...(option.roomID === undefined ? {} : { roomID: option.roomID }),
    ...(source.dual ? { lowVideo: source.low } : {}),
  };
}

/** How the picture of a stream is to be sent; another one in its place may want it otherwise. */
export function pictureOptions(source: LocalSource, option: ZegoWebPublishOption): PictureOptions {
  const { bitrate, optimization, keyFrameInterval } = source.sending;
  const { focus, ...bounds } = traffic(source, option);
  return {
    videoBitrate: bitrate,
    startVideoBitrate: startBitrate(source.sending),
    ...bounds,
    degradation: degradations[optimization],
    ...(keyFrameInterval === undefined ? {} : { keyFrameMs: keyFrameInterval * 1000 }),
  };
}

function traffic({ sending }: LocalSource, option: ZegoWebPublishOption): ReturnType<typeof trafficControl> {
  return trafficControl(
    { bitrate: sending.bitrate, minBitrate: sending.minBitrate },
    {
      enabled: option.enableTrafficControl,
      least: option.trafficControlMinVideoBitrate,
      focus: option.trafficControlFocusOnMode,
    },
  );
}
