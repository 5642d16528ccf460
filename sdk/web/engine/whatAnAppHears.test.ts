import { streamOf } from '@liuyun/core/platform/fake/fakeCall';
import type { User } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { webCall } from '../fake/liveEngine.ts';
import type { ZegoEvent } from '../types/events.ts';
import { eventNames } from './events.ts';

type Call = ReturnType<typeof webCall>;
let call: Call;
let told: [keyof ZegoEvent, ...unknown[]][];

beforeEach(() => {
  call = webCall();
  told = [];
  for (const name of eventNames) call.engine.on(name, (...args: unknown[]) => void told.push([name, ...args]));
});
afterEach(() => {
  call.engine.destroyEngine();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const user = (userID: string) => ({ userID, userName: userID.toUpperCase() }) as unknown as User;
/** What was told under one name, and forgets it. */
const heard = (name: keyof ZegoEvent) => {
  const found = told.filter(([event]) => event === name).map(([, ...args]) => args);
  told = told.filter(([event]) => event !== name);
  return found;
};
const reasons = () => heard('roomStateChanged').map(([roomID, reason, code]) => [roomID, reason, code]);
const states = (event: 'publisherStateUpdate' | 'playerStateUpdate') =>
  heard(event).map(([result]) => {
    const { state, errorCode } = result as { state: string; errorCode: number };
    return errorCode === 0 ? state : `${state} ${errorCode}`;
  });
const publish = async (streamID: string) => {
  const stream = await call.engine.createZegoStream();
  expect(call.engine.startPublishingStream(streamID, stream)).toBe(true);
  await call.platform.settle();
  return stream;
};
const play = async (streamID: string) => {
  const playing = call.engine.startPlayingStream(streamID);
  await call.platform.settle();
  return playing;
};

test('[MEMBER-50] roomStateChanged follows a room from login to logout, roomStateUpdate beside it in three states', async () => {
  const { engine, server, platform, login } = call;
  server.fail('loginRoom', 'TOKEN_EXPIRED');
  await expect(login()).rejects.toMatchObject({ errorCode: 1002078 });
  expect(reasons()).toEqual([
    ['room', 'LOGINING', 0],
    ['room', 'LOGIN_FAILED', 1002078],
  ]);
  expect(heard('roomStateUpdate').map(([, state, code]) => [state, code])).toEqual([
    ['CONNECTING', 0],
    ['DISCONNECTED', 1002078],
  ]);
  expect(await login()).toBe(true);
  platform.network.latest.cut();
  await platform.pass(2_000, 100);
  engine.logoutRoom('room');
  expect(reasons()).toEqual([
    ['room', 'LOGINING', 0],
    ['room', 'LOGINED', 0],
    ['room', 'RECONNECTING', 1002051],
    ['room', 'RECONNECTED', 0],
    ['room', 'LOGOUT', 0],
  ]);
  expect(heard('roomStateUpdate').map(([, state, code]) => [state, code])).toEqual([
    ['CONNECTING', 0],
    ['CONNECTED', 0],
    ['CONNECTING', 1002051],
    ['CONNECTED', 0],
    ['DISCONNECTED', 0],
  ]);
});

test('[MEMBER-50] a login into the room one is in is refused without a word to its listeners: one is still in', async () => {
  const { engine, login, core } = call;
  await login();
  told = [];
  const user = { userID: 'ann', userName: 'Ann' };
  const again = (token: string, userID = 'ann') => engine.loginRoom('room', token, { ...user, userID });
  await expect(again('token')).rejects.toMatchObject({ errorCode: 1002064 });
  await expect(again('')).rejects.toMatchObject({ errorCode: 1002067 });
  await expect(again('token', '')).rejects.toMatchObject({ errorCode: 1002005 });
  await expect(engine.loginRoom('other', 'token', user)).rejects.toMatchObject({ errorCode: 1002001 });
  expect(told).toEqual([]);
  expect(core.rooms).toMatchObject([{ roomID: 'room', state: 'loggedIn' }]);
});

test('[MEMBER-50] after five minutes without a connection it is RECONNECT_FAILED 1002053; a kick-out has its code and reason; neither comes back', async () => {
  const { server, platform, login } = call;
  await login();
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  await platform.pass(299_000, 5_000);
  expect(reasons().at(-1)).toEqual(['room', 'RECONNECTING', 1002051]);
  await platform.pass(10_000, 1_000);
  expect(reasons()).toEqual([['room', 'RECONNECT_FAILED', 1002053]]);
  platform.network.refusing.clear();
  for (const [failure, code] of [
    ['KICKED_BY_OTHER_LOGIN', 1002050],
    ['KICKED_BY_SERVER', 1002055],
  ] as const) {
    await login();
    await publish('mine');
    heard('roomStateChanged');
    server.tell('kickedOut', { failure, detail: 'because' });
    await platform.settle();
    expect(heard('roomStateChanged')).toEqual([['room', 'KICKOUT', code, 'because']]);
    expect(states('publisherStateUpdate').at(-1)).toMatch(/^NO_PUBLISH/);
    const asked = server.count('loginRoom');
    await platform.pass(60_000, 5_000);
    expect([server.count('loginRoom'), heard('roomStateChanged')]).toEqual([asked, []]);
  }
});

test('[MEMBER-50] who was offline when the same user logged in elsewhere hears RECONNECT_FAILED 1002086, once and for good', async () => {
  const { server, platform, login } = call;
  await login();
  await publish('mine');
  heard('roomStateChanged');
  platform.network.latest.cut();
  server.fail('resumeRoom', 'USER_ACTIVE_ELSEWHERE');
  await platform.pass(60_000, 1_000);
  expect(reasons()).toEqual([
    ['room', 'RECONNECTING', 1002051],
    ['room', 'RECONNECT_FAILED', 1002086],
  ]);
  expect(states('publisherStateUpdate').at(-1)).toMatch(/^NO_PUBLISH/);
  expect([server.count('resumeRoom'), server.count('loginRoom')]).toEqual([1, 1]);
});

test('[MEMBER-51] roomUserUpdate first lists who is there, without oneself, then changes; without userUpdate it is not told', async () => {
  const { engine, server, platform, login } = call;
  server.users = [user('ann'), user('bob')];
  await login();
  expect(heard('roomUserUpdate')).toEqual([['room', 'ADD', [user('bob')]]]);
  server.tell('roomUserUpdate', { change: 'ADD', users: [user('cat')] });
  server.tell('roomUserUpdate', { change: 'DELETE', users: [user('bob')] });
  server.tell('roomUserCount', { count: 2 });
  await platform.settle();
  expect(heard('roomUserUpdate')).toEqual([
    ['room', 'ADD', [user('cat')]],
    ['room', 'DELETE', [user('bob')]],
  ]);
  expect(heard('roomOnlineUserCountUpdate').at(-1)).toEqual(['room', 2]);
  engine.logoutRoom();
  await platform.settle();
  heard('roomUserUpdate');
  await login({});
  expect(server.last('loginRoom')).toMatchObject({ userUpdate: false });
  expect(server.users).toHaveLength(2);
  expect(heard('roomUserUpdate')).toEqual([]);
});

test('[MEMBER-52] an empty room tells neither users nor streams, nor does one with nobody but oneself in it', async () => {
  const { engine, server, platform, login } = call;
  for (const users of [[], [user('ann')]]) {
    server.users = users;
    await login();
    await platform.pass(2_000, 500);
    expect(reasons().at(-1)).toEqual(['room', 'LOGINED', 0]);
    expect([heard('roomUserUpdate'), heard('roomStreamUpdate')]).toEqual([[], []]);
    engine.logoutRoom();
    await platform.settle();
  }
});

test('[MEMBER-52] roomStreamUpdate first lists the streams of the others, then changes with the reason of an end; own ones never', async () => {
  const { server, platform, login } = call;
  server.streams = [streamOf('ann', 'own'), streamOf('bob', 'theirs')];
  await login();
  const [[roomID, change, list, extendedData] = []] = heard('roomStreamUpdate');
  expect([roomID, change, extendedData]).toEqual(['room', 'ADD', '']);
  expect((list as { streamID: string }[]).map(({ streamID }) => streamID)).toEqual(['theirs']);
  await publish('mine');
  server.tell('roomStreamUpdate', { change: 'ADD', streams: [streamOf('ann', 'mine'), streamOf('cat', 'third')], reasons: [] });
  server.tell('streamExtraInfoUpdate', { streamID: 'theirs', user: user('bob'), extraInfo: 'on stage' });
  server.tell('roomStreamUpdate', {
    change: 'DELETE',
    streams: [streamOf('bob', 'theirs')],
    reasons: [{ streamID: 'theirs', code: 2 }],
  });
  await platform.settle();
  const later = heard('roomStreamUpdate');
  expect(later.map(([, kind, streams]) => [kind, (streams as { streamID: string }[]).map(({ streamID }) => streamID)])).toEqual([
    ['ADD', ['third']],
    ['DELETE', ['theirs']],
  ]);
  expect(JSON.parse(String(later[1]?.[3]))).toEqual({ stream_delete_reason: [{ streamID: 'theirs', code: 2 }] });
  expect(heard('streamExtraInfoUpdate')).toEqual([['room', [{ streamID: 'theirs', user: user('bob'), extraInfo: 'on stage' }]]]);
});

test('[MEMBER-53] publisherStateUpdate: requested, publishing, retried with a code, stopped with 0 or given up with a code', async () => {
  const { engine, server, platform, login } = call;
  await login();
  for (const [refusal, code] of [
    ['STREAM_ID_TAKEN', 1003028],
    ['STREAM_FORBIDDEN', 1003025],
    ['NO_PUBLISH_PRIVILEGE', 1002082],
    ['TOKEN_EXPIRED', 1002078],
  ] as const) {
    server.fail('startPublishing', refusal);
    const asked = server.count('startPublishing');
    await publish('mine');
    await platform.pass(20_000, 1_000);
    expect(states('publisherStateUpdate')).toEqual(['PUBLISH_REQUESTING', `NO_PUBLISH ${code}`]);
    expect(server.count('startPublishing')).toBe(asked + 1);
  }
  await publish('mine');
  expect(states('publisherStateUpdate')).toEqual(['PUBLISH_REQUESTING', 'PUBLISHING']);
  platform.network.latest.cut();
  server.restart();
  await platform.pass(2_000, 100);
  const [retried, ...rest] = states('publisherStateUpdate');
  expect(retried).toMatch(/^PUBLISH_REQUESTING \d+$/);
  expect(rest.at(-1)).toBe('PUBLISHING');
  engine.stopPublishingStream('mine');
  expect(states('publisherStateUpdate')).toEqual(['NO_PUBLISH']);
});

test('[MEMBER-53, MEMBER-54] a stream is tried again for five minutes, with the code why; then it is NO_PUBLISH or NO_PLAY with a code', async () => {
  const { server, platform, login } = call;
  const theirs = streamOf('bob', 'theirs');
  server.streams = [theirs];
  await login();
  await publish('mine');
  await play('theirs');
  heard('publisherStateUpdate');
  heard('playerStateUpdate');
  const refuse = () => new RtcError('MEDIA_FAILED');
  for (let attempt = 0; attempt < 500; attempt++) server.script('startPublishing', refuse);
  server.tell('publishingEnded', { streamID: 'mine', failure: 'MEDIA_FAILED', detail: '' });
  server.streams = [];
  server.tell('playingEnded', { streamID: 'theirs', failure: 'STREAM_NOT_FOUND' });
  await platform.pass(299_000, 1_000);
  expect(states('publisherStateUpdate')).toEqual(['PUBLISH_REQUESTING 1103003']);
  expect(states('playerStateUpdate').map((state) => state.split(' ')[0])).toEqual(expect.arrayContaining(['PLAY_REQUESTING']));
  await platform.pass(2_000, 1_000);
  expect([states('publisherStateUpdate'), states('playerStateUpdate')]).toEqual([['NO_PUBLISH 1103051'], ['NO_PLAY 1104031']]);
});

test('[MEMBER-54] playerStateUpdate says the same of a played stream, which stays one MediaStream; an unknown one is 1004002', async () => {
  const { engine, server, platform, login } = call;
  server.streams = [streamOf('bob', 'theirs')];
  await login();
  const unknown = engine.startPlayingStream('nobody');
  const failed = expect(unknown).rejects.toMatchObject({ errorCode: 1004002 });
  await platform.pass(20_000, 1_000);
  await failed;
  expect(states('playerStateUpdate').at(-1)).toBe('NO_PLAY 1004002');
  const stream = await play('theirs');
  expect(states('playerStateUpdate')).toEqual(['PLAY_REQUESTING', 'PLAYING']);
  await expect(engine.startPlayingStream('theirs')).rejects.toMatchObject({ errorCode: 1104032 });
  platform.network.latest.cut();
  server.restart();
  await platform.pass(2_000, 100);
  const repaired = states('playerStateUpdate');
  expect(repaired[0]).toMatch(/^PLAY_REQUESTING \d+$/);
  expect(repaired.at(-1)).toBe('PLAYING');
  expect(stream.getTracks()).toHaveLength(2);
  engine.stopPlayingStream('theirs');
  expect(states('playerStateUpdate')).toEqual(['NO_PLAY']);
});

test("[WEB-35] an app's own elements play on what they were given: stopping and destroying neither changes them nor empties the stream", async () => {
  const { engine, server, page, login } = call;
  server.streams = [streamOf('bob', 'theirs')];
  await login();
  const [theirs, mine] = [await play('theirs'), await publish('mine')];
  const own = [theirs, mine.stream].map((stream) => Object.assign(page.createElement('video'), { srcObject: stream }));
  const place = page.container('place');
  place.append(...(own as never[]));
  engine.createRemoteStreamView(theirs).play('place');
  mine.playVideo(page.container('preview') as never);
  engine.stopPlayingStream('theirs');
  engine.stopPublishingStream('mine');
  engine.destroyStream(mine);
  expect(own.map(({ srcObject }) => srcObject)).toEqual([theirs, mine.stream]);
  expect([...place.children]).toEqual(own);
  expect(theirs.getTracks()).toHaveLength(2);
});

test('[MEMBER-55] camera and microphone of a played stream are told as OPEN or MUTE, to late comers too; of no other stream', async () => {
  const { server, platform, login } = call;
  const muted = streamOf('bob', 'theirs');
  server.streams = [
    {
      ...muted,
      tracks: [
        { kind: 'audio', muted: true },
        { kind: 'video', muted: false },
      ],
    },
    streamOf('cat', 'unplayed'),
  ] as typeof server.streams;
  await login();
  await play('theirs');
  expect(heard('remoteMicStatusUpdate').at(-1)).toEqual(['theirs', 'MUTE']);
  for (const streamID of ['theirs', 'unplayed']) {
    const tracks = [
      { kind: 'audio' as const, muted: false },
      { kind: 'video' as const, muted: true },
    ];
    server.tell('streamTracksUpdate', { streamID, tracks });
  }
  await platform.settle();
  expect(heard('remoteMicStatusUpdate')).toEqual([['theirs', 'OPEN']]);
  expect(heard('remoteCameraStatusUpdate').at(-1)).toEqual(['theirs', 'MUTE']);
  expect(told.filter(([, streamID]) => streamID === 'unplayed')).toEqual([]);
});

test('[MEMBER-56] messages come with their sender, time and documented kind of ID, several in one call', async () => {
  const { server, platform, login } = call;
  await login();
  const message = { fromUser: user('bob'), message: '你好 <b>', sendTime: 1_700_000_000_000 };
  server.tell('broadcastMessages', {
    messages: [
      { ...message, messageID: 1 },
      { ...message, messageID: 2 },
    ],
  });
  server.tell('barrageMessages', { messages: [{ ...message, messageID: '3' }] });
  server.tell('customCommand', { fromUser: user('bob'), command: 'sit down', sendTime: 1 });
  await platform.settle();
  expect(heard('IMRecvBroadcastMessage')).toEqual([
    [
      'room',
      [
        { ...message, messageID: 1 },
        { ...message, messageID: 2 },
      ],
    ],
  ]);
  expect(heard('IMRecvBarrageMessage')).toEqual([['room', [{ ...message, messageID: '3' }]]]);
  expect(heard('IMRecvCustomCommand')).toEqual([['room', user('bob'), 'sit down']]);
});

test('[MEMBER-57] tokenWillExpire names the room; the token that renewToken then hands over is the one of the next login', async () => {
  const { engine, server, platform, login } = call;
  await login();
  server.tell('tokenWillExpire', { expiresAt: 1 });
  await platform.settle();
  expect(heard('tokenWillExpire')).toEqual([['room']]);
  expect(engine.renewToken('fresh', 'room')).toBe(true);
  await platform.settle();
  platform.network.latest.cut();
  server.restart();
  await platform.pass(2_000, 100);
  expect(server.last('loginRoom')).toMatchObject({ token: 'fresh' });
});

test('[MEMBER-58] networkQuality tells the own connection under an empty userID, and whoever is played', async () => {
  const { server, platform, login } = call;
  server.streams = [streamOf('bob', 'theirs')];
  await login();
  await play('theirs');
  await publish('mine');
  await platform.pass(2_000, 250);
  server.tell('networkQuality', { userID: 'bob', up: 1, down: 2 });
  await platform.pass(2_500, 250);
  const grades = heard('networkQuality');
  expect(grades).toContainEqual(['bob', 1, 2]);
  expect(grades.map(([userID]) => userID)).toContain('');
});

test('[MEMBER-59] publishQualityUpdate and playQualityUpdate come every 3 s, or as set', async () => {
  const { engine, server, platform, login } = call;
  server.streams = [streamOf('bob', 'theirs')];
  await login();
  await publish('mine');
  await play('theirs');
  const during = async (ms: number) => {
    heard('publishQualityUpdate');
    heard('playQualityUpdate');
    await platform.pass(ms, 250);
    return [heard('publishQualityUpdate').map(([id]) => id), heard('playQualityUpdate').map(([id]) => id)];
  };
  expect(await during(9_000)).toEqual([Array(3).fill('mine'), Array(3).fill('theirs')]);
  engine.setEngineConfig({ publishQualityInterval: 1000, playQualityInterval: 2000 });
  expect(await during(6_000)).toEqual([Array(6).fill('mine'), Array(3).fill('theirs')]);
});
