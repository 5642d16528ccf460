import { FakeStream, FakeTrack } from '@liuyun/browser/fake/media';
import { FakeElement } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { codeOf, type Made, madeEngine } from '../fake/madeEngine.ts';

/** One that draws nothing, and gives a picture track as a canvas does. */
class DrawingCanvas extends FakeElement {
  getContext = () => ({ fillRect: () => undefined, drawImage: () => undefined });
  captureStream = () => new FakeStream([new FakeTrack('video')]);
}

let made: Made;
beforeEach(() => {
  made = madeEngine();
  const create = made.page.createElement.bind(made.page);
  made.page.createElement = (name) => (name === 'canvas' ? new DrawingCanvas() : create(name));
});
afterEach(() => {
  made.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function composing(bitrate?: number) {
  const compositor = made.engine.createStreamCompositor();
  compositor.setOutputConfig({ width: 320, height: 180, ...(bitrate === undefined ? {} : { bitrate }) });
  return { compositor, composed: await compositor.startComposingStream() };
}

test('[VIDEO-10] a composed stream is published as it is, with the bitrate of its compositor, and is a local stream to every call', async () => {
  const { engine, core, page } = made;
  const { composed } = await composing(1200);
  expect(engine.startPublishingStream('s', composed)).toBe(true);
  const published = core.published.get('s');
  expect(published?.tracks).toEqual({ audio: composed.getAudioTracks()[0], video: composed.getVideoTracks()[0] });
  expect(published?.options.videoBitrate).toBe(1200);
  expect(engine.mutePublishStreamVideo(composed, true)).toBe(true);
  expect(core.calls.at(-1)).toEqual(['mutePublished', 's', 'video', true]);
  expect(await engine.setVideoConfig(composed, { maxBitrate: 300 })).toMatchObject({ errorCode: 0 });
  const container = page.container('place');
  engine.createLocalStreamView(composed).play('place');
  expect(container.children).toHaveLength(1);
  engine.stopPublishingStream('s');

  const { composed: other } = await composing();
  engine.startPublishingStream('other', other);
  expect(core.published.get('other')?.options.videoBitrate).toBe(800);
});

test('[VIDEO-10] what is composed no longer is published no longer, and is no local stream', async () => {
  const { engine, core, page } = made;
  const { compositor, composed } = await composing();
  engine.startPublishingStream('s', composed);
  const container = page.container('place');
  engine.createLocalStreamView(composed).play('place');
  expect(await compositor.stopComposingStream()).toBe(true);
  expect([core.publishedStreams(), container.children]).toEqual([[], []]);
  expect(engine.stopPublishingStream('s')).toBe(true);
  expect(engine.startPublishingStream('again', composed)).toBe(false);

  const unused = await composing();
  await unused.compositor.stopComposingStream();
  expect(engine.startPublishingStream('unused', unused.composed)).toBe(false);
  const next = await compositor.startComposingStream();
  expect(engine.startPublishingStream('next', next)).toBe(true);
});

test('[VIDEO-10] a composed stream that is destroyed is none until it is asked for again; what is composed goes on', async () => {
  const { engine } = made;
  const { compositor, composed } = await composing();
  engine.destroyStream(composed);
  expect(engine.startPublishingStream('s', composed)).toBe(false);
  expect(composed.getTracks().map(({ readyState }) => readyState)).toEqual(['live', 'live']);
  expect(await compositor.startComposingStream()).toBe(composed);
  expect(engine.startPublishingStream('s', composed)).toBe(true);
});

test('[VIDEO-10] a stream that is made of a composed one keeps its own mutes', async () => {
  const { engine } = made;
  const { composed } = await composing();
  const local = await engine.createZegoStream({ custom: { video: { source: composed }, audio: { source: composed } } });
  engine.mutePublishStreamVideo(local, true);
  engine.muteMicrophone(true);
  expect(composed.getVideoTracks()[0]?.enabled).toBe(false);
  expect(await codeOf(engine.setVideoConfig(local, { width: 100 }))).toBe(0);
});
