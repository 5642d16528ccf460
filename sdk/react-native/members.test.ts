import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { streamOf } from '../core/platform/fake/fakeCall.ts';
import { beforehand } from './engine/beforehand.ts';
import { eventNames } from './engine/events.ts';
import { FakePhone } from './fake/FakePhone.ts';
import { provideModules } from './platform/optionalModules.ts';
import {
  ZegoAudioRoute,
  ZegoAudioSourceType,
  ZegoNetworkMode,
  ZegoPlayerMediaEvent,
  ZegoRemoteDeviceState,
  ZegoVideoSourceType,
} from './types/enums/index.ts';
import { views } from './views/ViewRegistry.ts';
import { ZegoExpressEngine } from './ZegoExpressEngine.ts';

const profile = { appID: 1, appSign: 'a'.repeat(64), scenario: 0, server: 'wss://cloud.example' } as const;

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

const heard = (name: string) => told.filter(({ event }) => event === name).map(({ args }) => args);
const codes = () => heard('debugError').map(([code, name]) => `${name} ${code}`);
const settle = async () => {
  for (let round = 0; round < 4; round++) await phone.platform.settle();
};
/** What a call answers, when everything has settled. */
const answer = async <T>(call: Promise<T>): Promise<T> => {
  await settle();
  return call;
};

/** Logged in, with everything that the engine tells written down. */
async function inRoom(): Promise<ZegoExpressEngine> {
  void ZegoExpressEngine.createEngineWithProfile(profile);
  const engine = ZegoExpressEngine.instance();
  told = [];
  for (const event of eventNames) engine.on(event, (...args: unknown[]) => void told.push({ event, args }));
  const { errorCode } = await answer(engine.loginRoom('room', { userID: 'ann', userName: 'Ann' }, { isUserStatusNotify: true }));
  expect(errorCode).toBe(0);
  return engine;
}

/** The core of the engine, for what only a server or a network brings about. */
const core = (engine: ZegoExpressEngine) => (engine as unknown as { parts: { core: Core } }).parts.core;
type Core = {
  facts: { tell(name: string, ...args: unknown[]): void };
  uploadLog(): Promise<void>;
  mutePublished(): void;
  pausePlayed(): Promise<void>;
  sampleSound(): Promise<{ sent: { streamID: string; level: number }[]; heard: { streamID: string; level: number }[] }>;
};

const microphone = () => phone.opened.findLast(({ kind }) => kind === 'audio') as MediaStreamTrack & { enabled: boolean };

test('[RN-20] getVersion says the version; uploadLog hands the history to the server', async () => {
  expect(await ZegoExpressEngine.getVersion()).toMatch(/^\d+\.\d+\.\d+/);
  const engine = await inRoom();
  await answer(engine.uploadLog());
  expect(phone.platform.server.count('uploadLog')).toBe(1);
  phone.platform.server.fail('uploadLog', 'TOO_MANY_REQUESTS');
  await answer(engine.uploadLog());
  expect(codes()).toEqual(['uploadLog 1002071']);
});

test('[RN-21] logoutRoom leaves the named room, or all; switchRoom changes rooms and keeps the preview', async () => {
  const engine = await inRoom();
  void engine.startPreview({ reactTag: 1, viewMode: 0, backgroundColor: 0 });
  await answer(engine.switchRoom('room', 'other'));
  expect(heard('roomStateChanged').map(([roomID, reason]) => [roomID, reason])).toEqual([
    ['room', 0],
    ['room', 1],
    ['room', 7],
    ['other', 0],
    ['other', 1],
  ]);
  expect(phone.opened.every(({ readyState }) => readyState === 'live')).toBe(true);
  expect(await answer(engine.logoutRoom('nowhere'))).toMatchObject({ errorCode: 1002002 });
  expect(await answer(engine.logoutRoom())).toEqual({ errorCode: 0, extendedData: '' });
  expect(heard('roomStateUpdate').at(-1)?.slice(0, 3)).toEqual(['other', 0, 0]);
  expect(phone.opened.every(({ readyState }) => readyState === 'ended')).toBe(true);
});

test('[RN-22] renewToken hands over the room’s token, in the order room, token', async () => {
  const engine = await inRoom();
  await answer(engine.renewToken('room', '04token'));
  expect(phone.platform.server.last('renewToken')).toMatchObject({ token: '04token' });
  await answer(engine.renewToken('room', ''));
  await answer(engine.renewToken('nowhere', '04token'));
  expect(codes()).toEqual(['renewToken 1002075', 'renewToken 1002002']);
});

test('[RN-23] what happens in a room is told with its fields in their order', async () => {
  const engine = await inRoom();
  const { server } = phone.platform;
  const bob = { userID: 'bob', userName: 'bob' };
  server.tell('roomUserUpdate', { change: 'ADD', users: [bob] as never });
  server.tell('roomUserCount', { count: 2 });
  server.tell('roomStreamUpdate', { change: 'ADD', streams: [streamOf('bob', 'his')], reasons: [] });
  server.tell('streamExtraInfoUpdate', { streamID: 'his', user: bob as never, extraInfo: 'x' });
  server.tell('tokenWillExpire', { expiresAt: 1 });
  await settle();
  expect(heard('roomStateUpdate')).toEqual([
    ['room', 1, 0, ''],
    ['room', 2, 0, ''],
  ]);
  expect(heard('roomStateChanged')).toEqual([
    ['room', 0, 0, ''],
    ['room', 1, 0, ''],
  ]);
  expect(heard('roomUserUpdate').at(-1)).toEqual(['room', 0, [bob]]);
  expect(heard('roomOnlineUserCountUpdate').at(-1)).toEqual(['room', 2]);
  expect(heard('roomStreamUpdate').at(-1)).toEqual(['room', 0, [{ user: bob, streamID: 'his', extraInfo: '' }], '']);
  expect(heard('roomStreamExtraInfoUpdate')).toEqual([['room', [{ user: bob, streamID: 'his', extraInfo: 'x' }]]]);
  expect(heard('roomTokenWillExpire')).toEqual([['room', 30]]);
  expect(codes()).toEqual([]);
  await engine.loginRoom('room', { userID: 'ann', userName: 'Ann' });
  expect(heard('debugError')).toEqual([[1002064, 'loginRoom', expect.any(String)]]);
});

test('[RN-24] messages of others are told: broadcast with a number, barrage with a text, commands alone', async () => {
  await inRoom();
  const fromUser = { userID: 'bob', userName: 'Bob' };
  const { server } = phone.platform;
  server.tell('broadcastMessages', { messages: [{ fromUser: fromUser as never, message: 'a', sendTime: 5, messageID: 7 }] }, 1);
  server.tell('barrageMessages', { messages: [{ fromUser: fromUser as never, message: 'b', sendTime: 6, messageID: '8' }] }, 2);
  server.tell('customCommand', { fromUser: fromUser as never, command: 'c', sendTime: 7 }, 3);
  await settle();
  expect(heard('IMRecvBroadcastMessage')).toEqual([['room', [{ message: 'a', messageID: 7, sendTime: 5, fromUser }]]]);
  expect(heard('IMRecvBarrageMessage')).toEqual([['room', [{ message: 'b', messageID: '8', sendTime: 6, fromUser }]]]);
  expect(heard('IMRecvCustomCommand')).toEqual([['room', fromUser, 'c']]);
});

test('[RN-25] publishing and capturing tell their beginning and their end, and the engine that it runs', async () => {
  const engine = await inRoom();
  views.mount(5, (picture) => picture?.sized?.(640, 360));
  void engine.startPreview({ reactTag: 5, viewMode: 0, backgroundColor: 0 });
  void engine.startPublishingStream('mine');
  await settle();
  expect(heard('engineStateUpdate')).toEqual([[0]]);
  expect(heard('publisherCapturedAudioFirstFrame')).toEqual([[]]);
  expect(heard('publisherCapturedVideoFirstFrame')).toEqual([[0]]);
  expect(heard('publisherVideoSizeChanged')).toEqual([[640, 360, 0]]);
  expect(await answer(engine.setStreamExtraInfo('who'))).toEqual({ errorCode: 0 });
  expect(phone.platform.server.last('setStreamExtraInfo')).toMatchObject({ streamID: 'mine', extraInfo: 'who' });
  await answer(engine.stopPublishingStream());
  expect(heard('publisherStateUpdate').map(([, state]) => state)).toEqual([1, 2, 0]);
  expect(phone.opened.every(({ readyState }) => readyState === 'live')).toBe(true);
  await answer(engine.stopPreview());
  expect(phone.opened.every(({ readyState }) => readyState === 'ended')).toBe(true);
  expect(heard('engineStateUpdate')).toEqual([[0], [1]]);
});

test('[RN-26] pictures and sound are set per channel and read back; what cannot be is 1000017 and changes nothing', async () => {
  const engine = await inRoom();
  const config = await engine.getVideoConfig();
  expect(config).toMatchObject({ captureWidth: 640, captureHeight: 360, fps: 15, bitrate: 600, codecID: 0, keyFrameInterval: 2 });
  await engine.setVideoConfig({ ...config, captureWidth: 320, captureHeight: 180, fps: 10 }, 1);
  expect(await engine.getVideoConfig(1)).toMatchObject({ captureWidth: 320, captureHeight: 180, fps: 10 });
  expect(await engine.getVideoConfig()).toEqual(config);
  await engine.setAudioConfig({ bitrate: 128, channel: 2, codecID: 0 });
  expect(await engine.getAudioConfig()).toEqual({ bitrate: 128, channel: 2, codecID: 0 });
  await engine.setVideoConfig({ fps: -1 } as never);
  await engine.setAudioConfig(null as never);
  expect(await engine.getVideoConfig()).toEqual(config);
  for (const wrong of [4, -1, 'x']) {
    await engine.setVideoMirrorMode(wrong as never);
    await engine.setAppOrientation(wrong as never);
  }
  await engine.setAppOrientation(1);
  await engine.setVideoMirrorMode(2);
  expect(codes()).toEqual([
    'setVideoConfig 1000017',
    'setAudioConfig 1000017',
    ...Array(3).fill(['setVideoMirrorMode 1000017', 'setAppOrientation 1000017']).flat(),
  ]);
});

test('[RN-27] mutePublishStreamAudio and mutePublishStreamVideo stop what is sent, and the devices go on', async () => {
  const engine = await inRoom();
  const muted = vi.spyOn(core(engine), 'mutePublished');
  void engine.startPublishingStream('mine');
  await settle();
  muted.mockClear();
  await engine.mutePublishStreamAudio(true);
  expect(muted).toHaveBeenCalledWith('mine', 'audio', true);
  expect(muted).not.toHaveBeenCalledWith('mine', 'video', true);
  await engine.mutePublishStreamVideo(true);
  expect(muted).toHaveBeenLastCalledWith('mine', 'video', true);
  await engine.mutePublishStreamVideo(false);
  expect(muted).toHaveBeenLastCalledWith('mine', 'video', false);
  expect(phone.opened.every(({ readyState }) => readyState === 'live')).toBe(true);
});

test('[RN-28] setCaptureVolume 0 silences the microphone, anything above lets it be heard; over 200 is 1000017', async () => {
  const engine = await inRoom();
  void engine.startPublishingStream('mine');
  await settle();
  await answer(engine.setCaptureVolume(0));
  expect(microphone().enabled).toBe(false);
  await answer(engine.setCaptureVolume(200));
  expect(microphone().enabled).toBe(true);
  await answer(engine.muteMicrophone(true));
  await answer(engine.setCaptureVolume(50));
  expect(microphone().enabled).toBe(false);
  await answer(engine.setCaptureVolume(201));
  await answer(engine.setCaptureVolume('loud' as never));
  expect(codes()).toEqual(['setCaptureVolume 1000017', 'setCaptureVolume 1000017']);
});

test('[RN-29] a channel sends what the main one captures, whichever is asked first, and follows when that changes', async () => {
  const engine = await inRoom();
  const copies = () => phone.platform.server.asked.filter(({ name }) => name === 'startPublishing').map(({ params }) => params);
  void engine.startPublishingStream('mine');
  expect(await engine.setVideoSource(ZegoVideoSourceType.MainPublishChannel, 1)).toBe(0);
  expect(await engine.setAudioSource(ZegoAudioSourceType.MainPublishChannel, 1)).toBe(0);
  void engine.startPublishingStream('copy', 1);
  await settle();
  expect(heard('publisherStateUpdate').at(-1)).toEqual(['copy', 2, 0, '']);
  expect(JSON.stringify(copies()[1])).toContain('"video"');
  expect(phone.asked).toHaveLength(2);
  const changed = vi.spyOn(
    core(engine) as never as { changePublishedTracks(id: string, tracks: object): Promise<void> },
    'changePublishedTracks',
  );
  await answer(engine.useFrontCamera(false));
  const back = phone.opened.at(-1);
  expect(changed.mock.calls).toEqual(
    expect.arrayContaining([
      ['mine', { video: back }],
      ['copy', { video: back }],
    ]),
  );
  await answer(engine.stopPublishingStream(1));
  expect(back?.readyState).toBe('live');
  expect(codes()).toEqual([]);
});

/** Publishes as bob, and plays it in a view of this tag. */
async function playing(engine: ZegoExpressEngine, reactTag: number): Promise<void> {
  phone.platform.server.streams = [streamOf('bob', 'his')];
  void engine.startPlayingStream('his', { reactTag, viewMode: 0, backgroundColor: 0 });
  await settle();
}

test('[RN-30] volumes of 0–200 reach the phone as 0–2, of one stream, of all, and of those played later', async () => {
  const engine = await inRoom();
  const volumes: number[] = [];
  const play = vi.spyOn(core(engine) as never as { play(id: string, options: object): Promise<MediaStream> }, 'play');
  await engine.setAllPlayStreamVolume(150);
  await playing(engine, 11);
  const stream: MediaStream | undefined = await play.mock.results[0]?.value;
  const [track] = stream?.getAudioTracks() ?? [];
  Object.assign(track as object, { _setVolume: (volume: number) => void volumes.push(volume) });
  await engine.setPlayVolume('his', 200);
  await engine.muteSpeaker(true);
  expect(await engine.isSpeakerMuted()).toBe(true);
  await engine.muteSpeaker(false);
  await engine.setAllPlayStreamVolume(0);
  expect(volumes).toEqual([2, 0, 2, 0]);
  await engine.setPlayVolume('his', 201);
  await engine.setPlayVolume('nobody', 50);
  expect(codes()).toEqual(['setPlayVolume 1000017', 'setPlayVolume 1004011']);
});

test('[RN-31] mutes of played streams: of one, and of all, which win while they are on', async () => {
  const engine = await inRoom();
  const paused = vi.spyOn(core(engine), 'pausePlayed');
  await playing(engine, 12);
  await engine.mutePlayStreamAudio('his', true);
  await engine.mutePlayStreamVideo('his', true);
  await engine.muteAllPlayStreamAudio(true);
  await engine.muteAllPlayStreamVideo(true);
  await engine.mutePlayStreamAudio('his', false);
  await engine.mutePlayStreamVideo('his', false);
  expect(paused.mock.calls).toEqual([
    ['his', 'audio', true],
    ['his', 'video', true],
  ]);
  await engine.muteAllPlayStreamAudio(false);
  await engine.muteAllPlayStreamVideo(false);
  expect(paused.mock.calls.slice(2)).toEqual([
    ['his', 'audio', false],
    ['his', 'video', false],
  ]);
});

test('[RN-32] what is played tells its state, its first frames, and what its publisher mutes', async () => {
  const engine = await inRoom();
  views.mount(13, (picture) => picture?.sized?.(320, 240));
  await playing(engine, 13);
  expect(heard('playerStateUpdate')).toEqual([
    ['his', 1, 0, ''],
    ['his', 2, 0, ''],
  ]);
  expect(heard('playerRecvAudioFirstFrame')).toEqual([['his']]);
  expect(heard('playerRecvVideoFirstFrame')).toEqual([['his']]);
  expect(heard('playerRenderVideoFirstFrame')).toEqual([['his']]);
  expect(heard('playerVideoSizeChanged')).toEqual([['his', 320, 240]]);
  const muted = (kind: 'audio' | 'video') => [
    { kind: 'audio' as const, muted: kind === 'audio' },
    { kind: 'video' as const, muted: kind === 'video' },
  ];
  phone.platform.server.tell('streamTracksUpdate', { streamID: 'his', tracks: muted('video') });
  phone.platform.server.tell('streamTracksUpdate', { streamID: 'his', tracks: muted('audio') });
  await settle();
  expect(heard('remoteCameraStateUpdate').slice(-2)).toEqual([
    ['his', ZegoRemoteDeviceState.Mute],
    ['his', ZegoRemoteDeviceState.Open],
  ]);
  expect(heard('remoteMicStateUpdate').at(-1)).toEqual(['his', ZegoRemoteDeviceState.Mute]);
  await answer(engine.stopPlayingStream('his'));
  expect(heard('playerStateUpdate').at(-1)).toEqual(['his', 0, 0, '']);
});

test('[RN-33] the microphone is silenced, closed and opened again; which processing it has counts from then on', async () => {
  const engine = await inRoom();
  void engine.startPublishingStream('mine');
  await settle();
  const first = microphone();
  await answer(engine.muteMicrophone(true));
  expect([first.enabled, first.readyState, await engine.isMicrophoneMuted()]).toEqual([false, 'live', true]);
  await answer(engine.muteMicrophone(false));
  await answer(engine.enableAudioCaptureDevice(false));
  expect(first.readyState).toBe('ended');
  await answer(engine.enableAEC(false));
  await answer(engine.enableAGC(false));
  await answer(engine.enableANS(false));
  await answer(engine.enableAudioCaptureDevice(true));
  expect(phone.asked.at(-1)?.audio).toMatchObject({ echoCancellation: false, autoGainControl: false, noiseSuppression: false });
  await engine.setAECMode(5);
  await engine.setANSMode(6);
  await engine.setAECMode(6 as never);
  await engine.setANSMode(7 as never);
  expect(codes()).toEqual(['setAECMode 1000017', 'setANSMode 1000017']);
});

test('[RN-34] sound levels are told in their interval until they are stopped', async () => {
  const engine = await inRoom();
  vi.spyOn(core(engine), 'sampleSound').mockResolvedValue({
    sent: [{ streamID: 'mine', level: 1 }],
    heard: [{ streamID: 'his', level: 0.1 }],
  });
  await engine.startSoundLevelMonitor({ millisecond: 200 });
  await phone.platform.pass(400, 100);
  expect(heard('capturedSoundLevelUpdate')).toEqual([[100], [100]]);
  expect(heard('remoteSoundLevelUpdate')).toEqual([[{ his: 67 }], [{ his: 67 }]]);
  await engine.stopSoundLevelMonitor();
  await phone.platform.pass(1000);
  expect(heard('capturedSoundLevelUpdate')).toHaveLength(2);
  await engine.startSoundLevelMonitor({ millisecond: 'often' } as never);
  expect(codes()).toEqual(['startSoundLevelMonitor 1000017']);
});

test('[RN-34] statistics that never come, as of a connection that is gone, end no telling of sound levels', async () => {
  const engine = await inRoom();
  const sampled = vi.spyOn(core(engine), 'sampleSound').mockReturnValueOnce(new Promise(() => undefined));
  sampled.mockResolvedValue({ sent: [], heard: [{ streamID: 'his', level: 0.1 }] });
  await engine.startSoundLevelMonitor({ millisecond: 200 });
  await phone.platform.pass(4_000, 100);
  expect(heard('remoteSoundLevelUpdate')).toEqual([]);
  await phone.platform.pass(2_000, 100);
  expect(heard('remoteSoundLevelUpdate').length).toBeGreaterThan(1);
});

test('[RN-35] a snapshot is what the view shows, by react-native-view-shot; without it 1000010, without a picture 1003030 and 1004030', async () => {
  const engine = await inRoom();
  const shots: unknown[] = [];
  const native = { view: 'native' };
  const sized: (() => void)[] = [];
  for (const tag of [21, 22]) {
    views.mount(
      tag,
      (picture) => void sized.push(() => picture?.sized?.(640, 360)),
      () => native,
    );
  }
  expect(await engine.takePublishStreamSnapshot()).toEqual({ errorCode: 1003030, imageBase64: '' });
  await playing(engine, 21);
  void engine.startPreview({ reactTag: 22, viewMode: 0, backgroundColor: 0 });
  await settle();
  expect(await engine.takePlayStreamSnapshot('his')).toEqual({ errorCode: 1004030, imageBase64: '' });
  for (const first of sized) first();
  expect(await engine.takePlayStreamSnapshot('his')).toEqual({ errorCode: 1000010, imageBase64: '' });
  provideModules({
    ViewShot: {
      captureRef: async (...args) => {
        shots.push(args);
        return 'aGk=';
      },
    },
  });
  expect(await engine.takePlayStreamSnapshot('his')).toEqual({ errorCode: 0, imageBase64: 'aGk=' });
  expect(await engine.takePublishStreamSnapshot()).toEqual({ errorCode: 0, imageBase64: 'aGk=' });
  const asked = [native, { format: 'jpg', quality: 0.9, result: 'base64', handleGLSurfaceViewOnAndroid: true }];
  expect(shots).toEqual([asked, asked]);
  provideModules({ ViewShot: { captureRef: () => Promise.reject(new Error('no surface')) } });
  expect(await engine.takePlayStreamSnapshot('his')).toEqual({ errorCode: 1004099, imageBase64: '' });
  expect(await engine.takePlayStreamSnapshot('nobody')).toEqual({ errorCode: 1004011, imageBase64: '' });
  expect(await engine.takePublishStreamSnapshot(9 as never)).toEqual({ errorCode: 1000017, imageBase64: '' });
});

test('[RN-36] enableHeadphoneMonitor sends the microphone to oneself, follows another one, and ends with false or with the engine', async () => {
  const engine = await inRoom();
  await engine.enableHeadphoneMonitor(true);
  expect(phone.connections).toEqual([]);
  void engine.startPublishingStream('mine');
  await settle();
  const [here, there] = phone.connections;
  expect(here?.tracks).toEqual([microphone()]);
  expect(there?.remote).toBe('offer\r\n');
  expect(here?.remote).toBe('answer\r\na=ptime:10\r\n');
  expect([here?.candidates, there?.candidates]).toEqual([['address'], ['address']]);
  await answer(engine.enableAEC(false));
  expect([here?.closed, there?.closed]).toEqual([true, true]);
  expect(phone.connections[2]?.tracks).toEqual([microphone()]);
  await engine.enableHeadphoneMonitor(true);
  expect(phone.connections).toHaveLength(4);
  await engine.enableHeadphoneMonitor(false);
  expect(phone.connections.every(({ closed }) => closed)).toBe(true);
  await engine.enableHeadphoneMonitor(true);
  await ZegoExpressEngine.destroyEngine();
  expect(phone.connections).toHaveLength(6);
  expect(phone.connections.every(({ closed }) => closed)).toBe(true);
});

test('[RN-37] figures of quality are told in the native names, with bytes and codec, and grades of everybody’s network', async () => {
  const engine = await inRoom();
  const side = { ...figures, codec: 'H264', bitrate: 100, totalBytes: 5000 };
  const sample = { video: side, audio: { ...side, codec: 'opus' }, rtt: 20, delay: 80, packetsLostRate: 0, bufferedMs: 40 };
  const { facts } = core(engine);
  facts.tell('publishQualitySampled', 'mine', sample);
  facts.tell('playQualitySampled', 'his', sample);
  facts.tell('networkQualityChanged', 'bob', -1, 2);
  const [[sent, published] = []] = heard('publisherQualityUpdate');
  expect(sent).toBe('mine');
  expect(published).toMatchObject({ videoKBPS: 100, audioKBPS: 100, rtt: 20, level: 0, videoCodecID: 0 });
  const [[received, played] = []] = heard('playerQualityUpdate');
  expect(received).toBe('his');
  expect(played).toMatchObject({ videoKBPS: 100, audioKBPS: 100, level: 0, mos: expect.any(Number) });
  expect(heard('networkQuality')).toEqual([['bob', 5, 2]]);
  facts.tell('playQualitySampled', 'his', { ...sample, video: { ...side, decodedFps: 15 } });
  facts.tell('playQualitySampled', 'his', { ...sample, video: { ...side, decodedFps: 0 } });
  expect(heard('playerMediaEvent')).toEqual([['his', ZegoPlayerMediaEvent.VideoBreakOccur]]);
});

const figures = {
  capturedFps: 15,
  encodedFps: 15,
  sentFps: 15,
  receivedFps: 15,
  decodedFps: 0,
  renderedFps: 15,
  fps: 50,
  packetsLostRate: 0,
  quality: 0,
  muted: false,
  breakRate: 0,
  breakMs: 0,
  breakCount: 0,
  decodeMs: 0,
  hardwareEncoder: false,
};

test('[RN-38] the kind of network is told by NetInfo, when it is another one', async () => {
  const listeners = new Set<(state: object) => void>();
  const net = (type: string, isConnected: boolean, cellularGeneration?: string) => {
    for (const listener of listeners) listener({ type, isConnected, details: { cellularGeneration } });
  };
  provideModules({
    NetInfo: {
      addEventListener: (listener) => {
        listeners.add(listener as never);
        return () => void listeners.delete(listener as never);
      },
    },
  });
  await inRoom();
  net('wifi', true);
  net('wifi', true);
  net('cellular', true, '4g');
  net('cellular', true, '5g');
  net('cellular', true);
  net('none', false);
  net('ethernet', true);
  expect(heard('networkModeChanged')).toEqual(
    [
      ZegoNetworkMode.Mode4G,
      ZegoNetworkMode.Mode5G,
      ZegoNetworkMode.Unknown,
      ZegoNetworkMode.Offline,
      ZegoNetworkMode.Ethernet,
    ].map((mode) => [mode]),
  );
  await ZegoExpressEngine.destroyEngine();
  expect(listeners.size).toBe(0);
});

test('[RN-39] where the sound comes out is told as the phone moves it; a headset that is gone leaves what was chosen', async () => {
  const engine = await inRoom();
  provideModules({ InCallManager: { setForceSpeakerphoneOn: () => {} } });
  await engine.setAudioRouteToSpeaker(false);
  phone.audioDevice('WIRED_HEADSET');
  expect(await engine.getAudioRouteType()).toBe(ZegoAudioRoute.Headphone);
  phone.audioDevice('NONE');
  phone.audioDevice('BLUETOOTH');
  phone.audioDevice('BLUETOOTH');
  phone.audioDevice('SPEAKER_PHONE');
  expect(heard('audioRouteChange')).toEqual([[3], [1], [3], [2], [0]]);
  await ZegoExpressEngine.destroyEngine();
  expect(phone.deviceListeners).toBe(0);
});
