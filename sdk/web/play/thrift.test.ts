import type { FakeMediaElement } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Made, madeEngine } from '../fake/madeEngine.ts';

type Entry = { isIntersecting?: boolean; contentRect?: { width: number; height: number } };

/** The browser's observers: the test says what they see. */
class FakeObserver {
  static readonly all = new Set<FakeObserver>();
  readonly #told: (entries: Entry[]) => void;
  constructor(told: (entries: Entry[]) => void) {
    this.#told = told;
  }
  observe(): void {
    FakeObserver.all.add(this);
  }
  disconnect(): void {
    FakeObserver.all.delete(this);
  }
  static tell(of: typeof FakeObserver, entry: Entry): void {
    for (const observer of FakeObserver.all) if (observer instanceof of) observer.#told([entry]);
  }
}
class Intersection extends FakeObserver {}
class Resize extends FakeObserver {}

const LOOK_MS = 1_000;
let made: Made;
beforeEach(() => {
  vi.useFakeTimers();
  made = madeEngine();
  vi.stubGlobal('IntersectionObserver', Intersection);
  vi.stubGlobal('ResizeObserver', Resize);
  vi.stubGlobal('devicePixelRatio', 2);
  vi.stubGlobal('scrollX', 0);
  vi.stubGlobal('scrollY', 0);
  made.page.container('place');
});
afterEach(() => {
  made.engine.destroyEngine();
  expect([FakeObserver.all.size, vi.getTimerCount()]).toEqual([0, 0]);
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const track = { kind: 'video' } as MediaStreamTrack;
async function playing(options: object = {}) {
  const stream = await made.engine.startPlayingStream('s', options);
  stream.addTrack(track);
  const view = made.engine.createRemoteStreamView(stream);
  view.play('place', { enableAutoplayDialog: false });
  const element = made.page.created.at(-1) as FakeMediaElement & { box: object; isConnected: boolean };
  element.videoWidth = 640;
  made.core.calls.length = 0;
  return { stream, view, element };
}
const near = (isIntersecting: boolean) => FakeObserver.tell(Intersection, { isIntersecting });
const sized = (width: number, height: number) => FakeObserver.tell(Resize, { contentRect: { width, height } });
const later = (ms = LOOK_MS) => vi.advanceTimersByTimeAsync(ms);
/** What the core was told since it was asked last. */
const told = () => made.core.calls.splice(0).map(([what, , ...rest]) => [what, ...rest].join(' '));
const PAUSED = 'pausePlayed video true';
const RESUMED = 'pausePlayed video false';

test('[ADAPT-20] the picture of a view out of sight is paused after a second and no sound is; seen again, it goes on at once', async () => {
  await playing();
  near(true);
  await later(10_000);
  near(false);
  await later(LOOK_MS - 1);
  expect(told()).toEqual([]);
  await later(1);
  expect(told()).toEqual([PAUSED]);
  await later(10_000);
  expect(told()).toEqual([]);
  near(true);
  expect(told()).toEqual([RESUMED]);
  near(false);
  near(true);
  await later(10_000);
  expect(told()).toEqual([]);
});

test('[ADAPT-20] a view below the fold that was never seen is paused; one that nobody can scroll to is drawn elsewhere, and goes on', async () => {
  const { element } = await playing();
  for (const box of [{ left: -9999 }, { top: -5000 }, { width: 0, height: 0 }, { width: 1, height: 1 }]) {
    element.box = { left: 0, top: 0, width: 640, height: 360, ...box };
    near(false);
    await later(3000);
    expect(told()).toEqual([]);
  }
  element.box = { left: 0, top: 4000, width: 640, height: 360 };
  near(false);
  await later();
  expect(told()).toEqual([PAUSED]);
});

test('[ADAPT-21] while another element, a composition or a picture in picture shows the stream, it is not paused', async () => {
  const { stream, element } = await playing();
  near(true);
  const other = { srcObject: new MediaStream([track]) as MediaStream | null };
  made.page.own.push(other as never);
  near(false);
  await later(3000);
  expect(told()).toEqual([]);
  made.page.own.pop();
  await later();
  expect(told()).toEqual([PAUSED]);
  made.page.own.push(other as never);
  await later();
  expect(told()).toEqual([RESUMED]);
  made.page.own.pop();
  await later();
  expect(told()).toEqual([PAUSED]);

  made.page.pictureInPictureElement = element;
  element.dispatchEvent(new Event('enterpictureinpicture'));
  expect(told()).toEqual([RESUMED]);
  made.page.pictureInPictureElement = null;
  element.dispatchEvent(new Event('leavepictureinpicture'));
  await later();
  expect(told()).toEqual([PAUSED]);

  const compositor = made.engine.createStreamCompositor();
  await compositor.setInputEndpoint(stream, {});
  await later();
  expect(told()).toEqual([RESUMED]);
  await compositor.startComposingStream().catch(() => undefined);
});

test('[ADAPT-21] an element taken out of the page, or a stream with data in its frames, is not paused', async () => {
  const { element } = await playing();
  near(true);
  element.isConnected = false;
  near(false);
  await later(3000);
  expect(told()).toEqual([]);
  made.engine.stopPlayingStream('s');
  await playing({ isSEIStart: true });
  near(true);
  near(false);
  await later(3000);
  expect(told()).toEqual([]);
});

test('[ADAPT-22] what the app paused stays so when it is seen again, and a stopped view, or pauseHiddenVideo: false, ends a pause', async () => {
  const { view } = await playing();
  near(true);
  near(false);
  await later();
  await made.engine.mutePlayStreamVideo('s', true);
  near(true);
  expect(told()).toEqual([PAUSED, PAUSED, PAUSED]);
  await made.engine.mutePlayStreamVideo('s', false);
  expect(told()).toEqual([RESUMED]);

  near(false);
  await later();
  made.engine.setEngineConfig({ pauseHiddenVideo: 'no' });
  expect(told()).toEqual([PAUSED]);
  made.engine.setEngineConfig({ pauseHiddenVideo: false });
  expect(told()).toEqual([RESUMED]);
  await later(3000);
  expect(told()).toEqual([]);
  made.engine.setEngineConfig({ pauseHiddenVideo: true });
  await later();
  expect(told()).toEqual([PAUSED]);
  view.stopVideo();
  expect(told()).toEqual([RESUMED]);
});

test('[ADAPT-23] a place of at most 320 × 180 device pixels takes the small picture after a second, a bigger one the other at once', async () => {
  await playing();
  sized(160, 90.5);
  await later(3000);
  expect(told()).toEqual([]);
  sized(160, 90);
  await later();
  expect(told()).toEqual(['setPlayedLayer low']);
  // Hidden, it has no size; that is none to judge by.
  sized(0, 0);
  await later(3000);
  expect(told()).toEqual([]);
  sized(400, 300);
  expect(told()).toEqual(['setPlayedLayer auto']);
});

test('[ADAPT-23] a place that is as big as its picture is not small, whatever the picture', async () => {
  const { element } = await playing();
  for (const videoWidth of [0, 160]) {
    element.videoWidth = videoWidth;
    sized(160, 90);
    await later(3000);
    expect(told()).toEqual([]);
  }
});

test('[ADAPT-23] the choice of the app counts more: at the beginning and at any time', async () => {
  await playing({ streamType: 2 });
  sized(100, 50);
  await later(3000);
  expect(told()).toEqual([]);
  made.engine.stopPlayingStream('s');
  await playing();
  sized(100, 50);
  await later();
  expect(await made.engine.setPlayStreamVideoType('s', 1)).toBe(true);
  sized(1000, 500);
  await later(3000);
  expect(told()).toEqual(['setPlayedLayer low', 'setPlayedLayer high']);
});

test('[ADAPT-24] a paused picture is no exception', async () => {
  const codes: number[] = [];
  made.engine.on('exceptionUpdate', (_streamID, { code }) => codes.push(code));
  await playing();
  const sample = (fps: number) =>
    made.core.facts.tell('playQualitySampled', 's', {
      video: { codec: 'VP8', receivedFps: fps, decodedFps: fps, renderedFps: fps, muted: false },
      audio: { codec: '', muted: false },
    } as never);
  near(true);
  sample(15);
  sample(0);
  near(false);
  await later();
  for (let time = 0; time < 5; time++) sample(0);
  near(true);
  sample(0);
  sample(15);
  expect(codes).toEqual([]);
  sample(0);
  sample(0);
  expect(codes.length).toBeGreaterThan(0);
});
