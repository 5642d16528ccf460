import type { Kind, Opaque, Track } from '@liuyun/protocol';
import type { MediaRoom } from '../MediaEngine.ts';

const FINGERPRINT = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0').toUpperCase()).join(':');
export const dtls: Opaque = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: FINGERPRINT }] };

let nextSsrc = 1000;
/** A track as a browser would describe it; `codec` is a mime type's second half. */
export function track(kind: Kind, codec: string, muted = false): Track {
  const audio = kind === 'audio';
  const parameters =
    codec === 'H264' ? { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 } : {};
  const media = { mimeType: `${kind}/${codec}`, payloadType: audio ? 111 : 96, clockRate: audio ? 48_000 : 90_000, parameters };
  return {
    kind,
    muted,
    rtpParameters: {
      codecs: [audio ? { ...media, channels: 2 } : media],
      headerExtensions: [],
      encodings: [{ ssrc: nextSsrc++ }],
      rtcp: { cname: 'contract' },
    },
  };
}

/** The room's capabilities, reduced to some codecs. */
export function receives(room: MediaRoom, ...codecs: string[]): Opaque {
  const all = room.capabilities.codecs as { mimeType: string }[];
  const wanted = codecs.map((codec) => codec.toLowerCase());
  return {
    ...room.capabilities,
    codecs: all.filter(({ mimeType }) => wanted.includes(mimeType.split('/')[1]?.toLowerCase() ?? '')),
  };
}

/** Sound and a picture. */
export const both = (): Track[] => [track('audio', 'opus'), track('video', 'VP8')];

/** A picture in two sizes, as browsers describe it. */
export function layered(): Track {
  const video = track('video', 'VP8');
  const headerExtensions = [
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4 },
    { uri: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id', id: 10 },
  ];
  const encodings = [{ rid: 'r0' }, { rid: 'r1' }];
  return { ...video, rtpParameters: { ...video.rtpParameters, mid: '7', headerExtensions, encodings } };
}
