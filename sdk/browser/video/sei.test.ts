import { expect, test } from 'vitest';
import { OUR_UUID, readSeiUnit, sameBytes, seiUnit, uuidOf } from './sei.ts';

const START = 4;
const uuid = new Uint8Array(16).fill(0);

test('[VIDEO-2] any bytes come back as they were, and nothing inside looks like a start code', () => {
  const samples = [
    [1],
    [0, 0, 0, 0, 1, 0, 0, 3, 0, 0, 2],
    new Array<number>(4096).fill(0),
    [0, 0, 3, 0, 0, 3, 3, 128, 128],
    Array.from({ length: 255 }, (_, index) => index % 3),
    Array.from({ length: 239 }, () => 255),
  ];
  for (const owner of [uuid, OUR_UUID]) {
    for (const sample of samples) {
      const unit = seiUnit(owner, new Uint8Array(sample));
      expect([...unit.subarray(0, 5)]).toEqual([0, 0, 0, 1, 6]);
      for (let at = START + 1; at < unit.length - 2; at++) {
        expect(unit[at] === 0 && unit[at + 1] === 0 && (unit[at + 2] ?? 9) <= 2).toBe(false);
      }
      const read = readSeiUnit(unit.subarray(START));
      expect(read).toEqual([{ uuid: owner, data: new Uint8Array(sample) }]);
    }
  }
});

test('[VIDEO-4] units of others, cut off or of another kind, do no harm', () => {
  const whole = seiUnit(OUR_UUID, new Uint8Array([1, 2, 3])).subarray(START);
  expect(readSeiUnit(whole.subarray(0, 10))).toEqual([]);
  expect(readSeiUnit(new Uint8Array([6]))).toEqual([]);
  expect(readSeiUnit(new Uint8Array([6, 255, 255, 255, 255]))).toEqual([]);
  expect(readSeiUnit(new Uint8Array([6, 1, 2, 9, 9, 128]))).toEqual([]);
  expect(readSeiUnit(new Uint8Array([6, 5, 2, 9, 9, 128]))).toEqual([]);
});

test('[VIDEO-5] a UUID is 32 digits, with dashes or not, or 16 characters', () => {
  expect(uuidOf('00000000-0000-0000-0000-000000000000')).toEqual(uuid);
  expect(uuidOf('zegozegozegozego')).toEqual(new TextEncoder().encode('zegozegozegozego'));
  for (const wrong of ['', 'short', 'x'.repeat(17), 16, null, '流'.repeat(16)]) expect(uuidOf(wrong)).toBeUndefined();
  expect(sameBytes(uuid, OUR_UUID)).toBe(false);
});
