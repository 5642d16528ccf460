import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { createEngine } from './createEngine.ts';
import { FakePlatform } from './platform/fake/FakePlatform.ts';
import { fakeTrack } from './platform/fake/FakeTracks.ts';
import { failureOf, fakeCall, playOptions, publishOptions, streamOf, thrownBy } from './platform/fake/fakeCall.ts';

const options = { token: 't', userUpdate: true, maxMemberCount: 0 };

test('[CLIENT-64] login checks its arguments before anything is sent', async () => {
  const { engine, platform, told } = fakeCall();
  const ann = { userID: 'ann', userName: 'Ann' };
  const cases: [string, Parameters<typeof engine.login>][] = [
    ['ROOM_ID_EMPTY', ['', ann, options]],
    ['ROOM_ID_ILLEGAL', ['a room', ann, options]],
    ['ROOM_ID_TOO_LONG', ['r'.repeat(129), ann, options]],
    ['USER_ID_EMPTY', ['room', { userID: '', userName: '' }, options]],
    ['USER_ID_EMPTY', ['room', undefined as never, options]],
    ['USER_ID_ILLEGAL', ['room', { userID: 'ä', userName: '' }, options]],
    ['USER_ID_TOO_LONG', ['room', { userID: 'u'.repeat(65), userName: '' }, options]],
    ['USER_NAME_EMPTY', ['room', { userID: 'u' } as never, options]],
    ['USER_NAME_TOO_LONG', ['room', { userID: 'u', userName: '名'.repeat(86) }, options]],
    ['NO_CREDENTIALS', ['room', ann, { ...options, token: '' }]],
    ['TOKEN_FORMAT', ['room', ann, { ...options, token: 7 as never }]],
    ['TOKEN_FORMAT', ['room', ann, { ...options, token: 'x'.repeat(9000) }]],
    ['INPUT_PARAM', ['room', ann, { ...options, maxMemberCount: -1 }]],
  ];
  for (const [failure, args] of cases) expect([failure, await failureOf(engine.login(...args))]).toEqual([failure, failure]);
  expect(platform.network.sockets).toEqual([]);
  expect(told).toEqual([]);
});

test('[CLIENT-64] an engine that cannot work says so at login', async () => {
  const platform = new FakePlatform();
  const sdk = { name: 'test', version: '0' };
  const ann = { userID: 'ann', userName: '' };
  expect(await failureOf(createEngine({ appID: 0, servers: ['ws://x'], platform, sdk }).login('room', ann, options))).toBe(
    'APP_ID_UNKNOWN',
  );
  expect(await failureOf(createEngine({ appID: 2 ** 32, servers: ['ws://x'], platform, sdk }).login('room', ann, options))).toBe(
    'APP_ID_UNKNOWN',
  );
  expect(await failureOf(createEngine({ appID: 1, servers: [], platform, sdk }).login('room', ann, options))).toBe('INIT_WRONG');
});

test('[CLIENT-64] publish and play check order and arguments at once', async () => {
  const { engine, login } = fakeCall();
  const tracks = { audio: fakeTrack('audio') };
  expect(thrownBy(() => engine.publish('s', tracks, publishOptions))).toBe('NOT_LOGGED_IN');
  expect(await failureOf(engine.play('s', playOptions))).toBe('NOT_LOGGED_IN');
  expect(await failureOf(engine.sendBroadcastMessage('room', 'x'))).toBe('NOT_LOGGED_IN');
  expect(thrownBy(() => engine.renewToken('x'))).toBe('NOT_LOGGED_IN');
  await login();
  for (const [failure, streamID] of [
    ['STREAM_ID_EMPTY', ''],
    ['STREAM_ID_ILLEGAL', 'a b'],
    ['STREAM_ID_TOO_LONG', 's'.repeat(257)],
    ['STREAM_ID_EMPTY', undefined as never],
  ] as const) {
    expect(thrownBy(() => engine.publish(streamID, tracks, publishOptions))).toBe(failure);
    expect(await failureOf(engine.play(streamID, playOptions))).toBe(failure);
  }
  expect(thrownBy(() => engine.publish('s', {}, publishOptions))).toBe('NO_CAPTURE');
  expect(thrownBy(() => engine.publish('s', tracks, { ...publishOptions, extraInfo: 'x'.repeat(1025) }))).toBe(
    'EXTRA_INFO_TOO_LONG',
  );
  expect(await failureOf(engine.play('s', { audio: false, video: false }))).toBe('PLAY_PARAM');
  expect(await failureOf(engine.play('s', { ...playOptions, jitterBufferTarget: 4001 }))).toBe('PLAY_PARAM');
  expect(thrownBy(() => engine.mutePublished('s', 'audio', true))).toBe('PUBLISH_STREAM_NOT_FOUND');
  expect(await failureOf(engine.setPublishedBitrate('s', 0))).toBe('PUBLISH_PARAM');
  expect(await failureOf(engine.setStreamExtraInfo('s', 'x'))).toBe('PUBLISH_STREAM_NOT_FOUND');
  expect(engine.publishedStreams()).toEqual([]);
});

test('[CLIENT-64] what is tuned stays within what timers can do; what is no time is passed over', async () => {
  const { platform, server, engine, login, reasons, publish, states } = fakeCall();
  engine.tune({
    roomRetryMs: Number.POSITIVE_INFINITY,
    streamRetryMs: 1e15,
    playQualityMs: Number.NaN,
    publishQualityMs: -1,
    tcpOnly: true,
  });
  await login();
  expect(server.last('openTransport')).toMatchObject({ tcpOnly: true });
  server.script('startPublishing', () => new RtcError('MEDIA_FAILED'));
  await publish(engine);
  await platform.pass(2_000);
  expect(states('mine').at(-1)).toBe('PUBLISHING');
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  await platform.pass(400_000, 20_000);
  expect(reasons().at(-1)).toBe('RECONNECTING ROOM_RECONNECTING');
  engine.close();
  expect(platform.clock.pending).toBe(0);
});

test('[CLIENT-65] messages are checked, sent, and received', async () => {
  const { platform, server, engine, login, of } = fakeCall();
  await login();
  expect(await failureOf(engine.sendBroadcastMessage('room', ''))).toBe('MESSAGE_EMPTY');
  expect(await failureOf(engine.sendBarrageMessage('room', '弹'.repeat(342)))).toBe('MESSAGE_TOO_LONG');
  expect(await failureOf(engine.sendCustomCommand('room', 'x', [7 as never]))).toBe('USER_ID_EMPTY');
  expect(await failureOf(engine.sendCustomCommand('room', 'x', 'bob' as never))).toBe('INPUT_PARAM');
  expect(await failureOf(engine.sendBroadcastMessage('other', 'x'))).toBe('MESSAGE_ROOM');
  expect(await failureOf(engine.sendBarrageMessage('other', 'x'))).toBe('MESSAGE_ROOM');
  expect(await failureOf(engine.sendCustomCommand('other', 'x', []))).toBe('MESSAGE_ROOM');
  expect(await failureOf(engine.sendTransparentMessage('other', new Uint8Array(1), []))).toBe('MESSAGE_ROOM');
  expect(await failureOf(fakeCall().engine.sendBroadcastMessage('room', 'x'))).toBe('NOT_LOGGED_IN');
  const sending = Promise.all([
    engine.sendBroadcastMessage('room', 'a'),
    engine.sendBarrageMessage('room', 'b'),
    engine.sendCustomCommand('room', 'c', ['bob']),
  ]);
  await platform.settle();
  expect(await sending).toMatchObject([{ messageID: expect.any(Number) }, { messageID: expect.any(String) }, undefined]);
  expect(server.last('sendCustomCommand')).toMatchObject({ command: 'c', toUserIDs: ['bob'] });
  const bob = streamOf('bob', 'b').user;
  server.tell('broadcastMessages', { messages: [{ fromUser: bob, message: 'hi', sendTime: 5, messageID: 1 }] });
  server.tell('barrageMessages', { messages: [{ fromUser: bob, message: 'ho', sendTime: 5, messageID: 'x' }] });
  server.tell('customCommand', { fromUser: bob, command: 'do', sendTime: 5 });
  server.tell('tokenWillExpire', { expiresAt: 1 });
  server.tell('roomUserCount', { count: 9 });
  await platform.settle();
  expect(of('broadcastMessagesReceived')).toEqual([['room', [{ fromUser: bob, message: 'hi', sendTime: 5, messageID: 1 }]]]);
  expect(of('barrageMessagesReceived')).toMatchObject([['room', [{ message: 'ho', messageID: 'x' }]]]);
  expect(of('customCommandReceived')).toEqual([['room', bob, 'do']]);
  expect(of('tokenWillExpire')).toEqual([['room']]);
  expect(of('userCountChanged').at(-1)).toEqual(['room', 9]);
});

test('[CLIENT-65] without a connection a message fails at once, and is not sent later', async () => {
  const { platform, server, engine, login } = fakeCall();
  await login();
  platform.network.latest.cut();
  expect(await failureOf(engine.sendBroadcastMessage('room', 'lost'))).toBe('NETWORK_BROKEN');
  await platform.pass(10, 10);
  expect(server.count('sendBroadcastMessage')).toBe(0);
});

test('[CLIENT-66] after close nothing is told, everything is refused, and no timer is left', async () => {
  const { platform, server, engine, login, publish, play, told } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  await publish(engine);
  await play('b');
  engine.close();
  engine.close();
  const before = told.length;
  await platform.settle();
  await platform.pass(60_000, 5_000);
  platform.hint('changed');
  engine.facts.tell('tokenWillExpire', 'room');
  expect(told).toHaveLength(before);
  expect(platform.clock.pending).toBe(0);
  expect(platform.hintListeners).toBe(0);
  expect(server.names().at(-1)).toBe('logoutRoom');
  const ann = { userID: 'ann', userName: '' };
  expect(await failureOf(engine.login('room', ann, options))).toBe('NOT_LOGGED_IN');
  expect(await failureOf(engine.play('b', playOptions))).toBe('NOT_LOGGED_IN');
  expect(thrownBy(() => engine.publish('s', { audio: fakeTrack('audio') }, publishOptions))).toBe('NOT_LOGGED_IN');
  expect(thrownBy(() => engine.mutePublished('mine', 'audio', true))).toBe('NOT_LOGGED_IN');
  expect(await failureOf(engine.sendBarrageMessage('room', 'x'))).toBe('NOT_LOGGED_IN');
  expect(engine.room).toBeUndefined();
});

test('[CLIENT-66] closing in the middle of a login or a reconnection leaves nothing behind either', async () => {
  const logging = fakeCall();
  const login = failureOf(logging.engine.login('room', { userID: 'ann', userName: '' }, options));
  logging.engine.close();
  expect(await login).toBe('LOGIN_CANCELLED');
  await logging.platform.settle();
  await logging.platform.pass(20_000, 5_000);
  expect(logging.platform.clock.pending).toBe(0);

  const returning = fakeCall();
  await returning.login();
  returning.platform.network.latest.cut();
  await returning.platform.pass(10, 5);
  returning.platform.network.latest.cut();
  returning.engine.close();
  await returning.platform.settle();
  await returning.platform.pass(20_000, 5_000);
  expect(returning.platform.clock.pending).toBe(0);
});

test('[CLIENT-67] the history holds the last 200 events, without tokens, addresses or message texts', async () => {
  const { platform, server, engine, login, publish } = fakeCall();
  await login({ token: 'SECRET-TOKEN' });
  await publish(engine);
  server.script('sendBroadcastMessage', () => ({ messageID: 1 }));
  const sent = engine.sendBroadcastMessage('room', 'SECRET-TEXT');
  await platform.settle();
  await sent;
  const text = JSON.stringify(engine.history());
  expect(text).toContain('ask loginRoom');
  expect(text).toContain('room LOGINED');
  expect(text).toContain('publish PUBLISHING');
  expect(text).not.toMatch(/SECRET|ws:|"key"|9\.9\.9\.9/);
  for (let n = 0; n < 300; n++) {
    for (let m = 0; m < 3; m++) server.tell('roomUserCount', { count: n + m });
    await platform.settle();
    platform.clock.advance(1_000);
  }
  const { length } = engine.history();
  expect(length).toBe(200);
  // A busy room pushes out neither the login nor what became of the stream.
  expect(JSON.stringify(engine.history())).toMatch(/room LOGINED.*publish PUBLISHING.*told roomUserCount","detail":"×3"/);
});

test('[CLIENT-68] a listener that throws disturbs nobody else', async () => {
  const { engine, login, reasons } = fakeCall();
  engine.facts.on('roomStateChanged', () => {
    throw new Error('the app is broken');
  });
  await login();
  expect(reasons()).toEqual(['LOGINING', 'LOGINED']);
});

test('[CLIENT-10] leaving from within any event of a login or a return leaves nothing behind', async () => {
  for (const reason of ['LOGINING', 'LOGINED', 'RECONNECTING', 'RECONNECTED']) {
    const { platform, server, engine, login, publish, reasons } = fakeCall();
    server.streams = [streamOf('bob', 'b')];
    engine.facts.on('roomStateChanged', (_, told) => {
      if (told === reason) engine.logout();
    });
    await login().catch(() => undefined);
    if (reason.startsWith('RECONN')) {
      await publish(engine);
      platform.network.latest.cut();
      server.restart();
      await platform.pass(10, 10);
    }
    await platform.settle();
    expect([reason, reasons().at(-1)]).toEqual([reason, reason === 'LOGINING' ? 'LOGIN_FAILED LOGIN_CANCELLED' : 'LOGOUT']);
    expect(platform.transports.every((transport) => transport.closed)).toBe(true);
    expect([reason, platform.clock.pending, platform.hintListeners]).toEqual([reason, 0, 0]);
  }
});

test('[CLIENT-10] so does leaving from within the lists and the states in between', async () => {
  for (const name of ['usersChanged', 'streamsChanged', 'publisherStateChanged'] as const) {
    const { platform, server, engine, login, publish, reasons, told } = fakeCall();
    server.users = [streamOf('cat', 'c').user];
    await login();
    await publish(engine);
    engine.facts.on(name, () => engine.logout());
    platform.network.latest.cut();
    server.restart();
    server.users = [];
    server.streams = [streamOf('bob', 'b')];
    await platform.pass(10, 10);
    expect([name, reasons().at(-1)]).toEqual([name, 'LOGOUT']);
    expect(told.at(-1)?.[2]).toBe('LOGOUT');
    expect(platform.transports.every((transport) => transport.closed)).toBe(true);
    expect([name, platform.clock.pending]).toEqual([name, 0]);
  }
});

test('[CLIENT-43] an app may publish, play and leave from within any event', async () => {
  const { platform, server, engine, login, reasons, states } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  engine.facts.on('roomStateChanged', (_, reason) => {
    if (reason === 'LOGINED') engine.publish('mine', { audio: fakeTrack('audio') }, publishOptions);
  });
  engine.facts.on('streamsChanged', (_, change) => {
    if (change === 'ADD') void engine.play('b', playOptions).catch(() => undefined);
  });
  engine.facts.on('playerStateChanged', (_, state) => {
    if (state === 'PLAYING') engine.logout();
  });
  await login();
  await platform.settle();
  expect(reasons()).toEqual(['LOGINING', 'LOGINED', 'LOGOUT']);
  expect(states('b')).toEqual(['PLAY_REQUESTING', 'PLAYING', 'NO_PLAY']);
  expect(states('mine').at(-1)).toBe('NO_PUBLISH');
  expect(platform.clock.pending).toBe(0);
});
