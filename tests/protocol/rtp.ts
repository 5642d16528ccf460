import type { Kind, Opaque } from '@liuyun/protocol';

let nextSSRC = 1_000;
let nextMid = 0;

const codecs = {
  audio: {
    mimeType: 'audio/opus',
    payloadType: 111,
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1 },
    rtcpFeedback: [],
  },
  video: {
    mimeType: 'video/VP8',
    payloadType: 96,
    clockRate: 90_000,
    parameters: {},
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
  },
};

/** A track as a browser would offer it; real engines take it too. */
export function track(kind: Kind, muted = false): { kind: Kind; rtpParameters: Opaque; muted: boolean } {
  const rtpParameters = {
    mid: String(nextMid++),
    codecs: [codecs[kind]],
    headerExtensions: [],
    encodings: [{ ssrc: nextSSRC++ }],
    rtcp: { cname: 'protocol-suite' },
  };
  return { kind, rtpParameters, muted };
}

/** DTLS parameters of a client that will never come. */
export const dtlsParameters: Opaque = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
};
