import type { FakeTrack } from '@liuyun/browser/fake/media';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Made, madeEngine } from '../../fake/madeEngine.ts';
import type { ZegoLocalStream } from '../../types/localStream.ts';
import { ZegoExpressEngine } from '../../ZegoExpressEngine.ts';

let made: Made;

beforeEach(() => {
  made = madeEngine();
});
afterEach(() => {
  made.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const done = { errorCode: 0, extendedData: '' };

test('[WEB-60] an app writes lines of its own into the log, as far as its level lets them', () => {
  const { engine, lines } = made;
  engine.logger.info('kit', 1);
  engine.setLogConfig({ logLevel: 'warn' });
  engine.logger.info('not this');
  engine.logger.error('but this');
  expect(lines.filter((line) => /kit|this/.test(line))).toEqual(['[liuyun] kit 1', '[liuyun] but this']);
});

test('[MEMBER-1] setRoomScenario presets what streams made afterwards capture, and is false in a room', async () => {
  const { engine, core, devices, lines } = made;
  expect(engine.setRoomScenario(5)).toBe(false);
  expect(lines.at(-1)).toContain('1000067');
  await engine.createStream();
  expect(devices.last.constraints.video).toMatchObject({ width: 640, height: 480 });
  core.room = undefined;
  expect(engine.setRoomScenario(5)).toBe(true);
  await engine.createStream();
  expect(devices.last.constraints.video).toMatchObject({ width: 960, height: 540, frameRate: 25 });
});

test('[MEMBER-1] the sound of a stream is sent as the scenario that it was made in says, if the app does not', async () => {
  const { engine, core } = made;
  const { room } = core;
  const sent = async (scenario: number, make: () => Promise<unknown>) => {
    core.room = undefined;
    expect(engine.setRoomScenario(scenario as never)).toBe(true);
    const stream = (await make()) as ZegoLocalStream;
    expect(engine.setRoomScenario(3)).toBe(true);
    core.room = room;
    engine.startPublishingStream('s', stream);
    await vi.waitFor(() => expect(core.published.get('s')).toBeDefined());
    const { audioBitrate, stereo } = core.published.get('s')?.options ?? {};
    engine.stopPublishingStream('s');
    return [audioBitrate, stereo];
  };
  expect(await sent(6, () => engine.createZegoStream())).toEqual([48, false]);
  expect(await sent(7, () => engine.createZegoStream())).toEqual([128, false]);
  expect(await sent(9, () => engine.createStream())).toEqual([128, false]);
  expect(await sent(9, () => engine.createStream({ camera: { audioBitrate: 32, channelCount: 2 } }))).toEqual([32, true]);
  expect(await sent(7, () => engine.createZegoStream({ audioBitrate: 64 }))).toEqual([64, false]);
});

test('[MEMBER-2] checkSystemRequirements answers everything, or one kind as result and errInfo', async () => {
  const { engine } = made;
  const report = await engine.checkSystemRequirements();
  expect(Object.keys(report).toSorted()).toEqual(
    ['camera', 'customCapture', 'errInfo', 'microphone', 'screenSharing', 'videoCodec', 'webRTC'].toSorted(),
  );
  expect(await engine.checkSystemRequirements('camera')).toEqual({ result: true, errInfo: {} });
  expect(await engine.checkSystemRequirements('webRTC', 1)).toMatchObject({ result: false, errInfo: { webRTC: {} } });
  await expect(engine.checkSystemRequirements('sound' as never)).rejects.toMatchObject({ errorCode: 1100001 });
});

test('[MEMBER-3] setLogConfig and presetLogConfig say which lines reach the console; malformed they are false', () => {
  const { engine, lines } = made;
  const fail = (failing: ZegoExpressEngine) => {
    lines.length = 0;
    failing.stopPublishingStream('nobody');
    return lines.length;
  };
  expect(fail(engine)).toBe(1);
  expect(engine.setLogConfig({ logLevel: 'error' })).toBe(true);
  expect(fail(engine)).toBe(0);
  expect(engine.setLogConfig({ logLevel: 'loud' } as never)).toBe(false);
  expect(fail(engine)).toBe(0);
  expect(ZegoExpressEngine.presetLogConfig(5 as never)).toBe(false);
  expect(ZegoExpressEngine.presetLogConfig({ logLevel: 'disable' })).toBe(true);
  const later = new ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling');
  expect(fail(later)).toBe(0);
  later.destroyEngine();
  ZegoExpressEngine.presetLogConfig({ logLevel: 'info' });
});

test('[MEMBER-4] setDebugVerbose opens an alert box for failing calls while it is on', () => {
  const alert = vi.fn();
  vi.stubGlobal('alert', alert);
  made.engine.stopPublishingStream('nobody');
  made.engine.setDebugVerbose(true);
  made.engine.stopPublishingStream('nobody');
  expect(alert.mock.calls).toEqual([[expect.stringContaining('1103055')]]);
  made.engine.setDebugVerbose(false);
  made.engine.startPublishingStream('a b', {} as never);
  expect(alert).toHaveBeenCalledTimes(1);
});

test('[MEMBER-5] on adds listeners in order and refuses what is none; off removes one, or all', () => {
  const { engine, core } = made;
  const heard: string[] = [];
  const [first, second] = [() => void heard.push('first'), () => void heard.push('second')];
  expect([engine.on('tokenWillExpire', first), engine.on('tokenWillExpire', second)]).toEqual([true, true]);
  expect([engine.on('nothing' as never, first as never), engine.on('tokenWillExpire', 5 as never)]).toEqual([false, false]);
  core.facts.tell('tokenWillExpire', 'room');
  expect(heard).toEqual(['first', 'second']);
  expect(engine.off('tokenWillExpire', first)).toBe(true);
  core.facts.tell('tokenWillExpire', 'room');
  expect(heard).toEqual(['first', 'second', 'second']);
  for (const listener of [first, first, second]) engine.on('tokenWillExpire', listener);
  expect(engine.off('tokenWillExpire')).toBe(true);
  core.facts.tell('tokenWillExpire', 'room');
  expect(heard).toHaveLength(3);
});

test('[MEMBER-6] loginRoom resolves true; user events are off and there is no cap unless asked for', async () => {
  const { engine, core } = made;
  expect(await engine.loginRoom('r', 'token', { userID: 'ann' })).toBe(true);
  await engine.loginRoom('r', 'token', { userID: 'ann', userName: 'Ann' }, { userUpdate: true, maxMemberCount: 3 });
  expect(core.calls).toEqual([
    ['login', 'r', { userID: 'ann', userName: '' }, { token: 'token', userUpdate: false, maxMemberCount: 0 }],
    ['login', 'r', { userID: 'ann', userName: 'Ann' }, { token: 'token', userUpdate: true, maxMemberCount: 3 }],
  ]);
});

test('[MEMBER-7] logoutRoom leaves one room or all; streams and their views end, capture goes on', async () => {
  const { engine, core, page } = made;
  const local = await engine.createZegoStream();
  engine.startPublishingStream('own', local);
  const view = engine.createRemoteStreamView(await engine.startPlayingStream('theirs'));
  const container = page.container('a');
  view.play('a');
  expect(container.children).toHaveLength(1);
  engine.logoutRoom('room');
  engine.logoutRoom();
  expect(core.calls.filter(([call]) => call === 'logout')).toEqual([
    ['logout', 'room'],
    ['logout', undefined],
  ]);
  expect([core.publishedStreams(), core.playedStreams(), container.children]).toEqual([[], [], []]);
  expect(local.getTracks().map(({ readyState }) => readyState)).toEqual(['live', 'live']);
});

test('[MEMBER-8] renewToken is true for what looks like a token, and hands it over', () => {
  const { engine, core, lines } = made;
  expect([engine.renewToken('fresh'), engine.renewToken('other', 'room')]).toEqual([true, true]);
  for (const bad of ['', undefined, null, 5, {}]) {
    expect(engine.renewToken(bad as never)).toBe(false);
    expect(lines.at(-1)).toContain('1002075');
  }
  expect(core.calls).toEqual([
    ['renewToken', 'fresh', undefined],
    ['renewToken', 'other', 'room'],
  ]);
});

test('[MEMBER-9] the three messages reach the core and resolve in the documented shape', async () => {
  const { engine, core } = made;
  expect(await engine.sendBroadcastMessage('room', 'hello')).toEqual(done);
  expect(await engine.sendBarrageMessage('room', 'wow')).toEqual(done);
  expect(await engine.sendCustomCommand('room', 'stand up', ['bob'])).toEqual(done);
  expect(await engine.sendCustomCommand('room', 'all', undefined as never)).toEqual(done);
  for (const bad of ['bob', [5], {}]) {
    await expect(engine.sendCustomCommand('room', 'x', bad as never)).rejects.toMatchObject({ errorCode: 1100001 });
  }
  expect(core.calls).toEqual([
    ['sendBroadcastMessage', 'room', 'hello'],
    ['sendBarrageMessage', 'room', 'wow'],
    ['sendCustomCommand', 'room', 'stand up', ['bob']],
    ['sendCustomCommand', 'room', 'all', []],
  ]);
});

test('[MEMBER-25] devices are listed together and by kind; where the browser refuses, all reject with 1103011', async () => {
  const { engine, devices } = made;
  const { cameras, microphones, speakers } = await engine.enumDevices();
  expect([cameras.length, microphones.length, speakers.length]).toEqual([2, 1, 1]);
  expect(await engine.getCameras()).toEqual(cameras);
  expect(await engine.getMicrophones()).toEqual([{ deviceID: 'mic1', deviceName: 'Microphone 1' }]);
  expect(await engine.getSpeakers()).toEqual(speakers);
  vi.spyOn(devices, 'enumerateDevices').mockRejectedValue(new Error('no'));
  for (const list of [engine.enumDevices(), engine.getCameras(), engine.getMicrophones(), engine.getSpeakers()]) {
    await expect(list).rejects.toMatchObject({ errorCode: 1103011 });
  }
});

test('[MEMBER-26] devices are switched in place while publishing; a failure leaves the old one', async () => {
  const { engine, core, devices } = made;
  const stream = await engine.createZegoStream();
  engine.startPublishingStream('s', stream);
  expect(await engine.useVideoDevice(stream, 'cam2')).toEqual(done);
  expect(core.calls.at(-2)).toEqual(['changePublishedTracks', 's', { video: stream.getVideoTracks()[0] }]);
  expect(await engine.useAudioDevice(stream, 'mic2')).toEqual(done);
  expect([stream.videoDeviceId, stream.audioDeviceId]).toEqual(['cam2', 'mic2']);
  expect(await engine.useFrontCamera(stream, false)).toEqual(done);
  expect(devices.last.constraints.video).toMatchObject({ facingMode: 'environment' });
  await engine.useFrontCamera(stream, true);
  expect(devices.last.constraints.video).toMatchObject({ facingMode: 'user' });
  const tracks = stream.getTracks();
  const gone = () => Object.assign(new Error('no such device'), { name: 'OverconstrainedError', constraint: 'deviceId' });
  devices.refuse.push(gone(), gone());
  await expect(engine.useVideoDevice(stream, 'gone')).rejects.toMatchObject({ errorCode: 1103048 });
  await expect(engine.useAudioDevice(stream, 'gone')).rejects.toMatchObject({ errorCode: 1103048 });
  expect(stream.getTracks()).toEqual(tracks);
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['live', 'live']);
});

test('[MEMBER-27] useAudioOutputDevice routes a media element to a speaker that is there', async () => {
  const { engine, page } = made;
  const element = page.createElement('audio');
  expect(await engine.useAudioOutputDevice(element as never, 'out1')).toBe(true);
  expect(element).toMatchObject({ sink: 'out1' });
  expect(await engine.useAudioOutputDevice(element as never, 'unknown')).toBe(false);
  expect(await engine.useAudioOutputDevice({} as never, 'out1')).toBe(false);
});

test('[WEB-66] a chosen speaker that is pulled out gives way to the one of the system, and sounds again when it is back', async () => {
  const { engine, page, devices } = made;
  const [chosen, other, changed] = [page.createElement('audio'), page.createElement('audio'), page.createElement('audio')];
  for (const element of [chosen, changed]) await engine.useAudioOutputDevice(element as never, 'out1');
  await engine.useAudioOutputDevice(other as never, '');
  const speaker = { kind: 'audiooutput', deviceId: 'out1', label: 'Speaker 1' } as const;
  const plug = async (...speakers: (typeof speaker)[]) => {
    devices.devices = [...devices.devices.filter(({ kind }) => kind !== 'audiooutput'), ...speakers];
    devices.dispatchEvent(new Event('devicechange'));
  };
  plug();
  await vi.waitFor(() => expect([chosen, other, changed]).toMatchObject([{ sink: '' }, { sink: '' }, { sink: '' }]));
  await engine.useAudioOutputDevice(changed as never, 'out2');
  vi.useFakeTimers();
  // A loose contact does not make the sound jump to and fro.
  plug(speaker);
  await vi.advanceTimersByTimeAsync(7_000);
  expect(chosen).toMatchObject({ sink: '' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(chosen).toMatchObject({ sink: 'out1' });
  vi.useRealTimers();
  expect(other).toMatchObject({ sink: '' });
  expect(changed).toMatchObject({ sink: '' });
});

test('[WEB-67] a permission that was given outside the SDK counts as soon as the app lists devices: what is unplugged then is told', async () => {
  const { engine, devices } = made;
  const named = devices.devices;
  devices.devices = (['audioinput', 'videoinput', 'audiooutput'] as const).map((kind) => ({ kind, deviceId: '', label: '' }));
  const told: unknown[][] = [];
  engine.on('audioDeviceStateChanged', (...args) => told.push(args));
  await engine.enumDevices();
  devices.devices = named;
  await engine.enumDevices();
  devices.devices = named.filter(({ kind }) => kind !== 'audiooutput');
  devices.dispatchEvent(new Event('devicechange'));
  await vi.waitFor(() => expect(told).toHaveLength(1));
  expect(told).toEqual([['DELETE', 'Output', { deviceID: 'out1', deviceName: 'Speaker 1' }]]);
});

test('[MEMBER-28] muteMicrophone silences microphones only, and isMicrophoneMuted says so', async () => {
  const { engine } = made;
  const stream = await engine.createStream();
  const heard = () => stream.getTracks().map((track) => [track.kind, track.enabled]);
  expect(engine.isMicrophoneMuted()).toBe(false);
  expect(engine.muteMicrophone(true)).toBe(true);
  expect(engine.isMicrophoneMuted()).toBe(true);
  expect(Object.fromEntries(heard())).toEqual({ audio: false, video: true });
  engine.muteMicrophone(false);
  expect(engine.isMicrophoneMuted()).toBe(false);
  expect((stream.getAudioTracks()[0] as unknown as FakeTrack).enabled).toBe(true);
});
