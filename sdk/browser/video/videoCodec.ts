import type { PublishOptions } from '@liuyun/core';
import { RtcError } from '@liuyun/protocol/errors';

type Codec = PublishOptions['videoCodec'];
const OURS: readonly Codec[] = ['H264', 'VP8', 'VP9', 'AV1'];

/** Codecs that this browser can encode, by their names in MIME types. Undefined where it does not say (old Firefox). */
export function encodableCodecs(): ReadonlySet<string> | undefined {
  return typeof RTCRtpSender === 'undefined' ? undefined : videoCodecsOf(RTCRtpSender);
}

/** Whether this browser can send the codec; false where it does not say. */
export function canEncode(codec: string): boolean {
  return encodableCodecs()?.has(codec) === true;
}

/** Whether this browser can play the codec; false where it does not say. */
export function canDecode(codec: string): boolean {
  return typeof RTCRtpReceiver !== 'undefined' && videoCodecsOf(RTCRtpReceiver)?.has(codec) === true;
}

function videoCodecsOf(side: Partial<Pick<typeof RTCRtpSender, 'getCapabilities'>>): ReadonlySet<string> | undefined {
  if (typeof side.getCapabilities !== 'function') return undefined;
  const codecs = side.getCapabilities('video')?.codecs ?? [];
  return new Set(codecs.map(({ mimeType }) => mimeType.replace(/^video\//i, '').toUpperCase()));
}

/**
 * H.264 first, since CDNs and most native peers want it; VP8 where the browser lacks it. A codec that the app names is
 * taken or refused (1003080), unless it allows switching.
 */
export function chooseVideoCodec(
  asked: unknown,
  mayFallBack: boolean,
  encodable: ReadonlySet<string> | undefined = encodableCodecs(),
): Codec {
  const can = (codec: string) => !encodable || encodable.has(codec);
  const standard = (): Codec => (can('H264') ? 'H264' : 'VP8');
  if (asked === undefined || asked === null) return standard();
  if (typeof asked !== 'string') throw new RtcError('PUBLISH_PARAM', 'videoCodec');
  const named = OURS.find((codec) => codec === asked.toUpperCase());
  if (named && can(named)) return named;
  if (mayFallBack) return standard();
  throw new RtcError('CODEC_NOT_ENCODABLE', asked);
}
