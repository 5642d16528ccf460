import { expect, test } from 'vitest';
import { readInput, readOutput } from './compositorOptions.ts';
import { placePicture } from './placePicture.ts';

const box = { x: 10, y: 20, width: 100, height: 100 };
const wide = { width: 200, height: 100 };

test('[VIDEO-10] a picture is placed as CSS object-fit does', () => {
  const whole = { x: 0, y: 0, width: 200, height: 100 };
  expect(placePicture(wide, box, 'fill')).toEqual({ from: whole, to: box });
  expect(placePicture(wide, box, 'contain')).toEqual({ from: whole, to: { x: 10, y: 45, width: 100, height: 50 } });
  expect(placePicture(wide, box, undefined)).toEqual(placePicture(wide, box, 'contain'));
  expect(placePicture(wide, box, 'cover')).toEqual({ from: { x: 50, y: 0, width: 100, height: 100 }, to: box });
});

test('[VIDEO-10] sizes, layouts, contents and volumes that mean nothing are refused', () => {
  expect(readOutput({ width: 640.4, height: 360 })).toEqual({ width: 640, height: 360, frameRate: 15 });
  for (const wrong of [
    null,
    {},
    { width: 0, height: 1 },
    { width: 1e9, height: 1 },
    { width: 1, height: 1, frameRate: Number.NaN },
  ]) {
    expect(() => readOutput(wrong as never)).toThrow();
  }
  expect(readInput(undefined)).toEqual({});
  const layout = { x: 0, y: 0, width: 1, height: 1 };
  expect(readInput({ layout, volume: 0, contentType: 'VIDEO', objectFit: 'cover' })).toMatchObject({ volume: 0 });
  for (const wrong of [
    { layout: null },
    { layout: { ...layout, x: Number.NaN } },
    { layout: { ...layout, width: 0 } },
    { volume: 101 },
    { contentType: 'TEXT' },
    { objectFit: 'none' },
  ]) {
    expect(() => readInput(wrong as never)).toThrow();
  }
});
