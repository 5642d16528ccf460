/** What a stamped packet says: which measurement it belongs to (0: to none), and when it was handed to the network. */
export type Stamp = { window: number; sentAtUs: number };

/** Length of a stamp; it stands at the very end of a packet's payload. */
export const STAMP_BYTES = 11;
export const WINDOWS = 128;

const MAGIC = 0xd1;
const MAGIC_END = 0xce;
const TIME_BYTES = 8;

/**
 * Microseconds of the machine's monotonic clock, which all its processes share: a packet sent by one and received by
 * another can be timed. Between two machines the difference means nothing.
 */
export function monotonicUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + Math.floor(nanoseconds / 1000);
}

/** Writes over the last bytes of a packet. No byte is below 0x80, so that it is never a start code within H.264 (Annex B). */
export function writeStamp(packet: Buffer, { window, sentAtUs }: Stamp): void {
  let offset = packet.length - STAMP_BYTES;
  packet[offset++] = MAGIC;
  packet[offset++] = 0x80 | (window % WINDOWS);
  let rest = sentAtUs;
  for (let place = TIME_BYTES - 1; place >= 0; place--) {
    packet[offset + place] = 0x80 | (rest % 128);
    rest = Math.floor(rest / 128);
  }
  packet[packet.length - 1] = MAGIC_END;
}

/** @returns undefined when the payload carries none, as of a publisher that is not ours. */
export function readStamp(payload: Buffer): Stamp | undefined {
  let offset = payload.length - STAMP_BYTES;
  if (offset < 0 || payload[offset] !== MAGIC || payload[payload.length - 1] !== MAGIC_END) return undefined;
  const window = payload[++offset] ?? 0;
  let sentAtUs = 0;
  for (let place = 0; place < TIME_BYTES; place++) {
    const byte = payload[++offset] ?? 0;
    if (byte < 0x80) return undefined;
    sentAtUs = sentAtUs * 128 + (byte & 0x7f);
  }
  return window < 0x80 ? undefined : { window: window & 0x7f, sentAtUs };
}
