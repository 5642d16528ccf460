import { expect, test } from 'vitest';
import { playOptions } from '../play/playOptions.ts';
import { publishOptions } from '../publish/publishOptions.ts';
import type { LocalSource } from '../streams/LocalSource.ts';
import { layerOf, lowPicture } from './dualStream.ts';

const low = { width: 320, height: 180, frameRate: 15, bitrate: 150 };
const source = (more: object = {}) =>
  ({
    sending: { bitrate: 800, start: 'default', optimization: 'default' },
    muted: { audio: false, video: false },
    dual: false,
    low,
    ...more,
  }) as unknown as LocalSource;

test('[VIDEO-1] the small picture has the documented figures, or is refused', () => {
  expect(lowPicture({ width: 320, height: 180, frameRate: 15, bitRate: 150 })).toEqual(low);
  for (const wrong of [null, {}, { ...low, bitRate: 0 }, { ...low, bitRate: Number.NaN }, { ...low, bitRate: 9, width: '3' }]) {
    expect(() => lowPicture(wrong)).toThrow();
  }
  expect(publishOptions(source(), {}).lowVideo).toBeUndefined();
  expect(publishOptions(source({ dual: true }), {}).lowVideo).toEqual(low);
});

test('[VIDEO-1] 0 is the small picture, 1 the big one, 2 what bandwidth allows; anything else is refused', () => {
  expect([0, 1, 2].map(layerOf)).toEqual(['low', 'high', 'auto']);
  for (const wrong of [3, -1, '0', undefined, Number.NaN, 0.5]) expect(() => layerOf(wrong)).toThrow();
  expect(playOptions({ streamType: 0 }).layer).toBe('low');
  expect(playOptions({}).layer).toBeUndefined();
});

test('[VIDEO-7] bandwidth estimation has no floor but the one the app sets; without traffic control it is the target', () => {
  const floor = (option: object, more: object = {}) => publishOptions(source(more), option).minVideoBitrate;
  expect(floor({})).toBeUndefined();
  expect(floor({ trafficControlMinVideoBitrate: 100 })).toBeUndefined();
  expect(floor({ enableTrafficControl: false })).toBe(800);
  expect(floor({}, { sending: { bitrate: 800, start: 'default', optimization: 'default', minBitrate: 300 } })).toBe(300);
  expect(() => floor({ trafficControlMinVideoBitrate: Number.NaN })).toThrow();
});

test("[VIDEO-30] the picture is fitted to the players' networks unless the app looks at its own only; below 50 kbit/s none is sent", () => {
  const control = (option: object) => {
    const { focus, leastVideoBitrate } = publishOptions(source({}), option);
    return [focus, leastVideoBitrate];
  };
  expect(control({})).toEqual(['remote', 50]);
  expect(control({ trafficControlFocusOnMode: 1, trafficControlMinVideoBitrate: 100 })).toEqual(['remote', 100]);
  expect(control({ trafficControlMinVideoBitrate: 5000 })).toEqual(['remote', 800]);
  expect(control({ trafficControlFocusOnMode: 0 })).toEqual(['local', 50]);
  expect(control({ enableTrafficControl: false })).toEqual(['local', undefined]);
});
