import { FakeAudioContext, type FakeNode } from '@liuyun/browser/fake/audio';
import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import { FakeElement } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, type Made, madeEngine } from '../fake/madeEngine.ts';
import type { ZegoStreamCompositor } from '../types/video.ts';

const FRAME_MS = 1000 / 15;

/** A picture that the page shows; of another origin it may not be read. */
class FakeImage {
  naturalWidth = 8;
  naturalHeight = 8;
  foreign = false;
}

/** One that drew what may not be read can be neither read nor captured any more. */
class StrictCanvas extends FakeElement {
  static made: StrictCanvas[] = [];
  static capturable = true;
  readonly drawn: unknown[] = [];
  width = 0;
  height = 0;

  constructor() {
    super();
    StrictCanvas.made.push(this);
  }
  getContext = () => ({
    fillRect: () => this.drawn.splice(0),
    drawImage: (picture: unknown) => {
      this.drawn.push(picture);
      if (picture instanceof FakeImage && picture.foreign) this.tainted = true;
    },
    getImageData: () => this.#refuseTainted(),
  });
  captureStream = () => {
    this.#refuseTainted();
    if (!StrictCanvas.capturable) throw new DOMException('not now', 'NotSupportedError');
    return new FakeStream([new FakeTrack('video')]);
  };
  tainted = false;
  #refuseTainted(): void {
    if (this.tainted) throw new DOMException('the canvas is tainted', 'SecurityError');
  }
}

let made: Made;
let compositor: ZegoStreamCompositor;
beforeEach(() => {
  vi.useFakeTimers();
  made = madeEngine();
  vi.stubGlobal('HTMLImageElement', FakeImage);
  StrictCanvas.made = [];
  StrictCanvas.capturable = true;
  const create = made.page.createElement.bind(made.page);
  made.page.createElement = (name) => (name === 'canvas' ? new StrictCanvas() : create(name));
  compositor = made.engine.createStreamCompositor();
  compositor.setOutputConfig({ width: 320, height: 180 });
});
afterEach(() => {
  made.engine.destroyEngine();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const input = (stream: FakeStream, option: object = {}) => compositor.setInputEndpoint(stream as unknown as MediaStream, option);
const image = (foreign = false) => Object.assign(new FakeImage(), { foreign });
const add = (picture: FakeImage) => compositor.addImage(picture as unknown as HTMLImageElement, {});
/** What is in the composed sound, with its volume. */
const heard = () => {
  const context = FakeAudioContext.made.at(-1) as FakeAudioContext;
  return [...context.heardAt(context.nodes.find(({ what }) => what === 'out') as FakeNode)];
};
/** Until the thread of the sound has answered. */
const soundAnswers = () => vi.advanceTimersByTimeAsync(20);
const nextFrame = () => vi.advanceTimersByTime(FRAME_MS + 1);
/** The canvas that is composed on, not one that a picture is looked at with. */
const output = () => StrictCanvas.made.find(({ width }) => width === 320) as StrictCanvas;
const code = () => Number(/\((\d+)\)/.exec(made.lines.at(-1) ?? '')?.[1]);

test('[VIDEO-17] the sound follows what its inputs have: another microphone, sound that comes later, none any more', async () => {
  const [first, second, late] = ['audio', 'audio', 'audio'].map((kind) => new FakeTrack(kind as 'audio')) as FakeTrack[];
  const talking = new FakeStream([first as FakeTrack]);
  const silent = new FakeStream();
  await input(talking, { volume: 50 });
  await input(silent);
  await compositor.startComposingStream();
  expect(heard()).toEqual([[first, 0.5]]);

  talking.removeTrack(first as FakeTrack);
  talking.addTrack(second as FakeTrack);
  silent.addTrack(late as FakeTrack);
  nextFrame();
  expect(heard()).toEqual([
    [second, 0.5],
    [late, 1],
  ]);
  talking.removeTrack(second as FakeTrack);
  nextFrame();
  expect(heard()).toEqual([[late, 1]]);
});

test('[VIDEO-17] contentType and volume hold for the sound that comes later', async () => {
  const [first, second] = [new FakeTrack('audio'), new FakeTrack('audio')];
  const stream = new FakeStream([first]);
  await input(stream);
  await compositor.startComposingStream();
  await input(stream, { contentType: 'VIDEO' });
  stream.removeTrack(first);
  stream.addTrack(second);
  nextFrame();
  expect(heard()).toEqual([[second, 0]]);
  await input(stream, { volume: 20 });
  expect(heard()).toEqual([[second, 0.2]]);
});

test('[VIDEO-17] where the browser wants a gesture first, the sound begins with it', async () => {
  FakeAudioContext.allowed = false;
  await compositor.startComposingStream();
  const context = FakeAudioContext.made.at(-1) as FakeAudioContext;
  expect(context.state).toBe('suspended');
  FakeAudioContext.allowed = true;
  document.dispatchEvent(new Event('pointerdown'));
  await soundAnswers();
  expect(context.state).toBe('running');
  await compositor.stopComposingStream();
  await soundAnswers();
  expect(context.state).toBe('closed');
});

test('[VIDEO-18] a picture of another origin that may not be read is refused, whether composing has begun or not', async () => {
  const [own, foreign] = [image(), image(true)];
  add(foreign);
  expect([code(), made.lines.at(-1)]).toEqual([1100001, expect.stringContaining('crossorigin')]);
  add(own);
  const composed = await compositor.startComposingStream();
  made.lines.length = 0;
  add(foreign);
  expect(code()).toBe(1100001);
  nextFrame();
  expect([output().drawn, output().tainted, composed.getTracks().length]).toEqual([[own], false, 2]);
});

test('[VIDEO-18] a picture that turns out to be one when it is there, or becomes one, is left out and told once', async () => {
  const late = Object.assign(image(true), { naturalWidth: 0 });
  const changing = image();
  add(late);
  add(changing);
  await compositor.startComposingStream();
  made.lines.length = 0;
  late.naturalWidth = 8;
  for (let frames = 0; frames < 3; frames++) nextFrame();
  expect([made.lines.length, code(), output().drawn]).toEqual([1, 1100001, [changing]]);
  changing.foreign = true;
  for (let frames = 0; frames < 3; frames++) nextFrame();
  expect([made.lines.length, output().drawn, output().tainted]).toEqual([2, [], false]);
  changing.foreign = false;
  nextFrame();
  expect(output().drawn).toEqual([changing]);
});

test('[VIDEO-18] a start that fails leaves nothing running, however often it is tried', async () => {
  StrictCanvas.capturable = false;
  await input(new FakeStream([new FakeTrack('audio')]));
  const before = vi.getTimerCount();
  for (let tries = 0; tries < 3; tries++) expect(await codeOf(compositor.startComposingStream())).not.toBe(0);
  await soundAnswers();
  expect(vi.getTimerCount()).toBe(before);
  expect(FakeAudioContext.made.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed']);
  expect(await compositor.stopComposingStream()).toBe(false);
  StrictCanvas.capturable = true;
  expect((await compositor.startComposingStream()).getTracks()).toHaveLength(2);
  expect(heard()).toHaveLength(1);
});
