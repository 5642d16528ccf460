import { expect, it } from 'vitest';
import { transportNumber, writeTransportFeedback } from './transportFeedback.ts';

it('[BENCH-30] feedback says which packets arrived, and when after each other', () => {
  const arrivals = [
    { number: 65_535, at: 1_000 },
    { number: 0, at: undefined },
    { number: 1, at: 1_010.25 },
    { number: 2, at: 1_110.25 },
  ];
  const packet = writeTransportFeedback(arrivals, { ssrc: 7, count: 3 });
  expect(packet.length % 4).toBe(0);
  expect([packet[0], packet[1], packet.readUInt16BE(2)]).toEqual([0x80 | 0x20 | 15, 205, packet.length / 4 - 1]);
  expect([packet.readUInt32BE(8), packet.readUInt16BE(12), packet.readUInt16BE(14), packet[19]]).toEqual([7, 65_535, 4, 3]);
  expect(packet.readUIntBE(16, 3)).toBe(15); // 960 ms
  expect(packet.readUInt16BE(20).toString(2)).toBe('1101000110000000');
  expect([packet[22], packet[23], packet.readInt16BE(24)]).toEqual([160, 41, 400]);
  expect(packet.at(-1)).toBe(2);
});

it('[BENCH-30] the number of a packet is in its header extension', () => {
  const packet = Buffer.alloc(24);
  packet[0] = 0x90;
  packet.writeUInt16BE(0xbede, 12);
  packet.writeUInt16BE(2, 14);
  packet.set([0x10, 0xaa, 0x51, 0x12, 0x34], 16);
  expect([transportNumber(packet, 5), transportNumber(packet, 6)]).toEqual([0x1234, undefined]);
});
