import { type FakeMediaDevices, FakeStream, type FakeTrack, installMedia } from '@liuyun/browser/fake/media';
import { installPage } from '@liuyun/browser/fake/page';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { madeEngine } from './fake/madeEngine.ts';
import { ZegoExpressEngine } from './ZegoExpressEngine.ts';

const SERVER = 'ws://127.0.0.1:9/signalling';

/** No test here may reach a server: a call that opens a socket has accepted what it should have refused. */
const opened = vi.fn();
let devices: FakeMediaDevices;

beforeEach(() => {
  opened.mockReset();
  devices = installMedia();
  installPage();
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal(
    'WebSocket',
    class {
      constructor(url: string) {
        opened(url);
      }
      close() {}
    },
  );
  for (const level of ['debug', 'info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('[WEB-47] an AppID that is none is told at login as 1001004, and a server that is none as 1101000; neither throws', async () => {
  for (const appID of [0, -1, 1.5, 2 ** 32, Number.NaN, '1', 'abc', undefined, null, {}]) {
    const engine = new ZegoExpressEngine(appID as number, SERVER);
    const told: unknown[][] = [];
    engine.on('roomStateChanged', (...args) => told.push(args));
    await expect(engine.loginRoom('r', 't', { userID: 'u' })).rejects.toMatchObject({ errorCode: 1001004, code: 1001004 });
    expect(told).toEqual([['r', 'LOGIN_FAILED', 1001004, expect.any(String)]]);
    engine.destroyEngine();
  }
  await expect(new ZegoExpressEngine(1, '').loginRoom('r', 't', { userID: 'u' })).rejects.toMatchObject({ errorCode: 1101000 });
  expect(opened).not.toHaveBeenCalled();
});

test('[WEB-48] loginRoom refuses bad arguments with their documented codes, before anything is connected', async () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  const user = { userID: 'u', userName: 'U' };
  const cases: [unknown[], number][] = [
    [['', 't', user], 1002011],
    [[undefined, 't', user], 1002011],
    [[5, 't', user], 1002011],
    [['a b', 't', user], 1002012],
    [['房', 't', user], 1002012],
    [['x'.repeat(129), 't', user], 1002013],
    [['r', 't', undefined], 1002005],
    [['r', 't', { userID: '' }], 1002005],
    [['r', 't', { userID: 'a b' }], 1002006],
    [['r', 't', { userID: 'x'.repeat(65) }], 1002007],
    [['r', 't', { userID: 'u', userName: 5 }], 1002008],
    [['r', 't', { userID: 'u', userName: '名'.repeat(86) }], 1002010],
    [['r', '', user], 1002067],
    [['r', undefined, user], 1002067],
    [['r', {}, user], 1002075],
    [['r', 'x'.repeat(8193), user], 1002075],
    [['r', 't', user, { maxMemberCount: -1 }], 1100001],
    [['r', 't', user, { maxMemberCount: 1_000_001 }], 1100001],
  ];
  const told: unknown[] = [];
  engine.on('roomStateChanged', (_roomID, reason, errorCode) => told.push([reason, errorCode]));
  for (const [args, errorCode] of cases) {
    await expect(engine.loginRoom(...(args as Parameters<typeof engine.loginRoom>))).rejects.toMatchObject({ errorCode });
  }
  expect(told).toEqual(cases.map(([, errorCode]) => ['LOGIN_FAILED', errorCode]));
  expect(opened).not.toHaveBeenCalled();
  engine.destroyEngine();
});

test('[WEB-50] publishing before login is 1000002, and answers false', () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  const lines = vi.mocked(console.warn).mock.calls;
  expect(engine.startPublishingStream('s1', new FakeStream() as unknown as MediaStream)).toBe(false);
  expect(lines.at(-1)?.[0]).toContain('1000002');
  engine.destroyEngine();
});

test('[WEB-6] destroyEngine releases devices and listeners, can be repeated, and leaves an engine that fails cleanly', async () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  const stream = await engine.createStream();
  const local = await engine.createZegoStream();
  const heard = vi.fn();
  engine.on('roomStateChanged', heard);
  engine.destroyEngine();
  engine.destroyEngine();
  expect([...stream.getTracks(), ...local.getTracks()].map(({ readyState }) => readyState)).toEqual([
    'ended',
    'ended',
    'ended',
    'ended',
  ]);
  await expect(engine.loginRoom('r', 't', { userID: 'u' })).rejects.toMatchObject({ errorCode: 1101000 });
  await expect(engine.createStream()).rejects.toMatchObject({ errorCode: 1101000 });
  expect(engine.stopPublishingStream('s')).toBe(false);
  expect(engine.getPlayingStreamQuality('s')).toBe(null);
  expect(heard).not.toHaveBeenCalled();
});

test('[WEB-6] a stream whose permission comes after destroyEngine is released at once', async () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  const pending = engine.createZegoStream();
  engine.destroyEngine();
  await expect(pending).rejects.toMatchObject({ errorCode: 1101000 });
  const given = devices.opened.flatMap(({ tracks }) => tracks.map(({ kind, readyState }) => [kind, readyState]));
  expect(given).toEqual([
    ['audio', 'ended'],
    ['video', 'ended'],
  ]);
});

test('[WEB-51] setEngineConfig ignores unknown keys and refuses figures that are none, without throwing', () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  const lines = vi.mocked(console.warn).mock.calls;
  engine.setEngineConfig({ roomRetryTime: 60, publishQualityInterval: 1000, somethingElse: {} });
  expect(lines).toHaveLength(0);
  for (const bad of [
    undefined,
    5,
    { roomRetryTime: '60' },
    { playQualityInterval: 500 },
    { streamRetryTime: -1 },
    { playClearLastFrame: 'no' },
    { tcpOnly: 1 },
    { maxChannels: 0 },
    { maxChannels: 51 },
    { maxChannels: '5' },
    { switchRoomNotStopPlay: 1 },
    { ipStackMode: 3 },
    { datachannelOption: true },
    { datachannelOption: { ordered: 0 } },
    { datachannelOption: { ordered: false, maxPacketLifeTime: 5000 } },
    { datachannelOption: { ordered: false, maxRetransmits: 0.5 } },
  ]) {
    engine.setEngineConfig(bad);
    expect(lines.at(-1)?.[0]).toContain('1100001');
  }
  engine.destroyEngine();
});

test('[WEB-63] datachannelOption and ipStackMode of setEngineConfig reach what connects', () => {
  const { engine, core } = madeEngine();
  const tune = vi.spyOn(core, 'tune');
  const told = (config: object) => {
    engine.setEngineConfig(config);
    return tune.mock.lastCall as unknown as [object];
  };
  expect([0, 1, 2].map((ipStackMode) => told({ ipStackMode })[0])).toEqual([
    { ipStack: 'ipv4' },
    { ipStack: 'ipv4First' },
    { ipStack: 'ipv6First' },
  ]);
  const late = { ordered: false, maxPacketLifeTime: 300 };
  for (const [datachannelOption, dataDelivery] of [
    [{}, { ordered: true }],
    [{ maxRetransmits: 3 }, { ordered: true }],
    [{ ordered: false }, { ordered: false }],
    [
      { ordered: false, maxRetransmits: 3 },
      { ordered: false, maxRetransmits: 3 },
    ],
    [{ ...late, maxRetransmits: 3 }, late],
  ]) {
    expect(told({ datachannelOption })).toEqual([{ dataDelivery }]);
  }
  engine.destroyEngine();
});

test('[WEB-64] switchRoomNotStopPlay: what is played goes along to the other room; without it the old one is left first', async () => {
  const { engine, core } = madeEngine();
  core.room = { roomID: 'one', user: { userID: 'ann', userName: 'Ann' }, state: 'loggedIn' } as never;
  const moves = () => core.calls.filter(([call]) => call === 'moveTo' || call === 'logout' || call === 'login');
  engine.setEngineConfig({ switchRoomNotStopPlay: true });
  expect(await engine.switchRoom('one', 'two', { token: 't', isUserStatusNotify: true })).toBe(true);
  expect(moves()).toEqual([['moveTo', 'one', 'two', { token: 't', userUpdate: true, maxMemberCount: 0 }]]);
  engine.setEngineConfig({ switchRoomNotStopPlay: false });
  await engine.switchRoom('one', 'two', { token: 't' });
  expect(moves().map(([call]) => call)).toEqual(['moveTo', 'logout', 'login']);
  engine.destroyEngine();
});

test('[WEB-51] maxChannels is how many streams may be played at once', async () => {
  const { engine } = madeEngine();
  engine.setEngineConfig({ maxChannels: 2 });
  await engine.startPlayingStream('one');
  await engine.startPlayingStream('two');
  await expect(engine.startPlayingStream('three')).rejects.toMatchObject({ errorCode: 1104045 });
  engine.stopPlayingStream('one');
  expect(await engine.startPlayingStream('three')).toBeInstanceOf(MediaStream);
  engine.destroyEngine();
});

test('[WEB-58] a switch is true or false, and anything else switches nothing', async () => {
  const { engine, core } = madeEngine();
  const stream = await engine.createZegoStream();
  engine.startPublishingStream('mine', stream);
  const view = engine.createRemoteStreamView(await engine.startPlayingStream('theirs'));
  expect(engine.muteMicrophone(true)).toBe(true);
  core.calls.length = 0;
  for (const wrong of ['false', 'true', 0, 1, null, {}, []] as never[]) {
    expect([engine.muteMicrophone(wrong), engine.mutePublishStreamAudio(stream, wrong)]).toEqual([false, false]);
    expect([engine.mutePublishStreamVideo(stream, wrong), view.setAudioMuted(wrong), view.setVideoMuted(wrong)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([await engine.mutePlayStreamAudio('theirs', wrong), await engine.muteAllPlayVideoStreams(wrong)]).toEqual([
      false,
      false,
    ]);
    await expect(engine.setAudioConfig(stream, { ANS: wrong })).rejects.toMatchObject({ errorCode: 1100001 });
  }
  expect([engine.isMicrophoneMuted(), core.calls]).toEqual([true, []]);
  engine.destroyEngine();
});

test('[WEB-51] what the engine says of last frames counts for views that say nothing themselves', async () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  engine.setEngineConfig({ previewClearLastFrame: false });
  const local = await engine.createZegoStream();
  const played = new FakeStream([]) as unknown as MediaStream;
  const videosLeft = (config: object, kind: 'local' | 'remote') => {
    const place = document.createElement('div');
    if (kind === 'local') {
      local.playVideo(place, config);
      local.stopVideo();
    } else {
      const view = engine.createRemoteStreamView(played);
      view.play(place, config);
      view.stop();
    }
    return place.children.length;
  };
  expect(videosLeft({}, 'local')).toBe(1);
  expect(videosLeft({ clearLastFrame: true }, 'local')).toBe(0);
  expect(videosLeft({}, 'remote')).toBe(0);
  engine.setEngineConfig({ playClearLastFrame: false });
  expect(videosLeft({}, 'remote')).toBe(1);
  engine.destroyEngine();
});

test('[WEB-52] the version is the same from the class and from an instance', () => {
  expect(new ZegoExpressEngine(1, SERVER).getVersion()).toBe(ZegoExpressEngine.version);
  expect(ZegoExpressEngine.version).toMatch(/^3\.12\.0\.\d+$/);
  expect(ZegoExpressEngine.version < '2.17.0').toBe(false);
});

test('[WEB-53] a track that ends by itself is told: a screen as screenSharingEnded, a device as deviceError, a stopped one not', async () => {
  const engine = new ZegoExpressEngine(1, SERVER);
  const told: unknown[][] = [];
  engine.on('screenSharingEnded', (stream) => told.push(['screenSharingEnded', stream]));
  engine.on('deviceError', (...args) => told.push(['deviceError', ...args]));
  const screen = await engine.createStream({ screen: true });
  const camera = await engine.createStream();
  const stopped = await engine.createStream();
  const endVideoOf = (stream: MediaStream) => (stream.getVideoTracks()[0] as unknown as FakeTrack).end();
  endVideoOf(screen);
  endVideoOf(camera);
  engine.destroyStream(stopped);
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(told).toEqual([
    ['screenSharingEnded', screen],
    ['deviceError', 1106010, 'fake video cam1'],
  ]);
  engine.destroyEngine();
});
