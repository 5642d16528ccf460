import type { Tell } from '@liuyun/protocol';
import { expect, test } from 'vitest';
import type { ServerEnd, SocketPair } from './platform/fake/FakeNetwork.ts';
import { fakeTrack } from './platform/fake/FakeTracks.ts';
import { ann, failureOf, fakeCall, playOptions, publishOptions, streamOf, thrownBy } from './platform/fake/fakeCall.ts';
import { ScriptedServer } from './platform/fake/ScriptedServer.ts';

const options = { token: 'token', userUpdate: true, maxMemberCount: 0 };
const tracks = () => ({ audio: fakeTrack('audio') });

/** An engine in these rooms, each with a server of its own, as each has a session of its own. */
async function inRooms(...rooms: [string, string, ...string[]]) {
  const call = fakeCall();
  const { engine, platform } = call;
  const servers = new Map<string, ScriptedServer>();
  const serverOf = (roomID: string) => {
    const server = servers.get(roomID) ?? new ScriptedServer();
    if (!servers.has(roomID)) server.sessionNumber = servers.size * 100;
    servers.set(roomID, server);
    return server;
  };
  platform.network.server = (pair) =>
    connectTo(pair, ({ ask, params }) => {
      if (ask === 'loginRoom') return serverOf(params.roomID);
      if (ask !== 'resumeRoom') return undefined;
      return [...servers.values()].find((server) => server.snapshot().sessionID === params.sessionID);
    });
  engine.enableMultiRoom(true);
  const enter = async (roomID: string, user = ann) => {
    const failure = failureOf(engine.login(roomID, user, options));
    await platform.settle();
    return failure;
  };
  for (const roomID of rooms) expect(await enter(roomID)).toBe('no failure');
  return { ...call, enter, serverOf, first: serverOf(rooms[0]), second: serverOf(rooms[1]) };
}

type Frame = { id: number; ask: string; params: { roomID: string; sessionID: string } };

/** Connects a socket to the server that its first request is for. */
function connectTo(pair: SocketPair, chosen: (frame: Frame) => ScriptedServer | undefined): ServerEnd {
  let end: ServerEnd | undefined;
  return {
    received: (text) => {
      const frame: Frame = JSON.parse(text);
      end ??= chosen(frame)?.connect(pair);
      if (end) end.received(text);
      else pair.send(JSON.stringify({ id: frame.id, ok: { serverTime: 0 } }));
    },
    closed: (code) => end?.closed(code),
  };
}

test('[CLIENT-80] several rooms are joined side by side, as one user and one client', async () => {
  const { engine, enter, first, second } = await inRooms('one', 'two');
  expect(engine.rooms.map(({ roomID, state }) => `${roomID} ${state}`)).toEqual(['one loggedIn', 'two loggedIn']);
  const [a, b] = [first, second].map((server) => server.last('loginRoom').clientID);
  expect(a).toMatch(/^[0-9a-f]{32}$/);
  expect(b).toBe(a);
  expect(await enter('three', { userID: 'bob', userName: 'Ann' })).toBe('MULTI_ROOM_USER');
  expect(await enter('three', { userID: 'ann', userName: 'Other' })).toBe('MULTI_ROOM_USER');
  expect(await enter('two')).toBe('ROOM_ALREADY_JOINED');
  expect(engine.rooms).toHaveLength(2);
});

test('[CLIENT-80] rooms may be entered at the same time; the same one may not', async () => {
  const { engine, platform } = await inRooms('one', 'two');
  const [third, again, fourth] = ['three', 'three', 'four'].map((roomID) => failureOf(engine.login(roomID, ann, options)));
  await platform.settle();
  expect([await third, await again, await fourth]).toEqual(['no failure', 'LOGIN_IN_PROGRESS', 'no failure']);
});

test('[CLIENT-80] one room too many is refused by the server, and the others stay', async () => {
  const { engine, enter, reasons, serverOf } = await inRooms('one', 'two');
  serverOf('six').fail('loginRoom', 'ROOM_QUOTA');
  expect(await enter('six')).toBe('ROOM_QUOTA');
  expect(reasons().at(-1)).toBe('LOGIN_FAILED ROOM_QUOTA');
  expect(engine.rooms.map(({ roomID }) => roomID)).toEqual(['one', 'two']);
});

test('[CLIENT-80] after the first login it is too late, also when it was refused', async () => {
  const { engine, login, server } = fakeCall();
  engine.enableMultiRoom(true);
  engine.enableMultiRoom(false);
  server.fail('loginRoom', 'ROOM_FULL');
  expect(await failureOf(login())).toBe('ROOM_FULL');
  expect(thrownBy(() => engine.enableMultiRoom(true))).toBe('ROOM_MODE_LATE');
  expect(engine.multiRoom).toBe(false);
  await login();
  expect(server.last('loginRoom')).not.toHaveProperty('clientID');
  expect(await failureOf(engine.login('other', ann, options))).toBe('ROOM_COUNT_EXCEEDED');
});

test('[CLIENT-81] publishing needs the name of a joined room, and happens there', async () => {
  const { engine, platform, first, second } = await inRooms('one', 'two');
  expect(thrownBy(() => engine.publish('s', tracks(), publishOptions))).toBe('PUBLISH_ROOM_MISSING');
  expect(thrownBy(() => engine.publish('s', tracks(), { ...publishOptions, roomID: 'three' }))).toBe('ROOM_NOT_JOINED');
  engine.publish('s', tracks(), { ...publishOptions, roomID: 'two' });
  expect(thrownBy(() => engine.publish('s', tracks(), { ...publishOptions, roomID: 'one' }))).toBe('PUBLISH_REPEATED');
  await platform.settle();
  expect([first.count('startPublishing'), second.count('startPublishing')]).toEqual([0, 1]);
  expect(engine.publishState('s')).toBe('PUBLISHING');
  void engine.setStreamExtraInfo('s', 'new');
  await platform.settle();
  expect(engine.unpublish('s')).toBe(true);
  await platform.settle();
  for (const verb of ['setStreamExtraInfo', 'stopPublishing'] as const) {
    expect([first.count(verb), second.count(verb)]).toEqual([0, 1]);
  }
});

test('[CLIENT-81] a stream is played over the room that announces it, and any other stream over the first', async () => {
  const { engine, platform, first, second } = await inRooms('one', 'two');
  const announced = streamOf('bob', 'bobs');
  second.streams = [announced];
  const body: Tell<'roomStreamUpdate'>['body'] = { change: 'ADD', streams: [announced], reasons: [] };
  second.tell('roomStreamUpdate', body);
  await platform.settle();
  const playing = failureOf(engine.play('bobs', playOptions));
  const unknown = failureOf(engine.play('elsewhere', playOptions));
  await platform.settle();
  expect([await playing, await unknown]).toEqual(['no failure', 'STREAM_NOT_FOUND']);
  expect(first.asked.filter(({ name }) => name === 'startPlaying').map(({ params }) => params.streamID)).toEqual(['elsewhere']);
  expect(second.asked.filter(({ name }) => name === 'startPlaying').map(({ params }) => params.streamID)).toEqual(['bobs']);
  expect(await failureOf(engine.play('bobs', playOptions))).toBe('PLAY_ALREADY');
});

test('[CLIENT-82] leaving one room ends what was in it, and nothing else', async () => {
  const { engine, platform, first, second, of } = await inRooms('one', 'two');
  engine.publish('a', tracks(), { ...publishOptions, roomID: 'one' });
  engine.publish('b', tracks(), { ...publishOptions, roomID: 'two' });
  await platform.settle();
  expect(thrownBy(() => engine.logout('three'))).toBe('ROOM_NOT_JOINED');
  engine.logout('one');
  await platform.settle();
  expect(engine.publishedStreams()).toEqual(['b']);
  expect(engine.rooms.map(({ roomID }) => roomID)).toEqual(['two']);
  expect([first.count('logoutRoom'), second.count('logoutRoom')]).toEqual([1, 0]);
  expect(await failureOf(engine.sendBroadcastMessage('one', 'x'))).toBe('MESSAGE_ROOM');
  const sent = failureOf(engine.sendBroadcastMessage('two', 'x'));
  await platform.settle();
  expect(await sent).toBe('no failure');
  expect(of('roomStateChanged').slice(-1)).toEqual([['one', 'LOGOUT', undefined, '']]);
  engine.logout();
  expect(engine.rooms).toEqual([]);
});

test('[CLIENT-82] a kick-out and a lost connection concern one room; messages say which', async () => {
  const { engine, platform, first, second, of } = await inRooms('one', 'two', 'three');
  second.tell('broadcastMessages', { messages: [{ fromUser: ann, message: 'hi', sendTime: 0, messageID: 1 }] as never });
  first.tell('kickedOut', { failure: 'KICKED_BY_SERVER', detail: 'go' });
  await platform.settle();
  platform.network.sockets[1]?.cut();
  await platform.settle();
  expect(of('broadcastMessagesReceived')[0]?.[0]).toBe('two');
  const told = of('roomStateChanged').map(([roomID, reason]) => `${roomID} ${reason}`);
  expect(told.slice(6)).toEqual(['one KICKOUT', 'two RECONNECTING']);
  expect(engine.rooms.map(({ roomID, state }) => `${roomID} ${state}`)).toEqual(['two reconnecting', 'three loggedIn']);
  await platform.pass(5_000);
  expect(engine.rooms.map(({ state }) => state)).toEqual(['loggedIn', 'loggedIn']);
});

test('[CLIENT-83] a renewed token is for one room, or for every room that takes it', async () => {
  const { engine, platform, first, second } = await inRooms('one', 'two');
  const renew = async (roomID?: string) => {
    const failure = failureOf(engine.renewToken('fresh', roomID));
    await platform.settle();
    return failure;
  };
  expect(await renew('two')).toBe('no failure');
  expect(thrownBy(() => engine.renewToken('fresh', 'three'))).toBe('ROOM_NOT_JOINED');
  expect([first.count('renewToken'), second.count('renewToken')]).toEqual([0, 1]);
  first.fail('renewToken', 'LOGIN_REFUSED');
  expect(await renew()).toBe('no failure');
  for (const server of [first, second]) server.fail('renewToken', 'LOGIN_REFUSED');
  expect(await renew()).toBe('LOGIN_REFUSED');
});

test('[CLIENT-130] a token that only one of the rooms takes is shown by that one only', async () => {
  const { engine, platform, first, second } = await inRooms('one', 'two');
  const before = first.last('loginRoom').token;
  first.fail('renewToken', 'LOGIN_REFUSED');
  const renewing = failureOf(engine.renewToken('for two'));
  await platform.settle();
  expect(await renewing).toBe('no failure');
  for (const server of [first, second]) server.fail('resumeRoom', 'SESSION_UNKNOWN');
  for (const socket of platform.network.sockets.slice(0, 2)) socket.cut();
  await platform.pass(5_000, 100);
  const shown = [first, second].flatMap(({ asked }) => asked.filter(({ name }) => name === 'loginRoom').slice(1));
  expect(shown.map(({ params }) => [params.roomID, params.token])).toEqual([
    ['one', before],
    ['two', 'for two'],
  ]);
});

test('[CLIENT-84] the own connection is told once in 2 s, however many rooms there are', async () => {
  const { engine, platform, of, first, second } = await inRooms('one', 'two');
  engine.listenToNetwork(true);
  await platform.pass(6_000);
  expect([first.count('reportNetwork'), second.count('reportNetwork')]).toEqual([3, 3]);
  expect(of('networkQualityChanged').map(([userID]) => userID)).toEqual(['', '', '']);
  second.script('reportNetwork', () => 'silence');
  second.script('reportNetwork', () => 'silence');
  await platform.pass(4_000);
  expect(of('networkQualityChanged').at(-1)).toEqual(['', 0, 0]);
});

test('[CLIENT-122] who moves to another room takes along what is played, and nothing else', async () => {
  const { platform, server, engine, login, play, publish, states, reasons, of } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  const stream = await play('b');
  void engine.pausePlayed('b', 'audio', true);
  await publish(engine);
  const [former] = stream.getVideoTracks();
  const told = of('playerStateChanged').length;
  const moving = engine.moveTo('room', 'other', { token: 'token', userUpdate: false, maxMemberCount: 0 });
  expect(engine.playedStreams()).toEqual(['b']);
  await platform.settle();
  await moving;
  expect(reasons().slice(2)).toEqual(['LOGOUT', 'LOGINING', 'LOGINED']);
  expect(of('playerStateChanged').slice(told)).toEqual([
    ['b', 'PLAY_REQUESTING', 'NETWORK_BROKEN', ''],
    ['b', 'PLAYING', undefined, ''],
  ]);
  expect([engine.playState('b'), stream.getVideoTracks().length]).toEqual(['PLAYING', 1]);
  expect(stream.getVideoTracks()[0]).not.toBe(former);
  expect(server.count('pausePlaying')).toBe(2);
  expect([engine.publishedStreams(), states('mine').at(-1)]).toEqual([[], 'NO_PUBLISH']);
  expect(engine.rooms.map(({ roomID }) => roomID)).toEqual(['other']);

  // Of the new room as if it had been played there from the beginning.
  server.tell('playingEnded', { streamID: 'b', failure: 'PLAY_FORBIDDEN' });
  await platform.settle();
  expect([engine.playedStreams(), states('b').at(-1)]).toEqual([[], 'NO_PLAY PLAY_FORBIDDEN']);
});

test('[CLIENT-122] where the other room cannot be entered, what was played is over', async () => {
  const { platform, server, engine, login, play, states } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  await play('b');
  expect(await failureOf(engine.moveTo('no', 'other', { token: 't', userUpdate: false, maxMemberCount: 0 }))).toBe(
    'ROOM_NOT_JOINED',
  );
  expect(await failureOf(engine.moveTo('room', 'room', { token: 't', userUpdate: false, maxMemberCount: 0 }))).toBe(
    'ROOM_ALREADY_JOINED',
  );
  expect(engine.playState('b')).toBe('PLAYING');
  server.fail('loginRoom', 'ROOM_FULL');
  const moving = failureOf(engine.moveTo('room', 'other', { token: 't', userUpdate: false, maxMemberCount: 0 }));
  await platform.settle();
  expect(await moving).toBe('ROOM_FULL');
  expect([engine.playedStreams(), states('b').at(-1), engine.rooms]).toEqual([[], 'NO_PLAY ROOM_FULL', []]);
});
