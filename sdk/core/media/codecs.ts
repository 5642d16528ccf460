import { RtcError } from '@liuyun/protocol/errors';
import type { types } from 'mediasoup-client';
import type { PublishOptions } from '../Engine.ts';

/** Start bitrate where the target is not known, kbit/s. */
const START_KBPS = 600;
/** The part of the target a stream starts with: high enough not to be small and blurred for its first seconds. */
const START_PART = 0.8;

/**
 * The codec to send: the wanted one, else H.264, else VP8, else whatever video codec both ends have.
 * CODEC_NOT_ENCODABLE when there is none.
 */
export function chooseVideoCodec(codecs: types.RtpCapabilities['codecs'], wanted: string): types.RtpCodecCapability {
  const sendable = (codecs ?? []).filter(
    (codec) => codec.kind === 'video' && !/\/(rtx|red|ulpfec|flexfec-03)$/i.test(codec.mimeType),
  );
  for (const name of [wanted, 'H264', 'VP8']) {
    const found = sendable.find((codec) => codec.mimeType.toLowerCase() === `video/${name.toLowerCase()}`);
    if (found) return found;
  }
  if (sendable[0]) return sendable[0];
  throw new RtcError('CODEC_NOT_ENCODABLE', wanted);
}

/**
 * The encodings of a video track, smallest first (mediasoup and browsers agree on that order). Undefined leaves all to
 * the browser. `size` is the captured picture's; its long side is compared with the long side that is wanted.
 */
export function videoEncodings(
  { videoBitrate, lowVideo }: PublishOptions,
  size: { width?: number; height?: number },
): types.RtpEncodingParameters[] | undefined {
  const big = videoBitrate !== undefined ? { maxBitrate: videoBitrate * 1000 } : {};
  if (!lowVideo) return videoBitrate === undefined ? undefined : [big];
  const scaleResolutionDownBy = lowScale(lowVideo, size) ?? 1;
  const small = { scaleResolutionDownBy, maxBitrate: lowVideo.bitrate * 1000, maxFramerate: lowVideo.frameRate };
  return [small, { ...big, scaleResolutionDownBy: 1 }];
}

/** By how much a captured picture is made smaller to be the small one; undefined as long as its size is unknown. */
export function lowScale(
  lowVideo: { width: number; height: number },
  size: { width?: number; height?: number } | undefined,
): number | undefined {
  if (!size?.width || !size.height) return undefined;
  const [long, short] = sides(size.width, size.height);
  const [lowLong, lowShort] = sides(lowVideo.width, lowVideo.height);
  return Math.max(1, Math.min(long / lowLong, short / lowShort));
}

function sides(width: number, height: number): [long: number, short: number] {
  return [Math.max(width, height), Math.min(width, height)];
}

/** Where bandwidth is short, the picture suffers before the sound does. */
export const audioEncodings: types.RtpEncodingParameters[] = [{ priority: 'high', networkPriority: 'high' }];

/** What mediasoup-client writes into the session description of a video track. */
export function videoCodecOptions(options: PublishOptions): types.ProducerCodecOptions {
  const target = options.videoBitrate;
  const start = options.startVideoBitrate ?? (target === undefined ? START_KBPS : Math.round(target * START_PART));
  return {
    videoGoogleStartBitrate: start,
    ...(options.minVideoBitrate !== undefined && { videoGoogleMinBitrate: options.minVideoBitrate }),
  };
}

/** The same for an audio track. In-band FEC and NACK: a lost packet should not be heard. */
export function audioCodecOptions(options: PublishOptions): types.ProducerCodecOptions {
  return {
    opusFec: true,
    opusNack: true,
    opusStereo: options.stereo === true,
    opusDtx: options.dtx === true,
    ...(options.audioBitrate !== undefined && { opusMaxAverageBitrate: options.audioBitrate * 1000 }),
  };
}
