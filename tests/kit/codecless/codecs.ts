import type { Kind, Opaque } from '@liuyun/protocol';

/** A codec that pictures and sounds can be made up for: how frames become RTP payloads, and how to see a key frame. */
export type Codec = {
  kind: Kind;
  /** As it stands in `rtpParameters.codecs`. */
  parameters: Opaque & { mimeType: string; payloadType: number; clockRate: number };
  /** Payloads of one frame of about `bytes` bytes. The last `tail` bytes of each mean nothing to a decoder: write there. */
  frame(options: FrameOptions): Buffer[];
  isKeyFrame(payload: Buffer): boolean;
};

/** `count` numbers the frames. */
export type FrameOptions = { key: boolean; bytes: number; count: number; tail?: number };

const PAYLOAD_BYTES = 1100;
const base64 = (text: string) => Buffer.from(text, 'base64');

/** One key frame and one difference that changes nothing, 64×48 in plain blue, so that real decoders take them too. */
const vp8Frames = {
  key: base64('UAMAnQEqQAAwAABHCIWFiIWEiAICAnWqA/gCBwjVZ5mPN9IA/vozy/+JC/EhfiQv/Ehf/bs/rs/rs/6uAA=='),
  delta: base64('0QEAARAQABgAGFgv9AAIjAAA'),
};
const h264Units = {
  sps: base64('Z0LACtoR7ARAAAADAEAAAAeDxImo'),
  pps: base64('aM4Dksg='),
  key: base64('ZYiEDfEUKAAIDscAAQDI4AB++++uuuuuuuvA'),
  delta: base64('QZogL8bA'),
};

const feedback = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }];

/** RFC 7587. Frames are noise after a valid TOC byte (CELT, 20 ms, stereo): any bytes decode to some sound. */
export const opus: Codec = {
  kind: 'audio',
  parameters: { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2, parameters: {}, rtcpFeedback: [] },
  frame: ({ bytes, count, tail = 0 }) => {
    const payload = Buffer.alloc(Math.max(3 + tail, Math.min(bytes, PAYLOAD_BYTES)), 0);
    for (let index = 1; index < payload.length; index++) payload[index] = (index * 73 + count * 151) & 0xff;
    payload[0] = 0xfc;
    return [payload];
  },
  isKeyFrame: () => false,
};

/** RFC 7741 §4.2: descriptor with a 15-bit picture ID; zeros after the frame are padding to decoders. */
export const vp8: Codec = {
  kind: 'video',
  parameters: { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000, parameters: {}, rtcpFeedback: feedback },
  frame: ({ key, bytes, count, tail = 0 }) => {
    const frame = key ? vp8Frames.key : vp8Frames.delta;
    const tails = tail * Math.ceil(bytes / PAYLOAD_BYTES);
    const padded = Buffer.concat([frame, Buffer.alloc(Math.max(0, bytes - tails - frame.length))]);
    return chunks(padded, PAYLOAD_BYTES - tail).map((chunk, index) =>
      Buffer.concat([
        Buffer.from([index === 0 ? 0x90 : 0x80, 0x80, 0x80 | ((count >> 8) & 0x7f), count & 0xff]),
        chunk,
        Buffer.alloc(tail),
      ]),
    );
  },
  isKeyFrame: (payload) => {
    const first = payload[0] ?? 0;
    if ((first & 0x17) !== 0x10) return false;
    let offset = 1;
    if (first & 0x80) {
      const extensions = payload[offset++] ?? 0;
      if (extensions & 0x80) offset += (payload[offset] ?? 0) & 0x80 ? 2 : 1;
      if (extensions & 0x40) offset++;
      if (extensions & 0x30) offset++;
    }
    return ((payload[offset] ?? 1) & 1) === 0;
  },
};

/**
 * RFC 6184: parameter sets in a STAP-A (§5.7.1) before each IDR picture, filler NAL units (type 12) for the rest. A tail is a
 * filler unit too, in one STAP-A with what it follows.
 */
export const h264: Codec = {
  kind: 'video',
  parameters: {
    mimeType: 'video/H264',
    payloadType: 97,
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
    rtcpFeedback: feedback,
  },
  frame: ({ key, bytes, tail = 0 }) => {
    const end = tail > 0 ? [filler(tail)] : [];
    const single = (unit: Buffer) => (tail > 0 ? stapA(unit, ...end) : unit);
    const { sps, pps } = h264Units;
    const picture = key ? [stapA(sps, pps, ...end), single(h264Units.key)] : [single(h264Units.delta)];
    const left = bytes - picture.reduce((sum, { length }) => sum + length, 0);
    const rest = left > 2 ? chunks(Buffer.alloc(left), PAYLOAD_BYTES) : [];
    return [...picture, ...rest.map(({ length }) => filler(Math.max(length, tail)))];
  },
  isKeyFrame: (payload) => {
    const type = (payload[0] ?? 0) & 0x1f;
    return type === 7 || (type === 24 && ((payload[3] ?? 0) & 0x1f) === 7);
  },
};

export const codecs = [opus, vp8, h264];

function chunks(data: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.max(1, Math.ceil(data.length / size)) }, (_, index) =>
    data.subarray(index * size, (index + 1) * size),
  );
}

/** A filler data NAL unit (ITU-T H.264 §7.3.2.7) of this many bytes after its header. */
function filler(bytes: number): Buffer {
  return Buffer.concat([Buffer.from([0x0c]), Buffer.alloc(bytes, 0xff)]);
}

function stapA(...units: Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from([0x78]),
    ...units.map((unit) => Buffer.concat([Buffer.from([unit.length >> 8, unit.length & 0xff]), unit])),
  ]);
}
