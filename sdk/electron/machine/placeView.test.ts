import { expect, test } from 'vitest';
import { placeView } from './placeView.ts';

/** Sizes as elements have them: not their own properties. */
class Sized {
  readonly #size: readonly [number, number];
  constructor(width: number, height: number) {
    this.#size = [width, height];
  }
  get width(): number {
    return this.#size[0];
  }
  get height(): number {
    return this.#size[1];
  }
}

test('[ELECTRON-20] the whole picture with bars, the whole view with cuts, or stretched', () => {
  const picture = new Sized(640, 360);
  const view = new Sized(320, 240);
  expect(placeView(picture, view, 0)).toEqual({ x: 0, y: 30, width: 320, height: 180 });
  const { x, y, width, height } = placeView(picture, view, 1);
  expect([Math.round(x), y, Math.round(width), height]).toEqual([-53, 0, 427, 240]);
  expect(placeView(picture, view, 2)).toEqual({ x: 0, y: 0, width: 320, height: 240 });
  expect(placeView(new Sized(0, 0), view, 0)).toEqual({ x: 0, y: 0, width: 320, height: 240 });
});
