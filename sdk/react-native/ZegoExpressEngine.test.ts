import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { streamOf } from '../core/platform/fake/fakeCall.ts';
import { beforehand } from './engine/beforehand.ts';
import { eventNames } from './engine/events.ts';
import { serversOf } from './engine/serversOf.ts';
import { FakePhone } from './fake/FakePhone.ts';
import { networkHints } from './platform/networkHints.ts';
import { optionalModules, provideModules } from './platform/optionalModules.ts';
import { ZegoAudioRoute, ZegoAudioSourceType, ZegoVideoSourceType } from './types/enums/index.ts';
import { views } from './views/ViewRegistry.ts';
import { ZegoExpressEngine } from './ZegoExpressEngine.ts';

const SIGN = 'a'.repeat(64);
const profile = { appID: 1, appSign: SIGN, scenario: 0, server: 'wss://cloud.example' } as const;

let phone: FakePhone;
let told: { event: string; args: unknown[] }[];

beforeEach(() => {
  phone = FakePhone.install();
  beforehand.servers = [];
  beforehand.multiRoom = false;
});
afterEach(async () => {
  await ZegoExpressEngine.destroyEngine();
  vi.restoreAllMocks();
});

/** The engine, with everything that it tells written down. */
function engine(): ZegoExpressEngine {
  void ZegoExpressEngine.createEngineWithProfile(profile);
  const made = ZegoExpressEngine.instance();
  told = [];
  for (const event of eventNames) made.on(event, (...args: unknown[]) => void told.push({ event, args }));
  return made;
}

const heard = (name: string) => told.filter(({ event }) => event === name).map(({ args }) => args);
const codes = () => heard('debugError').map(([code, name]) => `${name} ${code}`);
const settle = async () => {
  for (let round = 0; round < 4; round++) await phone.platform.settle();
};

/** Logged in, without having waited for it. */
async function inRoom(): Promise<ZegoExpressEngine> {
  const made = engine();
  const login = made.loginRoom('room', { userID: 'ann', userName: 'Ann' }, { isUserStatusNotify: true });
  await settle();
  expect(await login).toEqual({ errorCode: 0, extendedData: '' });
  return made;
}

test('[RN-1] there is one engine: usable at once, the same for everybody, gone after destroyEngine', async () => {
  expect(ZegoExpressEngine.instance()).toBeUndefined();
  const making = ZegoExpressEngine.createEngineWithProfile(profile);
  const made = ZegoExpressEngine.instance();
  expect(await making).toBe(made);
  expect(await ZegoExpressEngine.createEngineWithProfile({ ...profile, appID: 2 })).toBe(made);
  await ZegoExpressEngine.destroyEngine();
  expect(ZegoExpressEngine.instance()).toBeUndefined();
  expect(await made.loginRoom('room', { userID: 'a', userName: 'a' })).toEqual({ errorCode: 1000001, extendedData: '' });
  await expect(made.startPreview()).resolves.toBeUndefined();
  expect(phone.platform.hintListeners).toBe(0);
  const [, second] = [await ZegoExpressEngine.createEngine(1, SIGN, false, 0), ZegoExpressEngine.instance()];
  expect(second).not.toBe(made);
});

test('[RN-2] a wrong profile is refused with its documented number, which an app that does not wait for it survives', async () => {
  const wrong: [object, number][] = [
    [{ ...profile, appID: 0 }, 1001000],
    [{ ...profile, appID: 1.5 }, 1001004],
    [{ ...profile, appSign: 'a' }, 1001001],
    [{ ...profile, appSign: 'z'.repeat(64) }, 1001002],
    [{ ...profile, scenario: 99 }, 1000017],
  ];
  for (const [given, errorCode] of wrong) {
    await expect(ZegoExpressEngine.createEngineWithProfile(given as never)).rejects.toMatchObject({ errorCode });
    expect(ZegoExpressEngine.instance()).toBeUndefined();
  }
  void ZegoExpressEngine.createEngineWithProfile(undefined as never);
  await settle();
});

test('[RN-3] the cloud is the one of the profile, else the one set beforehand; with no address a login fails', async () => {
  const urls = (given: unknown) => serversOf(beforehand.serversOf(given));
  expect(urls(['wss://a.example', 'ws://b.example:81/x?y=1'])).toEqual(['wss://a.example/signalling', 'ws://b.example:81/x?y=1']);
  expect(urls('wss://a.example, wss://b.example/')).toEqual(['wss://a.example/signalling', 'wss://b.example/signalling']);
  for (const wrong of ['', 'cloud.example', 'https://a.example', 7, null]) expect(urls(wrong)).toEqual([]);
  beforehand.servers = ['wss://b.example'];
  expect(urls('wss://a.example')).toEqual(['wss://a.example/signalling']);
  expect(urls(undefined)).toEqual(['wss://b.example/signalling']);

  await ZegoExpressEngine.setEngineConfig({ advancedConfig: { server: 'wss://before.example' } });
  const { server: _, ...without } = profile;
  void ZegoExpressEngine.createEngineWithProfile(without);
  void ZegoExpressEngine.instance().loginRoom('room', { userID: 'a', userName: 'a' });
  await settle();
  expect(phone.platform.network.latest.url).toBe('wss://before.example/signalling');

  await ZegoExpressEngine.destroyEngine();
  beforehand.servers = [];
  void ZegoExpressEngine.createEngineWithProfile(without);
  expect(await ZegoExpressEngine.instance().loginRoom('room', { userID: 'a', userName: 'a' })).toMatchObject({
    errorCode: 1002030,
  });
});

test('[RN-4] events have no `on` before them, and the older spellings of two are heard too', async () => {
  const made = engine();
  const old: unknown[][] = [];
  const listener = (...args: unknown[]) => void old.push(args);
  made.on('PublisherStateUpdate', listener);
  made.on('PlayerStateUpdate', listener);
  void made.loginRoom('room', { userID: 'ann', userName: 'Ann' });
  void made.startPublishingStream('mine');
  void made.startPlayingStream('his');
  phone.platform.server.streams = [streamOf('bob', 'his')];
  await settle();
  expect(old).toContainEqual(['mine', 2, 0, '']);
  expect(old).toContainEqual(['his', 2, 0, '']);
  expect(heard('publisherStateUpdate')).toContainEqual(['mine', 2, 0, '']);
  made.off('PublisherStateUpdate', listener);
  made.off('playerStateUpdate');
  const before = old.length;
  void made.stopPublishingStream();
  void made.stopPlayingStream('his');
  await settle();
  expect(old).toHaveLength(before);
  expect(heard('publisherStateUpdate').at(-1)).toEqual(['mine', 0, 0, '']);
  made.on('noEvent' as never, listener as never);
  made.on('debugError', 'no function' as never);
  await settle();
  expect(codes()).toEqual(['on 1000017', 'on 1000017']);
});

test('[RN-5] without the camera before anything is captured, it is never asked for', async () => {
  const made = await inRoom();
  void made.enableCamera(false);
  void made.startPreview();
  void made.startPublishingStream('mine');
  await settle();
  expect(phone.asked.map(({ video }) => video)).toEqual([false]);
  expect(heard('publisherStateUpdate').at(-1)).toEqual(['mine', 2, 0, '']);
  void made.enableCamera(true);
  await settle();
  expect(phone.asked).toHaveLength(2);
  expect(phone.asked[1]?.video).toMatchObject({ facingMode: 'user', width: 640, height: 360, frameRate: 15 });
  void made.useFrontCamera(false);
  await settle();
  expect(phone.asked[2]?.video).toMatchObject({ facingMode: 'environment' });
  void made.logoutRoom();
  await settle();
  expect(phone.opened.every(({ readyState }) => readyState === 'ended')).toBe(true);
  expect(phone.released).toHaveLength(3);
});

test('[RN-6] a picture appears in the view of its tag, mounted before or after, and leaves it when it ends', async () => {
  const made = await inRoom();
  const shown: unknown[] = [];
  const unmount = views.mount(
    7,
    (picture) => void shown.push(picture && { fit: picture.fit, mirror: picture.mirror, background: picture.background }),
  );
  void made.startPreview({ reactTag: 7, viewMode: 1, backgroundColor: 0xff0000 });
  await settle();
  expect(shown.at(-1)).toEqual({ fit: 'cover', mirror: true, background: '#ff0000' });
  void made.setVideoMirrorMode(2);
  expect(shown.at(-1)).toMatchObject({ mirror: false });
  unmount();
  const later: unknown[] = [];
  views.mount(7, (picture) => void later.push(picture?.track.kind));
  expect(later).toEqual(['video']);
  void made.stopPreview();
  await settle();
  expect(later.at(-1)).toBeUndefined();

  phone.platform.server.streams = [streamOf('bob', 'his')];
  void made.startPlayingStream('his', { reactTag: 8, viewMode: 0, backgroundColor: 0 });
  await settle();
  const played: unknown[] = [];
  views.mount(8, (picture) => {
    played.push(picture?.fit);
    picture?.sized?.(640, 360);
  });
  expect(played).toEqual(['contain']);
  expect(heard('playerRenderVideoFirstFrame')).toEqual([['his']]);
  expect(heard('playerVideoSizeChanged')).toEqual([['his', 640, 360]]);
  void made.stopPlayingStream('his');
  expect(played.at(-1)).toBeUndefined();
  for (const wrong of [{}, { reactTag: null }, { reactTag: 1, viewMode: 9 }, 7]) void made.startPreview(wrong as never);
  await settle();
  expect(codes()).toEqual(Array(4).fill('startPreview 1000017'));
});

test('[RN-7] a refused device is told with its number, and publishing goes on with what there is', async () => {
  const made = await inRoom();
  phone.refusal = Object.assign(new Error('Permission denied.'), { name: 'SecurityError' });
  void made.startPublishingStream('mine');
  await settle();
  expect(heard('localDeviceExceptionOccurred').map(([type, device]) => [type, device])).toEqual(
    expect.arrayContaining([
      [3, 1],
      [3, 2],
    ]),
  );
  expect(heard('publisherStateUpdate').at(-1)?.slice(0, 3)).toEqual(['mine', 0, 1003001]);
});

test('[RN-8] messages resolve with an errorCode, whatever happens', async () => {
  const made = await inRoom();
  const sent = async <T>(sending: Promise<T>) => {
    await settle();
    return sending;
  };
  expect(await sent(made.sendBroadcastMessage('room', 'hi'))).toMatchObject({ errorCode: 0, messageID: expect.any(Number) });
  expect(await sent(made.sendBarrageMessage('room', 'hi'))).toMatchObject({ errorCode: 0, messageID: expect.any(String) });
  expect(await sent(made.sendCustomCommand('room', 'do', [{ userID: 'bob', userName: 'Bob' }]))).toEqual({ errorCode: 0 });
  expect(phone.platform.server.last('sendCustomCommand')).toMatchObject({ toUserIDs: ['bob'] });
  expect(await sent(made.sendBroadcastMessage('room', ''))).toEqual({ errorCode: 1009001, messageID: 0 });
  expect(await sent(made.sendBarrageMessage('other', 'hi'))).toEqual({ errorCode: 1009005, messageID: '' });
  expect(await sent(made.setRoomExtraInfo('room', '', 'v'))).toEqual({ errorCode: 1002014 });
  expect(await sent(made.setStreamExtraInfo('x'))).toEqual({ errorCode: 1003099 });
});

test('[RN-9] loudspeaker and screen are those of modules that an app hands over, and say so where there is none', async () => {
  const made = await inRoom();
  await made.setAudioRouteToSpeaker(false);
  expect(codes()).toEqual(['setAudioRouteToSpeaker 1000010']);
  const calls: boolean[] = [];
  provideModules({ InCallManager: { setForceSpeakerphoneOn: (on) => void calls.push(on) } });
  void made.setAudioRouteToSpeaker(false);
  expect(calls).toEqual([false]);
  expect(heard('audioRouteChange')).toEqual([[ZegoAudioRoute.Receiver]]);
  expect(await made.getAudioRouteType()).toBe(ZegoAudioRoute.Receiver);

  expect(await made.setVideoSource(ZegoVideoSourceType.ScreenCapture, 1)).toBe(0);
  expect(await made.setAudioSource(ZegoAudioSourceType.None, 1)).toBe(0);
  expect(await made.setVideoSource(ZegoVideoSourceType.Player)).toBe(1000010);
  expect(await made.setVideoSource('camera' as never)).toBe(1000017);
  void made.startScreenCapture();
  await settle();
  expect(heard('mobileScreenCaptureStart')).toHaveLength(1);
  await made.startScreenCapture();
  expect(heard('mobileScreenCaptureExceptionOccurred')).toEqual([[6]]);
  void made.startPublishingStream('screen', 1);
  await settle();
  expect(heard('publisherStateUpdate').at(-1)).toEqual(['screen', 2, 0, '']);
  void made.stopScreenCapture();
  await settle();
  expect(phone.opened.at(-1)?.readyState).toBe('ended');
});

test('[RN-10] another network, and the app in front again, are told at once and given up with the engine', async () => {
  const listeners = new Set<(state: never) => void>();
  provideModules({
    NetInfo: {
      addEventListener: (listener) => {
        listeners.add(listener as never);
        return () => void listeners.delete(listener as never);
      },
    },
  });
  const hints: string[] = [];
  const stop = networkHints(phone, optionalModules().NetInfo, (hint) => hints.push(hint));
  const net = (type: string, isConnected: boolean | null) => {
    for (const listener of listeners) listener({ type, isConnected } as never);
  };
  net('wifi', true);
  net('wifi', true);
  net('none', false);
  net('cellular', true);
  net('wifi', null);
  phone.appState('background');
  phone.appState('active');
  expect(hints).toEqual(['offline', 'online', 'changed', 'visible']);
  stop();
  expect([listeners.size, phone.stateListeners]).toEqual([0, 0]);
});

test('[RN-11] data is sent and received by managers, one for a room', async () => {
  const made = await inRoom();
  const manager = await made.createRealTimeSequentialDataManager('room');
  expect(manager?.getIndex()).toBe(1);
  expect(await made.createRealTimeSequentialDataManager('room')).toBeNull();
  expect(await manager?.sendRealTimeSequentialData(new Uint8Array([1]), 'd')).toEqual({ errorCode: 1009036 });
  expect(await manager?.sendRealTimeSequentialData('text' as never, 'd')).toEqual({ errorCode: 1000017 });
  await manager?.stopSubscribing('d');
  if (manager) await made.destroyRealTimeSequentialDataManager(manager);
  await made.destroyRealTimeSequentialDataManager({} as never);
  expect(codes()).toEqual([
    'createRealTimeSequentialDataManager 1009031',
    'sendRealTimeSequentialData 1009036',
    'sendRealTimeSequentialData 1000017',
    'stopSubscribing 1009037',
    'destroyRealTimeSequentialDataManager 1000017',
  ]);
});

test('[RN-12] whatever is called with whatever, in whatever order: every promise resolves and every code is a native one', async () => {
  const calls = [...new Set(memberNames(ZegoExpressEngine.prototype))].filter(
    (name) => !['constructor', 'missing', 'refused'].includes(name),
  );
  const anything = fc.oneof(fc.anything(), fc.constantFrom('room', 'mine', 0, 1, 2, undefined, null, true, { reactTag: 7 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...calls), fc.array(anything, { maxLength: 4 })), { maxLength: 12 }),
      async (steps) => {
        await ZegoExpressEngine.destroyEngine();
        phone = FakePhone.install();
        const made = engine();
        const answers = steps.map(([name, args]) =>
          (made as unknown as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args),
        );
        await phone.platform.pass(12_000, 3_000);
        await Promise.all(answers);
        for (const [code] of heard('debugError'))
          expect(code).toSatisfy((given: number) => given > 1_000_000 && given < 1_022_000);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);

/** Every method on the way up from a class. */
function memberNames(prototype: object): string[] {
  const names: string[] = [];
  for (let at: object | null = prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    names.push(...Object.getOwnPropertyNames(at));
  }
  return names;
}
