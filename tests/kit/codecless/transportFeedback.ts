/** A packet by its transport-wide number; when it arrived (ms on any clock), or that it was lost. */
export type Arrival = { number: number; at: number | undefined };

const TICKS_PER_MS = 4;
const REFERENCE_MS = 64;
const SYMBOLS_PER_CHUNK = 7;
const SMALL_TICKS = 255;

/** The number that this packet has on its transport, in the one-byte header extension (RFC 8285 §4.2) with this ID. */
export function transportNumber(packet: Buffer, extensionID: number): number | undefined {
  if (((packet[0] ?? 0) & 0x10) === 0) return undefined;
  const header = 12 + ((packet[0] ?? 0) & 0x0f) * 4;
  if (packet.length < header + 4 || packet.readUInt16BE(header) !== 0xbede) return undefined;
  const end = header + 4 + packet.readUInt16BE(header + 2) * 4;
  for (let offset = header + 4; offset < end; ) {
    const first = packet[offset] ?? 0;
    if (first === 0) {
      offset++;
      continue;
    }
    if (first >> 4 === extensionID) return packet.readUInt16BE(offset + 1);
    offset += 2 + (first & 0x0f);
  }
  return undefined;
}

/** RTCP transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1) about consecutive numbers. */
export function writeTransportFeedback(arrivals: readonly Arrival[], { ssrc, count }: { ssrc: number; count: number }): Buffer {
  const first = arrivals[0];
  const began = arrivals.find(({ at }) => at !== undefined)?.at ?? 0;
  if (!first) throw new Error('no packets to report about');
  const reference = Math.floor(began / REFERENCE_MS);
  let before = reference * REFERENCE_MS * TICKS_PER_MS;
  const symbols: number[] = [];
  const deltas: Buffer[] = [];
  for (const { at } of arrivals) {
    if (at === undefined) {
      symbols.push(0);
      continue;
    }
    const ticks = Math.round(at * TICKS_PER_MS);
    const delta = ticks - before;
    before = ticks;
    const small = delta >= 0 && delta <= SMALL_TICKS;
    symbols.push(small ? 1 : 2);
    const bytes = Buffer.alloc(small ? 1 : 2);
    if (small) bytes.writeUInt8(delta);
    else bytes.writeInt16BE(Math.max(-32_768, Math.min(32_767, delta)));
    deltas.push(bytes);
  }
  const chunks = Buffer.alloc(Math.ceil(symbols.length / SYMBOLS_PER_CHUNK) * 2);
  symbols.forEach((symbol, index) => {
    const offset = Math.floor(index / SYMBOLS_PER_CHUNK) * 2;
    const shift = 2 * (SYMBOLS_PER_CHUNK - 1 - (index % SYMBOLS_PER_CHUNK));
    chunks.writeUInt16BE(chunks.readUInt16BE(offset) | 0xc000 | (symbol << shift), offset);
  });
  const head = Buffer.alloc(20);
  head.writeUInt8(205, 1);
  head.writeUInt32BE(1, 4);
  head.writeUInt32BE(ssrc, 8);
  head.writeUInt16BE(first.number, 12);
  head.writeUInt16BE(arrivals.length, 14);
  head.writeUIntBE(reference & 0xffffff, 16, 3);
  head.writeUInt8(count & 0xff, 19);
  const body = Buffer.concat([head, chunks, ...deltas]);
  const padding = (4 - (body.length % 4)) % 4;
  const packet = Buffer.concat([body, Buffer.alloc(padding)]);
  if (padding > 0) packet.writeUInt8(padding, packet.length - 1);
  packet.writeUInt8(0x80 | (padding > 0 ? 0x20 : 0) | 15, 0);
  packet.writeUInt16BE(packet.length / 4 - 1, 2);
  return packet;
}
