import { installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import { callExperimental } from '@liuyun/core/experimental';
import { FakeEngine } from '@liuyun/core/platform/fake/FakeEngine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DataManagers } from '../data/DataManagers.ts';
import type { ZegoRoomSendTransparentMessage } from '../types/room.ts';
import { ZegoExpressEngine } from '../ZegoExpressEngine.ts';
import { setGeoFence, setProxies, throughProxies, usedModules } from './beforehand.ts';
import { Calls } from './Calls.ts';
import { Log } from './Log.ts';
import { turnServers } from './turnServers.ts';

const lines: string[] = [];

beforeEach(() => {
  lines.length = 0;
  installMedia();
  installPage();
  vi.stubGlobal('window', new EventTarget());
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(line));
  }
});
afterEach(() => {
  setProxies([], false);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const newEngine = () => new ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling');
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 0,
    (error: { errorCode: number; code: number }) => (error.errorCode === error.code ? error.code : -1),
  );

test('[ROOMX-30] room calls outside the room reject with their codes, whatever the arguments', async () => {
  const engine = newEngine();
  expect(await codeOf(engine.setRoomExtraInfo('r', 'k', 'v'))).toBe(1000002);
  expect(await codeOf(engine.switchRoom('r', 's', { token: 't' }))).toBe(1002002);
  expect(await codeOf(engine.uploadLog())).toBe(1000002);
  const message: ZegoRoomSendTransparentMessage = { sendMode: 0, sendType: 0, content: new Uint8Array(1), recvUserList: [] };
  expect(await codeOf(engine.sendTransparentMessage('r', message))).toBe(1000002);
  expect(await codeOf(engine.sendTransparentMessage('r', { ...message, sendMode: 1 }))).toBe(1100001);
  expect(await codeOf(engine.sendTransparentMessage('r', undefined as never))).toBe(1100001);
  expect(await codeOf(engine.switchRoom(undefined as never, null as never, undefined as never))).toBe(1002002);
  expect(engine.getNetworkTimeInfo()).toEqual({ timestamp: 0, maxDeviation: 0 });
  engine.destroyEngine();
  expect(await codeOf(engine.uploadLog())).toBe(1101000);
});

test('[ROOMX-31] services that this cloud does not have answer their documented codes', async () => {
  const engine = newEngine();
  const any = undefined as never;
  for (const call of [
    'startMixerTask',
    'stopMixerTask',
    'setMixerTaskConfig',
    'startAutoMixerTask',
    'stopAutoMixerTask',
  ] as const) {
    expect(await codeOf(engine[call](any))).toBe(1005000);
  }
  expect(await codeOf(engine.addPublishCdnUrl('s', 'rtmp://x'))).toBe(1003040);
  expect(await codeOf(engine.removePublishCdnUrl('s', 'rtmp://x'))).toBe(1003040);
  const music = engine.createCopyrightedMusic();
  expect(await codeOf(music.getCurrentPitch('x'))).toBe(1017096);
  expect([music.stopScore('x'), music.getDuration('x')]).toEqual([1017096, 1017096]);
  // Declared as the number of an error: what is resolved is looked at, and nobody catches.
  expect(await music.initCopyrightedMusic(any)).toBe(1017041);
  expect(await codeOf(music.getCurrentPitch('x'))).toBe(1017041);
  expect([music.stopScore('x'), music.getDuration('x'), music.on('downloadProgressUpdate', () => {})]).toEqual([
    1017041,
    1017041,
    false,
  ]);
  music.destroyInstance();
  expect(await codeOf(music.download('x'))).toBe(1017096);
  engine.destroyCopyrightedMusic();
});

test('[ROOMX-44] several rooms are allowed before the first login, however it ends, and not switched', async () => {
  const engine = newEngine();
  expect([engine.enableMultiRoom('yes' as never), engine.enableMultiRoom(undefined as never)]).toEqual([false, false]);
  expect([engine.enableMultiRoom(false), engine.enableMultiRoom(true)]).toEqual([true, true]);
  expect(await codeOf(engine.switchRoom('r', 's', { token: 't' }))).toBe(1002019);
  const login = engine.loginRoom('r', 't', { userID: 'ann' });
  engine.logoutRoom('r');
  expect(await codeOf(login)).not.toBe(0);
  expect(engine.enableMultiRoom(false)).toBe(false);
  expect(lines.at(-1)).toContain('1001020');
  engine.destroyEngine();
  expect(engine.enableMultiRoom(true)).toBe(false);
});

test('[ROOMX-45] each joined room has its own data manager', () => {
  const core = new FakeEngine();
  const user = { userID: 'ann', userName: 'Ann' } as never;
  core.rooms = ['one', 'two'].map((roomID) => ({ roomID, user, state: 'loggedIn' }));
  const managers = new DataManagers(core, new Calls(new Log()));
  managers.create('one');
  managers.create('two');
  expect(() => managers.create('two')).toThrow(expect.objectContaining({ code: 1009031 }));
  expect(() => managers.create('three')).toThrow(expect.objectContaining({ code: 1002002 }));
});

test('[ROOMX-32] callExperimentalAPI knows simulateScenario with its scenarios, and refuses anything else', async () => {
  const core = new FakeEngine();
  const simulate = (params: unknown) => callExperimental(core, { method: 'simulateScenario', params });
  expect(await simulate({ scenario: 'bandwidth', kbps: 300 })).toEqual({ method: 'simulateScenario', scenario: 'bandwidth' });
  await simulate({ scenario: 'serverLeaving' });
  await simulate({ scenario: 'workerDeath', extra: 1 });
  expect(core.calls).toEqual([
    ['rehearse', { scenario: 'bandwidth', kbps: 300 }],
    ['rehearse', { scenario: 'serverLeaving', retryAfterMs: 0 }],
    ['rehearse', { scenario: 'workerDeath' }],
  ]);
  for (const params of [
    undefined,
    null,
    1,
    {},
    { scenario: 'other' },
    { scenario: 'bandwidth', kbps: -1 },
    { scenario: 'bandwidth', kbps: Number.NaN },
  ]) {
    await expect(simulate(params)).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
  }
  for (const call of [undefined, 'x', {}, { method: 'else' }]) {
    await expect(callExperimental(core, call)).rejects.toMatchObject({ failure: 'INPUT_PARAM' });
  }
  expect(core.calls).toHaveLength(3);
  expect(await callExperimental(core, { method: 'history' })).toEqual({ method: 'history', entries: core.history() });
});

test('[ROOMX-33] an app may bring its TURN servers, and take them back', () => {
  const mine = { url: 'turn:turn.example.org:3478', username: 'u', credential: 'c' };
  expect(turnServers([mine, { url: 'stun:stun.example.org' }])).toEqual([
    { urls: ['turn:turn.example.org:3478'], username: 'u', credential: 'c' },
    { urls: ['stun:stun.example.org'] },
  ]);
  expect(turnServers([])).toBeUndefined();
  for (const wrong of [
    null,
    'x',
    [null],
    [{ url: 'http://x' }],
    [{ ...mine, credential: undefined }],
    [{ ...mine, url: 'turn:a b' }],
  ]) {
    expect(() => turnServers(wrong)).toThrow();
  }
});

test('[ROOMX-34] proxies take the place of the host of engines made later; wrong ones change nothing', () => {
  const servers = ['wss://cloud.example.org:8443/signalling?x=1', 'ws://10.0.0.1/signalling'];
  expect(throughProxies(servers)).toEqual(servers);
  ZegoExpressEngine.setCloudProxyConfig(
    [{ hostName: 'one.example.org' }, { hostName: 'two.example.org', port: 444 }],
    'token',
    true,
  );
  expect(throughProxies(servers.slice(0, 1))).toEqual([
    'wss://one.example.org/signalling?x=1',
    'wss://two.example.org:444/signalling?x=1',
  ]);
  ZegoExpressEngine.setLocalProxyConfig({ accesshubProxy: 'wss://proxy.example.org:9000/path' }, true);
  expect(throughProxies(servers.slice(1))).toEqual(['ws://proxy.example.org:9000/signalling']);
  for (const wrong of [[{ hostName: '' }], [null], [{ hostName: 'x', port: 0 }], [{ hostName: 'a b' }], 'x']) {
    ZegoExpressEngine.setCloudProxyConfig(wrong as never, '', true);
  }
  expect(throughProxies(servers.slice(1))).toEqual(['ws://proxy.example.org:9000/signalling']);
  ZegoExpressEngine.setLocalProxyConfig(undefined as never, false);
  expect(throughProxies(servers)).toEqual(servers);
});

test('[ROOMX-35] regions are chosen before an engine is made (1001021), plug-ins are kept by name, and nothing throws', () => {
  newEngine().destroyEngine();
  expect(() => setGeoFence(1, [2])).toThrow('regions');
  ZegoExpressEngine.setGeoFence(1, [2]);
  expect(lines.at(-1)).toContain('1001021');
  ZegoExpressEngine.use({ name: 'VoiceChanger' });
  expect(usedModules()).toContain('VoiceChanger');
  for (const wrong of [undefined, null, 1, {}]) ZegoExpressEngine.use(wrong);
  ZegoExpressEngine.setEngineOptions(undefined);
  newEngine().setTurnServer('x' as never);
  expect(lines.at(-1)).toContain('1100001');
});

test('[DATA-23] one manager per joined room; others send and receive nothing', async () => {
  const core = new FakeEngine();
  const managers = new DataManagers(core, new Calls(new Log()));
  expect(() => managers.create('other')).toThrow('not joined');
  const manager = managers.create('room');
  expect(() => managers.create('room')).toThrow('one data manager');
  const got: unknown[][] = [];
  manager.on('receiveRealTimeSequentialData', (...args) => got.push(args));
  expect([manager.roomID, await manager.startSubscribing('d'), await manager.startSubscribing('d')]).toEqual([
    'room',
    true,
    false,
  ]);
  core.facts.tell('dataReceived', 'd', new ArrayBuffer(3));
  core.facts.tell('dataReceived', 'e', new ArrayBuffer(3));
  expect(got).toEqual([[expect.any(ArrayBuffer), 3, 'd']]);
  expect(manager.sendRealTimeSequentialData('d', new ArrayBuffer(1))).toBe(false);
  expect(await manager.startBroadcasting('x')).toBe(true);
  expect(manager.sendRealTimeSequentialData('x', new ArrayBuffer(1))).toBe(true);
  for (const data of [undefined, 'text', new Uint8Array(1)])
    expect(manager.sendRealTimeSequentialData('x', data as never)).toBe(false);
  expect([manager.stopBroadcasting('x'), manager.stopBroadcasting('x'), manager.stopSubscribing('y')]).toEqual([
    true,
    false,
    false,
  ]);
  core.logout();
  core.facts.tell('dataReceived', 'd', new ArrayBuffer(3));
  expect(got).toHaveLength(1);
  managers.destroy(manager);
  expect(await manager.startBroadcasting('x')).toBe(false);
  expect(() => managers.destroy(manager)).toThrow();
  managers.create('room');
});
