import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { madeEngine } from '../fake/madeEngine.ts';
import * as defines from '../ZegoExpressDefines.ts';
import singleton, { ZegoExpressEngine } from '../ZegoExpressEngine.ts';
import { notProvided } from './notProvided.ts';

/** Beside the repository, where it is at all: what the public documentation lists. */
const DOCUMENTED = join(import.meta.dirname, '../../../../shared/api/members.json');

beforeEach(() => {
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** All names that an app can call. */
function members(): string[] {
  const names = new Set<string>();
  for (
    let proto: object = ZegoExpressEngine.prototype;
    proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto) as object
  ) {
    for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
  }
  return [...names].filter((name) => name !== 'constructor' && !INTERNAL.has(name));
}
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
  'microphone',
]);

test.skipIf(!existsSync(DOCUMENTED))('[ELECTRON-3] every documented member of the engine is there', () => {
  const { electron } = JSON.parse(readFileSync(DOCUMENTED, 'utf8')) as { electron: { engine: { name: string }[] } };
  const there = new Set([...members(), ...Object.keys(notProvided)]);
  expect(electron.engine.map(({ name }) => name).filter((name) => !there.has(name))).toEqual([]);
});

test('[ELECTRON-3] definitions are numbers', () => {
  expect(defines.ZegoScenario.Default).toBe(3);
  expect(defines.ZegoRoomStateChangedReason.KickOut).toBe(6);
  expect(defines.ZegoVideoSourceType.ZegoVideoSourceScreenCapture).toBe(13);
  for (const [name, values] of Object.entries(defines)) {
    for (const [key, value] of Object.entries(values)) expect(typeof value, `${name}.${key}`).toBe('number');
  }
  expect(Object.keys(defines)).toHaveLength(91);
});

test('[ELECTRON-10] a wrong profile rejects with the documented text and tells its number', async () => {
  const engine = new ZegoExpressEngine();
  const codes: number[] = [];
  engine.on('onDebugError', ({ errorCode }: { errorCode: number }) => void codes.push(errorCode));
  const profiles = [
    { appID: 0 },
    { appID: 1.5 },
    { appID: 1, appSign: 'short' },
    { appID: 1, appSign: 'z'.repeat(64) },
    { appID: 1, appSign: 5 },
    { appID: 1, scenario: 99 },
    null,
  ];
  for (const profile of profiles) {
    await expect(engine.createEngine(profile as never)).rejects.toBe('Zego Express init failed');
  }
  expect(codes).toEqual([1001000, 1001004, 1001001, 1001002, 1001002, 1000017, 1000001]);
  await expect(engine.init(0, null, false, 0)).rejects.toBe('Zego Express init failed');
});

test('[ELECTRON-10] an engine that lives is kept; settings that come too late are told', async () => {
  const { engine, codes } = await madeEngine();
  await expect(engine.createEngine({ appID: 2, scenario: 3 })).resolves.toEqual({});
  engine.setRoomMode(1);
  engine.setGeoFence(0, []);
  engine.setRoomScenario(4);
  expect(codes()).toEqual([1001020, 1001021, 1000067]);
  engine.uninit();
  engine.setRoomMode(1);
  expect(codes()).toHaveLength(3);
});

test('[ELECTRON-11] without an engine everything tells 1000001, and answers carry it', async () => {
  const engine = new ZegoExpressEngine();
  const told: { errorCode: number; funcName: string }[] = [];
  engine.on('onDebugError', (result: { errorCode: number; funcName: string }) => void told.push(result));
  engine.loginRoom('room', { userID: 'ann' });
  engine.startPreview();
  expect(engine.setVideoSource(2)).toBe(1000001);
  expect(engine.getAudioDeviceList(0)).toEqual([]);
  expect(engine.isMicrophoneMuted()).toBe(false);
  await expect(engine.sendBroadcastMessage('room', 'hi')).resolves.toMatchObject({ errorCode: 1000001 });
  await expect(engine.getScreenCaptureSources()).resolves.toEqual([]);
  expect(new Set(told.map(({ errorCode }) => errorCode))).toEqual(new Set([1000001]));
  expect(told.map(({ funcName }) => funcName)).toContain('startPreview');
  expect(engine.getVersion()).toMatch(/^3\.25\.0\.\d+$/);
  expect(typeof singleton.createEngine).toBe('function');
});

test('[ELECTRON-12] events have the prefix and one object; a listener that throws disturbs nobody', async () => {
  const { engine, core } = await madeEngine();
  const seen: unknown[] = [];
  const later: unknown[] = [];
  const uncaught = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => void later.push(task));
  engine.on('onRoomUserUpdate', () => {
    throw new Error('of the app');
  });
  const second = (...args: unknown[]) => void seen.push(args);
  engine.on('onRoomUserUpdate', second);
  engine.once('onRoomUserUpdate', second);
  engine.on('onRoomUserUpdate', 'no function' as never);
  const users = [{ userID: 'bob', userName: 'Bob' }] as never;
  core.facts.tell('usersChanged', 'room', 'ADD', users);
  core.facts.tell('usersChanged', 'room', 'DELETE', users);
  expect(seen).toEqual([
    [{ roomID: 'room', updateType: 0, userList: users }],
    [{ roomID: 'room', updateType: 0, userList: users }],
    [{ roomID: 'room', updateType: 1, userList: users }],
  ]);
  expect(later).toHaveLength(2);
  engine.off('onRoomUserUpdate', second);
  core.facts.tell('usersChanged', 'room', 'ADD', users);
  expect(seen).toHaveLength(3);
  uncaught.mockRestore();
  expect(engine.listenerCount('onRoomUserUpdate')).toBe(1);
  engine.removeAllListeners('onRoomUserUpdate');
  expect(engine.eventNames()).not.toContain('onRoomUserUpdate');
});

test('[ELECTRON-13] members that are not provided answer with their number and tell it', async () => {
  const { engine, told } = await madeEngine();
  for (const [member, { code, answers }] of Object.entries(notProvided)) {
    told.length = 0;
    const answer = (engine as unknown as { [member: string]: () => unknown })[member]?.();
    if (answers === 'answer') expect(await answer, member).toMatchObject({ errorCode: code });
    if (answers === 'number') expect(answer, member).toBe(code);
    expect(told, member).toContainEqual({
      event: 'onDebugError',
      result: { errorCode: code, funcName: member, info: 'not provided by this cloud' },
    });
  }
  const player = engine.createMediaPlayer();
  await expect(player.loadResource('song.mp3')).resolves.toMatchObject({ errorCode: 1000010 });
  expect(player.getTotalDuration()).toBe(0);
  player.on('onMediaPlayerStateUpdate', () => {});
  expect(() => player.start()).not.toThrow();
});

test('[ELECTRON-24] a view without a canvas is refused; without a view it is only captured', async () => {
  const { engine, codes, told } = await madeEngine();
  for (const view of [{}, { canvas: null }, { canvas: 'id' }, 5, 'text']) engine.startPreview(view as never);
  engine.startPreview({ canvas: { getContext: () => null } as never, viewMode: 9 as never });
  expect(codes()).toEqual([1000017, 1000017, 1000017, 1000017, 1000017, 1000017]);
  expect(told.some(({ event }) => event === 'onEngineStateUpdate')).toBe(false);
  engine.startPreview(null);
  expect(told.some(({ event }) => event === 'onEngineStateUpdate')).toBe(true);
});

test('[ELECTRON-11] whatever is called with whatever, nothing throws, nothing rejects, and numbers are native', async () => {
  const names = members().filter(
    (name) =>
      ![
        'destroyEngine',
        'uninit',
        'emit',
        'createEngine',
        'init',
        'on',
        'addListener',
        'once',
        'prependListener',
        'listeners',
        'listenerCount',
        'off',
        'removeListener',
        'removeAllListeners',
        'eventNames',
        'setMaxListeners',
      ].includes(name),
  );
  const anything = fc.oneof(fc.anything(), fc.constantFrom('room', 'mine', 'b', 0, 1, 2, 4, true, null, undefined, {}));
  const { engine, told } = await madeEngine();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(anything, { maxLength: 4 }), async (name, args) => {
      const call = (engine as unknown as { [member: string]: (...args: unknown[]) => unknown })[name];
      await call?.apply(engine, args);
    }),
    { numRuns: 1500 },
  );
  for (const { event, result } of told) {
    if (event !== 'onDebugError') continue;
    expect(
      Number.isInteger(result.errorCode) && Number(result.errorCode) >= 1_000_001 && Number(result.errorCode) < 1_022_000,
    ).toBe(true);
  }
  engine.destroyEngine();
}, 60_000);
