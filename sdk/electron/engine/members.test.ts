import { domError } from '@liuyun/browser/fake/media';
import type { PlayQuality, PublishQuality } from '@liuyun/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { madeEngine } from '../fake/madeEngine.ts';

let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal('window', page);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** An engine with what it tells, by event. */
async function made() {
  const all = await madeEngine();
  const heard = (event: string) => all.told.filter((one) => one.event === event).map(({ result }) => result);
  return { ...all, heard, called: (name: string) => all.core.calls.filter(([call]) => call === name) };
}

test('[ELECTRON-40] the engine begins and ends, says its version, and hands its history to the server', async () => {
  const { engine, core, codes, heard } = await made();
  const uploaded = vi.spyOn(core, 'uploadLog');
  expect(engine.getVersion()).toMatch(/^\d+\.\d+\.\d+/);
  engine.uploadLog();
  expect(uploaded).toHaveBeenCalledTimes(1);
  engine.setLogConfig({ logPath: '/logs', logSize: 1 });
  expect(codes()).toEqual([]);
  engine.setLogConfig(null as never);
  engine.setRoomScenario(99 as never);
  expect(codes()).toEqual([1000017, 1000017]);
  core.room = undefined;
  engine.setRoomScenario(5);
  expect(engine.getVideoConfig(3)).toMatchObject({ captureWidth: 960, captureHeight: 540, fps: 25 });
  engine.startPreview();
  engine.destroyEngine();
  expect(heard('onEngineStateUpdate').map(({ state }) => state)).toEqual([0, 1]);
  engine.startPreview();
  expect(heard('onDebugError').at(-1)).toMatchObject({ errorCode: 1000001, funcName: 'startPreview' });
  await engine.createEngine({ appID: 1, scenario: 3, server: 'ws://127.0.0.1:9' });
  engine.startPreview();
  expect(heard('onEngineStateUpdate').at(-1)).toEqual({ state: 0 });
});

test('[ELECTRON-41] rooms and messages: arguments in the documented order, answers with errorCode', async () => {
  const { engine, core, codes, called, heard } = await made();
  core.room = undefined;
  engine.loginRoom('room', { userID: 'ann' }, { token: '04token', isUserStatusNotify: true });
  expect(called('login')[0]).toEqual(expect.arrayContaining(['room']));
  expect(JSON.stringify(called('login')[0])).toContain('04token');
  core.room = { roomID: 'room', user: { userID: 'ann', userName: 'ann' } as never, state: 'loggedIn' };
  engine.renewToken('room', '04next');
  expect(called('renewToken')[0]).toEqual(['renewToken', '04next', 'room']);
  expect(await engine.sendBroadcastMessage('room', 'hello')).toMatchObject({ errorCode: 0, messageID: 1 });
  expect(await engine.sendBarrageMessage('room', 'hello')).toMatchObject({ errorCode: 0, messageID: '1' });
  expect(await engine.sendCustomCommand('room', 'stop', [{ userID: 'bob' }])).toMatchObject({ errorCode: 0 });
  expect(called('sendCustomCommand')[0]).toEqual(['sendCustomCommand', 'room', 'stop', ['bob']]);
  expect(await engine.sendCustomCommand('room', 'stop', 'bob' as never)).toMatchObject({ errorCode: 1000017 });
  engine.switchRoom('room', 'other', { token: '04other' });
  expect(called('logout')).toEqual([['logout', 'room']]);
  expect(called('login').slice(1)).toEqual([
    ['login', 'other', { userID: 'ann', userName: 'ann' }, expect.objectContaining({ token: '04other' })],
  ]);
  engine.logoutRoom('room');
  engine.logoutRoom();
  expect(called('logout').slice(1)).toEqual([
    ['logout', 'room'],
    ['logout', undefined],
  ]);
  expect(heard('onRoomStateChanged').at(-1)).toEqual({ roomID: 'room', reason: 7, errorCode: 0, extendedData: '' });
  expect(codes()).toEqual([1000017]);
});

test('[ELECTRON-42] publishing: what is set is what is sent, on the channel that is named', async () => {
  const { engine, core, codes, called, media } = await made();
  engine.setVideoConfig({ captureWidth: 800, captureHeight: 600, encodeWidth: 800, encodeHeight: 600, fps: 20, bitrate: 900 });
  engine.setAudioConfig(3);
  expect(engine.getVideoConfig()).toMatchObject({ captureWidth: 800, fps: 20, bitrate: 900, codecID: 0 });
  expect(engine.getVideoConfig(1)).toMatchObject({ captureWidth: 640, bitrate: 600 });
  expect(engine.getAudioConfig()).toMatchObject({ bitrate: 128, channel: 1 });
  engine.setVideoMirrorMode(7 as never);
  engine.setCaptureVolume(-1);
  expect(codes()).toEqual([1000017, 1000017]);
  engine.startPublishingStream('mine');
  await vi.waitFor(() => expect(core.published.has('mine')).toBe(true));
  expect(core.published.get('mine')?.options).toMatchObject({ videoBitrate: 900, audioBitrate: 128 });
  expect(JSON.stringify(media.opened.map(({ constraints }) => constraints))).toContain('800');
  engine.mutePublishStreamAudio(true);
  engine.mutePublishStreamVideo(true);
  for (const kind of ['audio', 'video']) expect(called('mutePublished')).toContainEqual(['mutePublished', 'mine', kind, true]);
  expect(await engine.setStreamExtraInfo('big')).toMatchObject({ errorCode: 0 });
  expect(called('setStreamExtraInfo')).toEqual([['setStreamExtraInfo', 'mine', 'big']]);
  expect(await engine.setStreamExtraInfo('big', 1)).toMatchObject({ errorCode: 1003099 });
  expect(await engine.takePublishStreamSnapshot(1)).toMatchObject({ errorCode: 1003030 });
  // The second channel sends what the first captures, and later nothing but sound.
  expect([engine.setVideoSource(4, 0, 1), engine.setAudioSource(5, 1)]).toEqual([0, 0]);
  engine.startPublishingStream('same', null, 1);
  await vi.waitFor(() => expect(core.published.get('same')?.tracks.video).toBeDefined());
  expect([engine.setVideoSource(3, 0, 1), engine.setAudioSource(2, 1)]).toEqual([1000010, 1000010]);
  engine.startPublishingStream('mine', null, 2);
  expect(codes().at(-1)).toBe(1003023);
  engine.stopPublishingStream(1);
  expect([...core.published.keys()]).toEqual(['mine']);
  engine.startPreview(null);
  engine.stopPublishingStream();
  expect([...core.published.keys()]).toEqual([]);
  const live = () => media.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live').length;
  expect(live()).toBe(2);
  engine.stopPreview();
  await vi.waitFor(() => expect(live()).toBe(0));
});

/** An audio element without a loudspeaker; the last that was made is `heard`. */
class SilentAudio {
  static heard: SilentAudio | undefined;
  srcObject: unknown = null;
  volume = 1;
  muted = false;
  sink = '';
  constructor() {
    SilentAudio.heard = this;
  }
  async play(): Promise<void> {}
  pause(): void {}
  async setSinkId(deviceID: string): Promise<void> {
    this.sink = deviceID;
  }
}

test('[ELECTRON-43] playing: pausing, the switches over all, volumes within 0–200, and an end', async () => {
  vi.stubGlobal('Audio', SilentAudio);
  const { engine, core, codes, called, heard } = await made();
  engine.startPlayingStream('his');
  // Without a view its picture is not received from the beginning on.
  await vi.waitFor(() => expect(core.played.get('his')?.options.paused).toEqual({ audio: false, video: true }));
  engine.mutePlayStreamAudio('his', true);
  engine.muteAllPlayStreamAudio(true);
  engine.mutePlayStreamAudio('his', false);
  expect(called('pausePlayed')).toEqual([['pausePlayed', 'his', 'audio', true]]);
  engine.muteAllPlayStreamAudio(false);
  expect(called('pausePlayed').at(-1)).toEqual(['pausePlayed', 'his', 'audio', false]);
  // With a view its picture is received, until it or all of them are paused.
  const canvas = { getContext: () => ({ fillRect() {}, clearRect() {} }), style: {}, ownerDocument: document };
  const video = () => called('pausePlayed').filter(([, , kind]) => kind === 'video');
  vi.stubGlobal('requestAnimationFrame', () => 0);
  engine.startPlayingStream('his', { canvas: canvas as never });
  expect(video().at(-1)).toEqual(['pausePlayed', 'his', 'video', false]);
  engine.mutePlayStreamVideo('his', true);
  expect(video().at(-1)).toEqual(['pausePlayed', 'his', 'video', true]);
  engine.muteAllPlayStreamVideo(true);
  engine.mutePlayStreamVideo('his', false);
  expect(video()).toHaveLength(2);
  engine.muteAllPlayStreamVideo(false);
  expect(video().at(-1)).toEqual(['pausePlayed', 'his', 'video', false]);
  expect(codes()).toEqual([]);
  const loudness = () => SilentAudio.heard?.volume;
  engine.setPlayVolume('his', 40);
  expect(loudness()).toBe(0.4);
  engine.muteSpeaker(true);
  expect(loudness()).toBe(0);
  engine.setAllPlayStreamVolume(70);
  expect(loudness()).toBe(0);
  engine.muteSpeaker(false);
  expect(loudness()).toBe(0.7);
  for (const volume of [-1, 201]) engine.setPlayVolume('his', volume);
  engine.setAllPlayStreamVolume(Number.NaN);
  expect(loudness()).toBe(0.7);
  engine.setPlayVolume('unknown', 50);
  engine.useAudioDevice('out1', 1);
  expect(SilentAudio.heard?.sink).toBe('out1');
  expect(codes()).toEqual([1000017, 1000017, 1000017, 1004011]);
  engine.startPlayingStream('his');
  expect(await engine.takePlayStreamSnapshot('his')).toMatchObject({ errorCode: 1004030 });
  expect(await engine.takePlayStreamSnapshot('unknown')).toMatchObject({ errorCode: 1004011 });
  engine.stopPlayingStream('his');
  expect(core.playedStreams()).toEqual([]);
  expect(heard('onPlayerStateUpdate').at(-1)).toMatchObject({ streamID: 'his', state: 0, errorCode: 0 });
});

test('[ELECTRON-44] devices: lists, the one in use, another one, switched off and on, muted, and how sound is treated', async () => {
  const { engine, codes, media } = await made();
  expect(engine.getVideoDeviceList()).toEqual([
    { deviceID: 'cam1', deviceName: 'Camera 1' },
    { deviceID: 'cam2', deviceName: 'Camera 2' },
  ]);
  expect([engine.getAudioDeviceList(0), engine.getAudioDeviceList(1)].map((list) => list[0]?.deviceID)).toEqual(['mic1', 'out1']);
  expect([engine.getDefaultVideoDeviceID(), engine.getDefaultAudioDeviceID(0)]).toEqual(['cam1', 'mic1']);
  expect(engine.getCurrentAudioDevice(1)).toEqual({ deviceID: 'out1', deviceName: 'Speaker 1' });
  engine.startPreview();
  await vi.waitFor(() => expect(media.opened).toHaveLength(2));
  const opened = () => media.opened.at(-1)?.constraints as { audio?: MediaTrackConstraints; video?: MediaTrackConstraints };
  engine.useVideoDevice('cam2');
  await vi.waitFor(() => expect(opened().video?.deviceId).toEqual({ exact: 'cam2' }));
  engine.useAudioDevice('mic1', 0);
  await vi.waitFor(() => expect(opened().audio?.deviceId).toEqual({ exact: 'mic1' }));
  engine.enableAEC(false);
  engine.enableAGC(false);
  engine.enableANS(false);
  await vi.waitFor(() =>
    expect(opened().audio).toMatchObject({ echoCancellation: false, autoGainControl: false, noiseSuppression: false }),
  );
  const live = () => media.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live');
  const kinds = () => live().map(({ kind }) => kind);
  engine.enableCamera(false);
  await vi.waitFor(() => expect(kinds()).toEqual(['audio']));
  engine.enableAudioCaptureDevice(false);
  await vi.waitFor(() => expect(kinds()).toEqual([]));
  engine.enableAudioCaptureDevice(true);
  await vi.waitFor(() => expect(kinds()).toEqual(['audio']));
  engine.muteMicrophone(true);
  await vi.waitFor(() => expect(live()[0]?.enabled).toBe(false));
  engine.muteSpeaker(true);
  expect([engine.isMicrophoneMuted(), engine.isSpeakerMuted()]).toEqual([true, true]);
  engine.setAECMode(5);
  engine.setANSMode(6);
  expect(codes()).toEqual([]);
  engine.setAECMode(6 as never);
  engine.setANSMode(7 as never);
  engine.useVideoDevice('none');
  engine.useAudioDevice('out1', 0);
  expect(codes()).toEqual([1000017, 1000017, 1006002, 1006002]);
  engine.startSoundLevelMonitor(0);
  expect(codes().at(-1)).toBe(1000017);
});

test('[ELECTRON-44] sound levels are told in their interval, and none after stopSoundLevelMonitor', async () => {
  vi.useFakeTimers();
  try {
    const { engine, heard } = await made();
    engine.startSoundLevelMonitor(200);
    await vi.advanceTimersByTimeAsync(1000);
    expect(heard('onRemoteSoundLevelUpdate').length).toBeGreaterThanOrEqual(4);
    engine.stopSoundLevelMonitor();
    const told = heard('onRemoteSoundLevelUpdate').length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(heard('onRemoteSoundLevelUpdate')).toHaveLength(told);
    engine.startSoundLevelMonitor();
    await vi.advanceTimersByTimeAsync(2900);
    expect(heard('onRemoteSoundLevelUpdate')).toHaveLength(told);
    await vi.advanceTimersByTimeAsync(200);
    expect(heard('onRemoteSoundLevelUpdate')).toHaveLength(told + 1);
    engine.destroyEngine();
  } finally {
    vi.useRealTimers();
  }
});

test('[ELECTRON-45] screen capture sources: listed, made, started, stopped, changed and destroyed', async () => {
  const { engine, core, codes, media } = await made();
  const [screen] = await engine.getScreenCaptureSources(100, 100, 16, 16);
  expect(screen).toMatchObject({ sourceType: 2, sourceID: 0 });
  const source = engine.createScreenCaptureSource(0, 2);
  const told: unknown[] = [];
  source.on('onExceptionOccurred', ({ exceptionType }: { exceptionType: number }) => void told.push(exceptionType));
  expect(engine.setVideoSource(13, source.getIndex(), 1)).toBe(0);
  engine.startPublishingStream('screen', null, 1);
  source.startCapture();
  await vi.waitFor(() => expect(core.published.get('screen')?.tracks.video).toBeDefined());
  const before = media.opened.length;
  const first = core.published.get('screen')?.tracks.video;
  source.updateCaptureSource(7, 1);
  await vi.waitFor(() => expect(media.opened.length).toBeGreaterThan(before));
  await vi.waitFor(() => expect(first?.readyState).toBe('ended'));
  expect(core.calls).toContainEqual(['changePublishedTracks', 'screen', { video: media.last.tracks[0] }]);
  source.stopCapture();
  const live = () => media.opened.flatMap(({ tracks }) => tracks).filter(({ readyState }) => readyState === 'live');
  await vi.waitFor(() => expect(live()).toEqual([]));
  engine.destroyScreenCaptureSource(source);
  expect(codes()).toEqual([]);
  engine.destroyScreenCaptureSource(source);
  expect(engine.setVideoSource(13, source.getIndex(), 1)).toBe(1000017);
  expect(codes()).toEqual([1000017, 1000017]);
  expect(told).toEqual([]);
});

/** Figures of a stream, cut down to what is looked at. */
const figures = { codec: 'VP8', quality: 1, muted: false, packetsLostRate: 0, bytes: 7, concealedRate: 0, renderedFps: 50 };

test('[ELECTRON-46] what the core tells is told with the documented fields, and nothing else', async () => {
  const { core, heard } = await made();
  const { facts } = core;
  const bob = { userID: 'bob', userName: 'Bob' } as never;
  const stream = { user: bob, streamID: 'his', extraInfo: 'x' } as never;
  facts.tell('roomStateChanged', 'room', 'RECONNECTING', 'ROOM_RECONNECTING', 'why');
  facts.tell('usersChanged', 'room', 'ADD', [bob]);
  facts.tell('userCountChanged', 'room', 2);
  facts.tell('streamsChanged', 'room', 'ADD', [stream], []);
  facts.tell('streamExtraInfoChanged', 'room', 'his', bob, 'y');
  facts.tell('tokenWillExpire', 'room');
  facts.tell('broadcastMessagesReceived', 'room', [{ fromUser: bob, message: 'hi', sendTime: 1, messageID: 2 }]);
  facts.tell('barrageMessagesReceived', 'room', [{ fromUser: bob, message: 'hi', sendTime: 1, messageID: '2' }]);
  facts.tell('customCommandReceived', 'room', bob, 'stop');
  facts.tell('publisherStateChanged', 'mine', 'PUBLISHING', undefined, '');
  facts.tell('playerStateChanged', 'his', 'PLAYING', undefined, '');
  facts.tell('remoteTrackChanged', 'his', 'video', true);
  facts.tell('remoteTrackChanged', 'his', 'audio', false);
  facts.tell('networkQualityChanged', '', 0, -1);
  facts.tell('publishQualitySampled', 'mine', { audio: figures, video: figures, rtt: 5 } as unknown as PublishQuality);
  const moving = { audio: { ...figures, bitrate: 40 }, video: { ...figures, decodedFps: 15 }, delay: 50, packetsLostRate: 0 };
  const still = { ...moving, video: { ...moving.video, decodedFps: 0 } };
  for (const sample of [moving, still]) facts.tell('playQualitySampled', 'his', sample as unknown as PlayQuality);
  const about = { roomID: 'room', errorCode: 1002051, extendedData: 'why' };
  expect(heard('onRoomStateUpdate')).toEqual([{ ...about, state: 1 }]);
  expect(heard('onRoomStateChanged')).toEqual([{ ...about, reason: 3 }]);
  expect(heard('onRoomUserUpdate')).toEqual([{ roomID: 'room', updateType: 0, userList: [bob] }]);
  expect(heard('onRoomOnlineUserCountUpdate')).toEqual([{ roomID: 'room', count: 2 }]);
  expect(heard('onRoomStreamUpdate')).toEqual([{ roomID: 'room', updateType: 0, streamList: [stream], extendedData: '' }]);
  expect(heard('onRoomStreamExtraInfoUpdate')).toEqual([
    { roomID: 'room', streamList: [{ user: bob, streamID: 'his', extraInfo: 'y' }] },
  ]);
  expect(heard('onRoomTokenWillExpire')).toEqual([{ roomID: 'room', remainTimeInSecond: 30 }]);
  expect(heard('onIMRecvBroadcastMessage')).toEqual([
    { roomID: 'room', messageList: [{ fromUser: bob, message: 'hi', sendTime: 1, messageID: 2 }] },
  ]);
  expect(heard('onIMRecvBarrageMessage')).toMatchObject([{ roomID: 'room', messageList: [{ messageID: '2' }] }]);
  expect(heard('onIMRecvCustomCommand')).toEqual([{ roomID: 'room', fromUser: bob, command: 'stop' }]);
  expect(heard('onPublisherStateUpdate')).toEqual([{ streamID: 'mine', state: 2, errorCode: 0, extendedData: '' }]);
  expect(heard('onPlayerStateUpdate')).toEqual([{ streamID: 'his', state: 2, errorCode: 0, extendedData: '' }]);
  expect(heard('onRemoteCameraStateUpdate')).toEqual([{ streamID: 'his', state: 10 }]);
  expect(heard('onRemoteMicStateUpdate')).toEqual([{ streamID: 'his', state: 0 }]);
  expect(heard('onNetworkQuality')).toEqual([{ userID: '', upstreamQuality: 0, downstreamQuality: 5 }]);
  expect(heard('onPublisherQualityUpdate')).toMatchObject([
    { streamID: 'mine', quality: { totalSendBytes: 14, level: 1, rtt: 5 } },
  ]);
  expect(heard('onPlayerQualityUpdate')).toMatchObject([
    { streamID: 'his', quality: { totalRecvBytes: 14, mos: 4.41, peerToPeerDelay: 50 } },
    { streamID: 'his', quality: { videoDecodeFPS: 0 } },
  ]);
  expect(heard('onPlayerMediaEvent')).toEqual([{ streamID: 'his', event: 2 }]);
});

test('[ELECTRON-47] devices that come, go and refuse, first frames of what is captured, and a network that is gone', async () => {
  const { engine, media, heard } = await made();
  media.devices = [...media.devices.slice(1), { kind: 'audioinput', deviceId: 'mic2', label: 'Microphone 2' }];
  media.dispatchEvent(new Event('devicechange'));
  await vi.waitFor(() => expect(heard('onAudioDeviceStateChanged')).toHaveLength(1));
  expect(heard('onAudioDeviceStateChanged')).toEqual([
    { updateType: 0, deviceType: 0, deviceInfo: { deviceID: 'mic2', deviceName: 'Microphone 2' } },
  ]);
  expect(heard('onVideoDeviceStateChanged')).toEqual([
    { updateType: 1, deviceInfo: { deviceID: 'cam1', deviceName: 'Camera 1' } },
  ]);
  engine.startPreview();
  await vi.waitFor(() => expect(heard('onPublisherCapturedAudioFirstFrame')).toEqual([{}]));
  await vi.waitFor(() => expect(heard('onPublisherCapturedVideoFirstFrame')).toEqual([{ channel: 0 }]));
  engine.enableCamera(false);
  await vi.waitFor(() =>
    expect(media.opened.some(({ tracks }) => tracks[0]?.kind === 'video' && tracks[0].readyState === 'ended')).toBe(true),
  );
  media.refuse.push(domError('NotAllowedError'));
  engine.enableCamera(true);
  await vi.waitFor(() => expect(heard('onLocalDeviceExceptionOccurred')).toHaveLength(1));
  expect(heard('onLocalDeviceExceptionOccurred')[0]).toMatchObject({ exceptionType: 3, deviceType: 1 });
  page.dispatchEvent(new Event('offline'));
  page.dispatchEvent(new Event('online'));
  expect(heard('onNetworkModeChanged')).toEqual([{ mode: 0 }, { mode: 1 }]);
});
