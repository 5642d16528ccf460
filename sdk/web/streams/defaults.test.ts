import { type FakeMediaDevices, FakeStream, FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scenarioPreset } from '../capture/presets.ts';
import type { ZegoLocalStream } from '../types/localStream.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';
import { createStream } from './createStream.ts';
import { captureFirst, configure } from './createZegoStream.ts';
import { LocalSource } from './LocalSource.ts';

let devices: FakeMediaDevices;
const scenario = scenarioPreset(undefined);

beforeEach(() => {
  devices = installMedia();
  installPage();
  vi.stubGlobal('window', new EventTarget());
  for (const level of ['debug', 'info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const own = () => new FakeStream([new FakeTrack('video'), new FakeTrack('audio')]) as unknown as MediaStream;

test('[WEB-55] what an app leaves out has its documented default', async () => {
  const source = new LocalSource();
  await captureFirst(source, {}, configure(source, {}, scenario));
  expect([source.sending.bitrate, source.sending.start, source.sending.minBitrate, source.audioBitrate, source.stereo]).toEqual([
    800,
    'default',
    undefined,
    48,
    false,
  ]);
  expect(devices.last.constraints).toMatchObject({
    video: { width: 640, height: 480, frameRate: 15, facingMode: 'user' },
    audio: { noiseSuppression: true, autoGainControl: true, echoCancellation: true, channelCount: 1 },
  });
  const custom = await createStream({ custom: { source: own() } }, scenario);
  expect([custom.sending.bitrate, custom.audioBitrate, custom.stereo]).toEqual([800, 48, false]);
  await createStream({ screen: true }, scenario);
  expect(devices.last.constraints).toMatchObject({ video: { frameRate: 15 }, audio: false });
  await createStream({ screen: { audio: true } }, scenario);
  expect(devices.last.constraints.audio).toEqual({ noiseSuppression: false, autoGainControl: false, echoCancellation: true });
});

test('[WEB-55] where music is likely sound has 128 kbit/s, whatever it is from, unless the app says otherwise', async () => {
  const made = async (number: number, options: { audioBitrate?: number }) => {
    const scenario = scenarioPreset(number);
    const later = new LocalSource();
    configure(later, options, scenario);
    const sources = [
      await createStream({ camera: options }, scenario),
      await createStream({ custom: { source: own(), ...options } }, scenario),
      await createStream({ screen: { audio: true } }, scenario),
      later,
    ];
    return sources.map(({ audioBitrate }) => audioBitrate);
  };
  for (const voice of [7, 9]) {
    expect(await made(voice, {})).toEqual([128, 128, 128, 128]);
    expect(await made(voice, { audioBitrate: 0 })).toEqual([128, 128, 128, 128]);
    expect(await made(voice, { audioBitrate: 64 })).toEqual([64, 64, 128, 64]);
    expect((await createStream({ camera: {} }, scenarioPreset(voice))).stereo).toBe(false);
    expect(devices.last.constraints.audio).toMatchObject({ noiseSuppression: true, autoGainControl: true, channelCount: 1 });
  }
  expect(await made(6, {})).toEqual([48, 48, 48, 48]);
});

test('[WEB-55] a bitrate is a number above 0, of an own picture up to 10240; 0 is the default', async () => {
  const custom = (bitrate: unknown) => createStream({ custom: { source: own(), bitrate: bitrate as number } }, scenario);
  expect((await custom(10_240)).sending.bitrate).toBe(10_240);
  expect((await custom(0)).sending.bitrate).toBe(800);
  for (const wrong of [10_241, -1, Number.NaN, '800', {}]) await expect(custom(wrong)).rejects.toMatchObject({ code: 1100001 });
  for (const wrong of [-1, Number.NaN, '48']) {
    for (const options of [{ videoBitrate: wrong }, { audioBitrate: wrong }, { videoBitrate: { minBitrate: wrong } }]) {
      const refused = expect.objectContaining({ failure: 'INPUT_PARAM' });
      expect(() => configure(new LocalSource(), options as never, scenario), JSON.stringify(options)).toThrow(refused);
    }
  }
});

test('[WEB-56] every call takes streams of either generation, and nothing else', async () => {
  const engine = new ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling');
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 0,
      ({ errorCode }: { errorCode: number }) => errorCode,
    );
  const answers = async (stream: MediaStream | ZegoLocalStream) => ({
    muted: [engine.mutePublishStreamAudio(stream, true), engine.mutePublishStreamVideo(stream, true)],
    config: [
      await codeOf(engine.setVideoConfig(stream, { maxBitrate: 500 })),
      await codeOf(engine.setAudioConfig(stream, { ANS: false })),
      await codeOf(engine.useVideoDevice(stream, 'cam2')),
      await codeOf(engine.useFrontCamera(stream, true)),
    ],
    camera: await engine.enableVideoCaptureDevice(stream, false),
  });
  const expected = { muted: [true, true], config: [0, 0, 0, 0], camera: true };
  expect(await answers(await engine.createStream())).toEqual(expected);
  expect(await answers(await engine.createZegoStream())).toEqual(expected);
  expect(engine.mutePublishStreamAudio({} as never, true)).toBe(false);
  expect(await codeOf(engine.setVideoConfig(own(), {}))).toBe(1000018);
  for (const effect of [engine.setEffectsBeauty(own(), true), engine.setLowlightEnhancement(null as never, 1)]) {
    expect(await codeOf(effect)).toBe(1000018);
  }
  expect(await codeOf(engine.setLowlightEnhancement(await engine.createStream(), 2 as never))).toBe(1100001);
  engine.destroyEngine();
});
