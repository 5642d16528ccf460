import { type Kind, type Opaque, RtcError } from '@liuyun/protocol';

/** What every fake room can carry: the mime types of the real engine, in the shape a WebRTC client expects. */
export const fakeCapabilities: Opaque = {
  codecs: [
    codec('audio', 'audio/opus', 100, { clockRate: 48_000, channels: 2 }),
    ...['video/VP8', 'video/VP9', 'video/H264', 'video/AV1'].map((mimeType, index) =>
      codec('video', mimeType, 101 + index, { clockRate: 90_000 }),
    ),
  ],
  headerExtensions: [],
};

function codec(kind: Kind, mimeType: string, preferredPayloadType: number, rest: { clockRate: number; channels?: number }) {
  return { kind, mimeType, preferredPayloadType, parameters: {}, rtcpFeedback: [], ...rest };
}

/** The lower-cased mime types under `codecs` of opaque parameters. @throws MEDIA_FAILED when there is no such list. */
export function mimeTypesOf(parameters: Opaque): string[] {
  const { codecs } = parameters;
  if (!Array.isArray(codecs)) throw new RtcError('MEDIA_FAILED', 'codecs is not a list');
  return codecs.map((entry: unknown) => {
    const mimeType = typeof entry === 'object' && entry !== null && 'mimeType' in entry ? entry.mimeType : undefined;
    if (typeof mimeType !== 'string') throw new RtcError('MEDIA_FAILED', 'a codec has no mimeType');
    return mimeType.toLowerCase();
  });
}

/** @throws CODEC_NOT_ENCODABLE when a track's codec is none that rooms carry; MEDIA_FAILED when it is of another kind. */
export function checkEncodable(kind: Kind, rtpParameters: Opaque): void {
  const carried = mimeTypesOf(fakeCapabilities);
  const [mimeType = ''] = mimeTypesOf(rtpParameters);
  if (!mimeType.startsWith(`${kind}/`)) throw new RtcError('MEDIA_FAILED', `not a codec for ${kind}`);
  if (!carried.includes(mimeType)) throw new RtcError('CODEC_NOT_ENCODABLE');
}

export function canDecode(rtpParameters: Opaque, capabilities: Opaque): boolean {
  const [mimeType = ''] = mimeTypesOf(rtpParameters);
  return mimeTypesOf(capabilities).includes(mimeType);
}
