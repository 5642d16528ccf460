import { describe, expect, it } from 'vitest';
import { codecs, opus } from './codecs.ts';
import { PacketMeter } from './PacketMeter.ts';
import { readRtp, writeRtp } from './rtp.ts';
import { monotonicUs, readStamp, STAMP_BYTES, writeStamp } from './stamp.ts';

function packet({ sequence = 1, window = 1, ssrc = 5, stamped = true } = {}) {
  const payload = Buffer.alloc(100, 0x55);
  const bytes = writeRtp({ payloadType: 96, sequence, timestamp: 0, ssrc, marker: false, payload });
  if (stamped) writeStamp(bytes, { window, sentAtUs: monotonicUs() - 2_000 });
  const rtp = readRtp(bytes);
  if (!rtp) throw new Error('no RTP');
  return rtp;
}

describe('stamps', () => {
  it('[BENCH-6] a stamp says at the end of a payload when and for which measurement it was sent', () => {
    for (const stamp of [
      { window: 0, sentAtUs: 0 },
      { window: 127, sentAtUs: 2 ** 52 + 12_345 },
      { window: 1, sentAtUs: monotonicUs() },
    ]) {
      const payload = Buffer.alloc(200, 0xd1);
      writeStamp(payload, stamp);
      expect(readStamp(payload)).toEqual(stamp);
    }
  });

  it('[BENCH-6] what carries no stamp, or is too short for one, is not read as one', () => {
    for (const length of [0, 1, STAMP_BYTES - 1, 500]) {
      for (const byte of [0, 0x80, 0xd1, 0xff]) expect(readStamp(Buffer.alloc(length, byte))).toBeUndefined();
    }
  });

  it('[BENCH-6] no byte of a stamp can be taken for a start code', () => {
    const payload = Buffer.alloc(STAMP_BYTES);
    writeStamp(payload, { window: 0, sentAtUs: 0 });
    expect(Math.min(...payload)).toBeGreaterThanOrEqual(0x80);
  });

  it.each(codecs)('[BENCH-7] $parameters.mimeType frames keep room for a stamp and stay what they are', (codec) => {
    for (const key of [true, false]) {
      for (const bytes of [1, 100, 1100, 1101, 1111, 5_000]) {
        const plain = codec.frame({ key, bytes, count: 3 });
        const payloads = codec.frame({ key, bytes, count: 3, tail: STAMP_BYTES });
        for (const [index, payload] of payloads.entries()) {
          writeStamp(payload, { window: 1, sentAtUs: 1 });
          expect(codec.isKeyFrame(payload)).toBe(index === 0 && key && codec.kind === 'video');
        }
        const [first, stamped] = [plain[0], payloads[0]].map((some) => some?.subarray(0, codec === opus ? 1 : 4).toString('hex'));
        if (codec.parameters.mimeType !== 'video/H264') expect(stamped).toBe(first);
        const total = payloads.reduce((sum, { length }) => sum + length, 0);
        if (codec.kind === 'video' && bytes >= 1100) expect(Math.abs(total - bytes)).toBeLessThan(100);
      }
    }
  });

  it('[BENCH-8] only packets of its measurement count, whenever they come, and each SSRC for itself', () => {
    const meter = new PacketMeter(1);
    meter.take(packet({ window: 0, sequence: 9 }));
    meter.take(packet({ stamped: false, sequence: 9 }));
    for (const sequence of [10, 11, 13]) meter.take(packet({ sequence }));
    for (const sequence of [65_535, 0]) meter.take(packet({ sequence, ssrc: 6 }));
    meter.take(packet({ window: 2, sequence: 14 }));
    expect(meter.metered).toEqual({ received: 5, missing: 1, duplicates: 0, reordered: 0, bytes: 500 });
    expect(meter.delays.total).toBe(5);
    expect(meter.delays.percentile(0)).toBeGreaterThanOrEqual(1_980);
  });
});
