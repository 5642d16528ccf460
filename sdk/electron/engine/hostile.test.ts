import { createEngine } from '@liuyun/core';
import { functionsOf, hostileValues, torment } from '@liuyun/core/native/fake/hostile';
import { FakePlatform } from '@liuyun/core/platform/fake/FakePlatform';
import { streamOf } from '@liuyun/core/platform/fake/fakeCall';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { madeEngine, madeEngineOn } from '../fake/madeEngine.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';

/** Of this package, not of apps; the beginning and the end; and Node's own, which an app hears of in Node's way. */
const INTERNAL = new Set([
  'quiet',
  'value',
  'number',
  'answer',
  'later',
  'missing',
  'hearsSEI',
  'makeParts',
  'setSource',
  'tell',
]);
const ENDS = new Set([...INTERNAL, 'createEngine', 'init', 'destroyEngine', 'uninit', 'emit', 'removeAllListeners']);
const TEST_MS = 120_000;

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** The façade on the real core, on a platform in the test's hand. */
async function real() {
  const platform = new FakePlatform();
  const core = createEngine({
    appID: 1,
    servers: ['wss://cloud.example/signalling'],
    platform,
    sdk: { name: 'electron', version: '0.0.0' },
  });
  const made = await madeEngineOn(core);
  return { ...made, platform, pass: () => platform.pass(15_000, 3_000) };
}

const native = (code: unknown) => Number.isInteger(code) && Number(code) > 1_000_000 && Number(code) < 1_022_000;

test(
  '[ELECTRON-11] before there is an engine, every public member ends with a documented number whatever it is given',
  async () => {
    const engine = new ZegoExpressEngine();
    const codes = new Set<unknown>();
    engine.on('onDebugError', ({ errorCode }: { errorCode: number }) => void codes.add(errorCode));
    expect(await torment(engine, { leftOut: ENDS, pass: async () => undefined })).toEqual([]);
    expect([...codes].filter((code) => !native(code))).toEqual([]);
  },
  TEST_MS,
);

for (const stage of ['before a login', 'in a call'] as const) {
  test(
    `[ELECTRON-11] ${stage}, every public member ends with a documented number whatever it is given`,
    async () => {
      const { engine, codes, platform, pass } = await real();
      if (stage === 'in a call') {
        engine.loginRoom('room', { userID: 'ann' }, { token: '04token' });
        engine.startPreview();
        engine.startPublishingStream('mine');
        platform.server.streams = [streamOf('bob', 'his')];
        engine.startPlayingStream('his');
        await platform.pass(100, 20);
      }
      expect(await torment(engine, { leftOut: ENDS, pass })).toEqual([]);
      expect([...new Set(codes())].filter((code) => !native(code))).toEqual([]);
      engine.destroyEngine();
    },
    TEST_MS,
  );
}

test(
  '[ELECTRON-11] so do the objects that the engine makes',
  async () => {
    const { engine, codes, pass } = await real();
    const objects = [
      engine.createScreenCaptureSource(0, 2),
      engine.createScreenCaptureSource('screen' as never, 9 as never),
      engine.createMediaPlayer(),
      engine.createAudioEffectPlayer(),
      engine.createCopyrightedMusic(),
    ];
    for (const object of objects) {
      expect(functionsOf(object).length).toBeGreaterThan(10);
      expect(await torment(object, { leftOut: new Set(['captured', 'emit']), pass })).toEqual([]);
    }
    expect([...new Set(codes())].filter((code) => !native(code))).toEqual([]);
    engine.destroyEngine();
  },
  TEST_MS,
);

test('[ELECTRON-10] whatever the profile is, createEngine resolves, or rejects with the documented text and tells a number', async () => {
  const profile = { appID: 1, appSign: '', scenario: 3, server: 'ws://127.0.0.1:9' };
  const { engine } = await madeEngine();
  const codes: unknown[] = [];
  engine.on('onDebugError', ({ errorCode }: { errorCode: number }) => void codes.push(errorCode));
  for (const [name, make] of Object.entries(hostileValues)) {
    const given = [make(), ...['appID', 'appSign', 'scenario', 'server'].map((field) => ({ ...profile, [field]: make() }))];
    for (const one of given) {
      engine.destroyEngine();
      codes.length = 0;
      const answer = await engine.createEngine(one as never).catch((error: unknown) => error);
      if (answer === 'Zego Express init failed') expect(codes.filter(native), name).toHaveLength(1);
      else expect(answer, name).toEqual({});
    }
  }
  engine.destroyEngine();
});

test('[ELECTRON-45] a source for wrong arguments is told as 1000017 and captures nothing, whatever is done with it', async () => {
  const { engine, codes, media } = await madeEngine();
  for (const [id, type] of [
    ['screen:0', 2],
    [0, 3],
    [0.5, 1],
    [undefined, undefined],
  ]) {
    const source = engine.createScreenCaptureSource(id as never, type as never);
    const told: unknown[] = [];
    source.on('onExceptionOccurred', ({ exceptionType }: { exceptionType: number }) => void told.push(exceptionType));
    source.startCapture();
    source.updateCaptureSource('x' as never, 2);
    source.startCapture();
    expect(told).toEqual([1, 1, 1]);
  }
  expect(codes()).toEqual([1000017, 1000017, 1000017, 1000017]);
  expect(media.opened).toEqual([]);
});
