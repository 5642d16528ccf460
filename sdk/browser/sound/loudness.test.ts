import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loudness } from './loudness.ts';

const tone = (amplitude: number) => Float32Array.from({ length: 2048 }, (_, i) => amplitude * Math.sin(i / 5));

test('[WEB-43] loudness is 0 for silence, well above 10 for speech, 100 at most, and grows with the sound', () => {
  expect(loudness(new Float32Array(0))).toBe(0);
  expect(loudness(tone(0))).toBe(0);
  expect(loudness(tone(0.0001))).toBe(0);
  expect(loudness(tone(0.05))).toBeGreaterThan(40);
  expect(loudness(Float32Array.from({ length: 64 }, () => 1))).toBe(100);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.5, noNaN: true }), (amplitude) => {
      expect(loudness(tone(amplitude * 2))).toBeGreaterThanOrEqual(loudness(tone(amplitude)));
    }),
  );
});
