import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type { EngineParts } from '../engine/EngineParts.ts';
import { ZegoVideoCodecID } from '../types/enums.ts';
import type { ZegoWebPublishOption } from '../types/stream.ts';

const ids: { [codec: string]: ZegoVideoCodecID } = {
  VP8: ZegoVideoCodecID.ZegoVideoCodecIDVp8,
  H265: ZegoVideoCodecID.ZegoVideoCodecIDH265,
};

/** With `enableAutoSwitchVideoCodec` a codec that this browser cannot send gives way to another; the app hears of it. */
export function tellCodecChange({ events }: EngineParts, streamID: string, option: ZegoWebPublishOption): void {
  const { videoCodec, enableAutoSwitchVideoCodec } = option;
  if (enableAutoSwitchVideoCodec !== true || videoCodec === undefined) return;
  const asked = videoCodec.toUpperCase();
  const sent = chooseVideoCodec(videoCodec, true);
  if (sent === asked) return;
  const [from, to] = [asked, sent].map((codec) => ids[codec] ?? ZegoVideoCodecID.ZegoVideoCodecIDDefault);
  if (from === undefined || to === undefined) return;
  // After the call has answered.
  queueMicrotask(() => events.tell('publisherVideoEncoderChanged', from, to, streamID));
}
