import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import type { EngineParts } from '../engine/EngineParts.ts';
import type { ZegoWebPublishOption } from '../types/stream.ts';
import { codecID } from './codecID.ts';

/** With `enableAutoSwitchVideoCodec` a codec that this browser cannot send gives way to another; the app hears of it. */
export function tellCodecChange({ events }: EngineParts, streamID: string, option: ZegoWebPublishOption): void {
  const { videoCodec, enableAutoSwitchVideoCodec } = option;
  if (enableAutoSwitchVideoCodec !== true || videoCodec === undefined) return;
  const asked = videoCodec.toUpperCase();
  const sent = chooseVideoCodec(videoCodec, true);
  if (sent === asked) return;
  // After the call has answered.
  queueMicrotask(() => events.tell('publisherVideoEncoderChanged', codecID(asked), codecID(sent), streamID));
}
