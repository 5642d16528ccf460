import type { FakeMediaElement } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Made, madeEngine } from '../fake/madeEngine.ts';

let made: Made;

beforeEach(() => {
  made = madeEngine();
});
afterEach(() => {
  made.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const latest = () => made.page.created.at(-1) as FakeMediaElement;
const remoteView = async () => made.engine.createRemoteStreamView(await made.engine.startPlayingStream('s'));

test('[MEMBER-40] width and height are those of the picture that plays, 0 without one', async () => {
  const view = await remoteView();
  expect([view.getVideoWidth(), view.getVideoHeight()]).toEqual([0, 0]);
  made.page.container('a');
  view.play('a');
  Object.assign(latest(), { videoWidth: 640, videoHeight: 360 });
  expect([view.getVideoWidth(), view.getVideoHeight()]).toEqual([640, 360]);
  view.stop();
  expect([view.getVideoWidth(), view.getVideoHeight()]).toEqual([0, 0]);
});

test('[MEMBER-41] on and off take the events of a view', async () => {
  const view = await remoteView();
  made.page.container('a');
  const [one, other] = [vi.fn(), vi.fn()];
  expect([view.on('canPlayVideo', one), view.on('canPlayVideo', other), view.on('canPlayAudio', other)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([view.on('nothing' as never, one as never), view.on('canPlayVideo', null as never)]).toEqual([false, false]);
  view.play('a');
  await settled();
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 2]);
  expect([view.off('canPlayVideo', one), view.off('canPlayAudio')]).toEqual([true, true]);
  view.play('a');
  await settled();
  expect([one.mock.calls.length, other.mock.calls.length]).toEqual([1, 3]);
});

test('[MEMBER-42] sound alone needs no container, ends with stopAudio or stop, and resumes when it was blocked', async () => {
  made.page.soundAllowed = false;
  const view = await remoteView();
  const failed = vi.fn();
  view.on('autoplayFailed', failed);
  view.playAudio({ enableAutoplayDialog: false });
  await settled();
  const sound = latest();
  expect([failed.mock.calls.length, sound.paused, sound.muted]).toEqual([1, true, false]);
  made.page.soundAllowed = true;
  view.resume();
  await settled();
  expect(sound.paused).toBe(false);
  view.stopAudio();
  expect(sound.srcObject).toBe(null);
  view.playAudio();
  expect(latest().srcObject).toBeInstanceOf(MediaStream);
  view.stop();
  expect(latest().srcObject).toBe(null);
});

test('[MEMBER-43] a snapshot is drawn as the picture asked for, and saved under its name', async () => {
  const view = await remoteView();
  made.page.container('a');
  view.play('a');
  expect(view.takeStreamSnapshot()).toBe('');
  Object.assign(latest(), { videoWidth: 640, videoHeight: 480 });
  const create = made.page.createElement.bind(made.page);
  const clicked: unknown[] = [];
  vi.spyOn(made.page, 'createElement').mockImplementation((name) => {
    const element = Object.assign(create(name), {
      getContext: () => ({ drawImage: () => {} }),
      toDataURL: (type: string, quality: number) => `data:${type};${quality}`,
    });
    element.addEventListener('click', () => clicked.push([name, Reflect.get(element, 'download')]));
    return element;
  });
  expect(view.takeStreamSnapshot()).toBe('data:image/png;1');
  expect(clicked).toEqual([]);
  expect(view.takeStreamSnapshot({ imageType: 'image/jpeg', save: true, fileName: 'me.jpeg' })).toBe('data:image/jpeg;1');
  expect(clicked).toEqual([['a', 'me.jpeg']]);
});
