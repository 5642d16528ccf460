import { expect, test } from 'vitest';
import { placement } from './placement.ts';

test('[RN-40] a picture is as wide as its view and stretched to its edges, from the middle', () => {
  // A wide picture in a high view: 200 × 112.5, pulled to 400.
  expect(placement({ width: 200, height: 400 }, { width: 640, height: 360 })).toEqual({
    position: 'absolute',
    left: 0,
    top: 143.75,
    width: 200,
    height: 112.5,
    transform: [{ scaleY: 400 / 112.5 }],
  });
  // A high picture in a wide view is squeezed.
  expect(placement({ width: 400, height: 200 }, { width: 360, height: 640 })?.transform).toEqual([{ scaleY: 0.28125 }]);
});

test('[RN-40] where shapes are the same, or not known yet, it is the view’s own place', () => {
  expect(placement({ width: 320, height: 180 }, { width: 1280, height: 720 })).toBeUndefined();
  expect(placement(undefined, { width: 1, height: 1 })).toBeUndefined();
  expect(placement({ width: 320, height: 180 }, undefined)).toBeUndefined();
  expect(placement({ width: 0, height: 0 }, { width: 1, height: 1 })).toBeUndefined();
});
