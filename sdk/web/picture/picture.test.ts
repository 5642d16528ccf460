import { FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import type { Filtered } from '@liuyun/browser/picture/FilteredTrack';
import { exponentFor, glide, meanLuminance } from '@liuyun/browser/picture/filter/brightening';
import { Overload } from '@liuyun/browser/picture/Overload';
import { beautyOf, type PictureWishes } from '@liuyun/browser/picture/pictureWishes';
import { RtcError } from '@liuyun/protocol/errors';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LocalSource } from '../streams/LocalSource.ts';
import { StreamPicture } from './StreamPicture.ts';

beforeEach(() => void installMedia());
afterEach(() => vi.unstubAllGlobals());

const asTrack = (track: FakeTrack) => track as unknown as MediaStreamTrack;

/** A source with a camera, and a filter that only keeps account. */
function scene({ cannot }: { cannot?: RtcError } = {}) {
  const camera = new FakeTrack('video');
  const source = new LocalSource();
  source.setCaptured('video', { track: asTrack(camera), origin: 'camera', owned: true });
  source.takeOver('video');
  const filters: { track: FakeTrack; wishes: PictureWishes[]; read: unknown[]; stopped: boolean; fail(error: RtcError): void }[] =
    [];
  const sent: unknown[] = [];
  const failures: string[] = [];
  const picture = new StreamPicture(source, {
    resend: async () => void sent.push(source.outgoing('video')),
    failed: (_source, { failure }) => failures.push(failure),
    startFilter: async (wishes, fail) => {
      if (cannot) throw cannot;
      const made = { track: new FakeTrack('video'), wishes: [wishes], read: [] as unknown[], stopped: false, fail };
      filters.push(made);
      return {
        track: asTrack(made.track),
        set: (changed) => made.wishes.push(changed),
        read: async (track) => void made.read.push(track),
        stop: () => {
          made.stopped = true;
        },
      } satisfies Filtered;
    },
  });
  return { camera, source, picture, filters, sent, failures };
}

test('[VIDEO-13] the filtered track stands on the wire while anything is on, is changed in place, and gives way to the camera', async () => {
  const { camera, picture, filters, sent } = scene();
  await picture.setBeauty(true, { smoothIntensity: 80 });
  await picture.setLowlight(true);
  await picture.setBeauty(false, undefined);
  expect(filters).toHaveLength(1);
  const [filter] = filters;
  expect(sent).toEqual([filter?.track]);
  expect(filter?.wishes.map(({ beauty, lowlight }) => [beauty?.smooth, lowlight])).toEqual([
    [0.8, false],
    [0.8, true],
    [undefined, true],
  ]);
  await picture.setLowlight(false);
  expect([sent.at(-1), filter?.stopped]).toEqual([camera, true]);
});

test('[VIDEO-13] it takes up another device, and ends with the stream', async () => {
  const { camera, source, picture, filters, sent } = scene();
  await picture.setBeauty(true, undefined);
  const other = new FakeTrack('video');
  source.setCaptured('video', { track: asTrack(other), origin: 'camera', owned: true });
  source.takeOver('video');
  expect(filters[0]?.read).toEqual([camera, other]);
  expect(source.outgoing('video')).toBe(filters[0]?.track);
  expect(sent).toHaveLength(1);
  source.destroy();
  expect(filters[0]?.stopped).toBe(true);
  await expect(picture.setBeauty(true, undefined)).rejects.toMatchObject({ failure: 'LOCAL_STREAM_WRONG' });
});

test('[VIDEO-14] where it cannot be the picture stays as it was; one that fails later gives way and is told once', async () => {
  const hopeless = scene({ cannot: new RtcError('VIDEO_EFFECT_NOT_SUPPORT') });
  await expect(hopeless.picture.setBeauty(true, undefined)).rejects.toMatchObject({ code: 1103072 });
  expect([hopeless.sent, hopeless.source.outgoing('video')]).toEqual([[], hopeless.camera]);

  const { camera, picture, filters, sent, failures } = scene();
  await picture.setBeauty(true, undefined);
  filters[0]?.fail(new RtcError('VIDEO_EFFECT_OVERLOAD'));
  await vi.waitFor(() => expect(sent.at(-1)).toBe(camera));
  expect([failures, filters[0]?.stopped]).toEqual([['VIDEO_EFFECT_OVERLOAD'], true]);
  await picture.setBeauty(true, undefined);
  expect(sent.at(-1)).toBe(filters[1]?.track);
});

test('[VIDEO-14] a wire that refuses leaves the camera on it, and a stream without a picture is refused', async () => {
  const { camera, source, filters } = scene();
  const stopped: boolean[] = [];
  const picture = new StreamPicture(source, {
    resend: () => Promise.reject(new RtcError('REPLACE_TRACK_FAILED')),
    failed: () => {},
    startFilter: async () => ({
      track: asTrack(new FakeTrack('video')),
      set: () => {},
      read: async () => {},
      stop: () => void stopped.push(true),
    }),
  });
  await expect(picture.setLowlight(true)).rejects.toMatchObject({ failure: 'REPLACE_TRACK_FAILED' });
  expect([source.outgoing('video'), stopped, filters]).toEqual([camera, [true], []]);
  source.layAside('video');
  await expect(picture.setLowlight(true)).rejects.toMatchObject({ failure: 'NO_VIDEO_TRACK' });
});

test('[VIDEO-14] too slow is: four of five pictures dropped for six seconds, of a camera that gives enough of them', () => {
  const runs = (dropped: (index: number) => boolean, perSecond: number) => {
    const overload = new Overload(0);
    return Array.from({ length: perSecond * 13 }, (_, index) =>
      overload.note(dropped(index), ((index + 1) / perSecond) * 1000),
    ).some(Boolean);
  };
  expect(runs((index) => index % 10 !== 0, 15)).toBe(true);
  expect(runs((index) => index % 2 !== 0, 30)).toBe(false);
  expect(runs(() => true, 2)).toBe(false);
});

test('[VIDEO-12] strengths are 0 to 100, default 50, and keep their last value; everything else is 1100001', () => {
  expect(beautyOf(undefined, undefined)).toEqual({ whiten: 0.5, rosy: 0.5, smooth: 0.5, sharpen: 0.5 });
  expect(beautyOf({ rosyIntensity: 0 }, beautyOf({ smoothIntensity: 100 }, undefined))).toEqual({
    whiten: 0.5,
    rosy: 0,
    smooth: 1,
    sharpen: 0.5,
  });
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const fine = typeof value === 'number' && value >= 0 && value <= 100;
      if (value === undefined || fine) return;
      expect(() => beautyOf({ whitenIntensity: value }, undefined)).toThrow(expect.objectContaining({ failure: 'INPUT_PARAM' }));
    }),
  );
});

test('[VIDEO-12] the darker a picture, the more it is lifted; a bright one is left alone; noise has a limit', () => {
  expect([0.42, 0.6, 1, Number.NaN].map(exponentFor)).toEqual([1, 1, 1, 1]);
  expect(0.2 ** exponentFor(0.2)).toBeCloseTo(0.42);
  expect(exponentFor(0)).toBe(0.4);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (one, other) => {
      if (one < other) expect(exponentFor(one)).toBeLessThanOrEqual(exponentFor(other));
    }),
  );
  let at = 1;
  for (let step = 0; step < 30; step++) at = glide(at, 0.5);
  expect(at).toBe(0.5);
  expect(meanLuminance(new Uint8Array([255, 255, 255, 255, 0, 0, 0, 255]))).toBeCloseTo(0.5);
  expect(meanLuminance(new Uint8Array())).toBe(0);
});
