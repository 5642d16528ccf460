import { expect, test } from 'vitest';
import { cutPicture } from './cutPicture.ts';

test('[ELECTRON-25] what is sent is the middle in the wished proportions, never bigger than what is captured', () => {
  const picture = { width: 1280, height: 720 };
  expect(cutPicture(picture, { width: 640, height: 360 })).toEqual({
    cut: { x: 0, y: 0, width: 1280, height: 720 },
    size: { width: 640, height: 360 },
  });
  expect(cutPicture(picture, { width: 480, height: 480 })).toEqual({
    cut: { x: 280, y: 0, width: 720, height: 720 },
    size: { width: 480, height: 480 },
  });
  expect(cutPicture(picture, { width: 1920, height: 1080 }).size).toEqual(picture);
  expect(cutPicture(picture, { width: 0, height: 0 })).toEqual({ cut: { x: 0, y: 0, ...picture }, size: picture });
  expect(cutPicture({ width: 720, height: 1280 }, { width: 640, height: 360 }).size).toEqual({ width: 360, height: 640 });
  expect(cutPicture({ width: 641, height: 361 }, { width: 0, height: 0 }).size).toEqual({ width: 642, height: 362 });
});
