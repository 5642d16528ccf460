import { FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LocalSource } from '../../streams/LocalSource.ts';
import { ZegoExpressEngine } from '../../ZegoExpressEngine.ts';

let engine: ZegoExpressEngine;

beforeEach(() => {
  installMedia();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  engine = new ZegoExpressEngine(1, 'ws://127.0.0.1:1');
  engine.setDebugVerbose(false);
});
afterEach(() => {
  engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('[VIDEO-11] background processing answer 1101003, alignment false', async () => {
  expect(await engine.setStreamAlignmentProperty('s', 1)).toBe(false);
  const refused = [
    engine.initBackgroundModule(0, ''),
    engine.setBackgroundBlurOptions({} as never, {}),
    engine.setVirtualBackgroundOptions({} as never, {}),
    engine.setTransparentBackgroundOptions({} as never),
    engine.enableBackgroundProcess({} as never, true, 0),
  ];
  for (const call of refused) await expect(call).rejects.toMatchObject({ errorCode: 1101003 });
});

test('[VIDEO-6] whatever is given, no call throws', async () => {
  expect(engine.sendSEI('s', new Uint8Array(1))).toBe(false);
  expect(engine.sendSEI(null as never, null as never)).toBe(false);
  engine.enableDualStream(null as never);
  engine.setLowStreamParameter(undefined as never, null as never);
  engine.setSEIConfig(null as never);
  engine.enableHardwareEncoder(true);
  expect(await engine.setPlayStreamVideoType('s', 0)).toBe(false);
  expect(await engine.setDummyCaptureImagePath('', {} as never)).toBe(false);
  const compositor = engine.createStreamCompositor();
  compositor.setOutputConfig(null as never);
  compositor.addImage(null as never, {});
  expect(await compositor.stopComposingStream()).toBe(false);
  await expect(compositor.setInputEndpoint(null as never, {})).rejects.toMatchObject({ errorCode: expect.any(Number) });
});

test('[VIDEO-9] the picture stands in while the camera is off, and only then; it ends with the stream', () => {
  const source = new LocalSource();
  const [camera, still] = [new FakeTrack('video'), new FakeTrack('video')] as unknown as [MediaStreamTrack, MediaStreamTrack];
  source.setCaptured('video', { track: camera, origin: 'camera', owned: true });
  source.takeOver('video');
  source.setStandIn({ track: still, stop: () => still.stop() });
  expect([source.outgoing('video'), source.muted.video]).toEqual([camera, false]);
  source.switchOffCamera();
  expect([source.outgoing('video'), source.muted.video]).toEqual([still, false]);
  source.setMuted('video', true);
  expect(source.muted.video).toBe(true);
  source.destroy();
  expect(still.readyState).toBe('ended');
});
