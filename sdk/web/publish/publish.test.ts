import { chooseVideoCodec } from '@liuyun/browser/video/videoCodec';
import { startBitrate } from '@liuyun/core/publish/bandwidth';
import { expect, test } from 'vitest';

const all = new Set(['H264', 'VP8', 'VP9', 'AV1']);
const withoutH264 = new Set(['VP8', 'VP9']);

test('[WEB-19] H.264 comes first, and VP8 where the browser cannot encode it', () => {
  expect(chooseVideoCodec(undefined, false, all)).toBe('H264');
  expect(chooseVideoCodec(undefined, false, withoutH264)).toBe('VP8');
});

test('[WEB-19] a codec that is named is taken or refused with 1003080, unless switching is allowed', () => {
  expect(chooseVideoCodec('VP8', false, all)).toBe('VP8');
  expect(chooseVideoCodec('vp9', false, all)).toBe('VP9');
  for (const codec of ['H265', 'H264', 'nonsense', '']) {
    expect(() => chooseVideoCodec(codec, false, withoutH264)).toThrow(expect.objectContaining({ code: 1003080 }));
    expect(chooseVideoCodec(codec, true, withoutH264)).toBe('VP8');
  }
});

test('[WEB-20] a stream starts near its target, so that its first seconds are not small and blurred', () => {
  expect(startBitrate({ bitrate: 1500, start: 'target' })).toBe(1500);
  expect(startBitrate({ bitrate: 1500, start: 'default' })).toBe(1200);
  expect(startBitrate({ bitrate: 350, start: 'default' })).toBe(300);
  expect(startBitrate({ bitrate: 200, start: 'default' })).toBe(200);
});

test('[VIDEO-16] a codec that is no text is refused', () => {
  for (const wrong of [5, {}, true, []]) {
    expect(() => chooseVideoCodec(wrong, true, all)).toThrow(expect.objectContaining({ failure: 'PUBLISH_PARAM' }));
  }
});
