/** RTP (RFC 3550 §5.1) as much as a client without codecs needs: no CSRCs; of header extensions, only the time of capture is written. */
export type RtpPacket = {
  payloadType: number;
  sequence: number;
  timestamp: number;
  ssrc: number;
  marker: boolean;
  payload: Buffer;
};

const HEADER_BYTES = 12;

/** The header extension that says when a frame was captured, and the number it goes by in our packets. */
export const captureTime = { uri: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time', id: 5 };
const EXTENSION_BYTES = 4 + 12;
/** From the NTP epoch (1900) to that of Unix. */
const NTP_EPOCH_S = 2_208_988_800;

/** @param capturedAt Unix ms, for the header extension. */
export function writeRtp(
  { payloadType, sequence, timestamp, ssrc, marker, payload }: RtpPacket,
  { capturedAt }: { capturedAt?: number | undefined } = {},
): Buffer {
  const extended = capturedAt === undefined ? 0 : EXTENSION_BYTES;
  const packet = Buffer.alloc(HEADER_BYTES + extended + payload.length);
  packet[0] = capturedAt === undefined ? 0x80 : 0x90;
  packet[1] = (marker ? 0x80 : 0) | payloadType;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
  if (capturedAt !== undefined) writeCaptureTime(packet, capturedAt);
  payload.copy(packet, HEADER_BYTES + extended);
  return packet;
}

/** RFC 8285 §4.2: one-byte headers. The time is NTP's, 32 bits of seconds and 32 of their fraction. */
function writeCaptureTime(packet: Buffer, capturedAt: number): void {
  packet.writeUInt16BE(0xbede, HEADER_BYTES);
  packet.writeUInt16BE(EXTENSION_BYTES / 4 - 1, HEADER_BYTES + 2);
  packet[HEADER_BYTES + 4] = (captureTime.id << 4) | (8 - 1);
  const seconds = capturedAt / 1000 + NTP_EPOCH_S;
  packet.writeUInt32BE(Math.floor(seconds) >>> 0, HEADER_BYTES + 5);
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), HEADER_BYTES + 9);
}

/** RFC 5761 §4: RTP and RTCP share the port; RTCP's packet types are 192–223. */
export function isRtcp(packet: Buffer): boolean {
  const type = packet[1] ?? 0;
  return packet.length >= 8 && type >= 192 && type <= 223;
}

/** @returns undefined for what is no RTP. */
export function readRtp(packet: Buffer): RtpPacket | undefined {
  const first = packet[0] ?? 0;
  if (packet.length < HEADER_BYTES || first >> 6 !== 2 || isRtcp(packet)) return undefined;
  let offset = HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) offset += 4 + packet.readUInt16BE(offset + 2) * 4;
  const padding = first & 0x20 ? (packet.at(-1) ?? 0) : 0;
  const second = packet[1] ?? 0;
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    payload: packet.subarray(offset, packet.length - padding),
  };
}

/** SSRCs that a compound RTCP packet asks a key frame of: PLI (RFC 4585 §6.3.1) or FIR (RFC 5104 §4.3.1). */
export function keyFrameRequests(packet: Buffer): number[] {
  const ssrcs: number[] = [];
  for (let offset = 0; offset + 12 <= packet.length; ) {
    const format = (packet[offset] ?? 0) & 0x1f;
    const length = (packet.readUInt16BE(offset + 2) + 1) * 4;
    if (packet[offset + 1] === 206 && format === 1) ssrcs.push(packet.readUInt32BE(offset + 8));
    if (packet[offset + 1] === 206 && format === 4)
      for (let entry = offset + 12; entry + 8 <= Math.min(offset + length, packet.length); entry += 8)
        ssrcs.push(packet.readUInt32BE(entry));
    offset += length;
  }
  return ssrcs;
}
