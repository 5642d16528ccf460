import type { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { ann, failureOf, fakeCall, fakePlaying, playOptions, publishOptions, streamOf } from './platform/fake/fakeCall.ts';

// What an app does in its own listeners, while it is being told.

test('[CLIENT-96] a player that the app stops and starts again while NETWORK_BROKEN is told is its own', async () => {
  const { engine, server, platform, states } = await fakePlaying();
  let second: Promise<MediaStream> | undefined;
  engine.facts.on('playerStateChanged', (_id, state, failure) => {
    if (state !== 'PLAY_REQUESTING' || failure !== 'NETWORK_BROKEN' || second) return;
    engine.stopPlaying('b');
    second = engine.play('b', playOptions);
    second.catch(() => undefined);
  });
  server.tell('mediaLost', {});
  await platform.pass(20_000);
  expect(second).toBeDefined();
  expect(engine.playedStreams()).toEqual(['b']);
  expect(states('b').at(-1)).toBe('PLAYING');
});

test('[CLIENT-96] so is a publisher', async () => {
  const { engine, server, platform, states, login, publish } = fakeCall();
  await login();
  const tracks = await publish(engine);
  let again = false;
  engine.facts.on('publisherStateChanged', (_id, state, failure) => {
    if (state !== 'PUBLISH_REQUESTING' || failure !== 'NETWORK_BROKEN' || again) return;
    again = true;
    engine.unpublish('mine');
    engine.publish('mine', tracks, publishOptions);
  });
  server.tell('mediaLost', {});
  await platform.pass(20_000);
  expect(again).toBe(true);
  expect(engine.publishedStreams()).toEqual(['mine']);
  expect(states('mine').at(-1)).toBe('PUBLISHING');
});

test('[CLIENT-96] stopped while PLAY_INTERRUPTED is told and played at its ADD, it still plays when the former wait is over', async () => {
  const { engine, server, platform } = await fakePlaying();
  const gone = [...server.streams];
  engine.facts.on('playerStateChanged', (_id, state, failure) => {
    if (state === 'PLAY_REQUESTING' && failure === 'PLAY_INTERRUPTED') engine.stopPlaying('b');
  });
  server.streams = [];
  server.tell('roomStreamUpdate', { change: 'DELETE', streams: gone, reasons: [] });
  await platform.settle();
  server.streams = gone;
  server.tell('roomStreamUpdate', { change: 'ADD', streams: gone, reasons: [] });
  await platform.settle();
  const second = engine.play('b', playOptions);
  await platform.settle();
  await second;
  expect(engine.playState('b')).toBe('PLAYING');
  await platform.pass(8_000);
  expect(engine.playState('b')).toBe('PLAYING');
  expect(engine.stopPlaying('b')).toBe(true);
});

test('[CLIENT-96] playing anew while NO_PLAY is told resolves, and the promise of before rejects', async () => {
  const { engine, server, platform, login } = fakeCall();
  await login();
  let second: Promise<MediaStream> | undefined;
  engine.facts.on('playerStateChanged', (_id, state) => {
    if (state !== 'NO_PLAY' || second) return;
    server.streams = [streamOf('bob', 'b')];
    second = engine.play('b', playOptions);
    second.catch(() => undefined);
  });
  let settled = '';
  engine.play('b', playOptions).then(
    () => (settled = 'resolved'),
    (error: RtcError) => (settled = error.failure),
  );
  await platform.pass(3_000);
  expect({ first: settled, second: await failureOf(second as Promise<unknown>), state: engine.playState('b') }).toEqual({
    first: 'STREAM_NOT_FOUND',
    second: 'no failure',
    state: 'PLAYING',
  });
});

test('[CLIENT-97] an engine that is closed while it changes rooms enters no other', async () => {
  const { engine, server, platform } = await fakePlaying();
  engine.facts.on('roomStateChanged', (_room, reason) => {
    if (reason === 'LOGOUT') engine.close();
  });
  server.asked.length = 0;
  engine.moveTo('room', 'other', { token: 'token', userUpdate: false, maxMemberCount: 0 }).catch(() => undefined);
  await platform.pass(5_000);
  expect(server.names()).not.toContain('loginRoom');
  expect(platform.network.latest.over).toBe(true);
});

test('[CLIENT-97] an app that logs in elsewhere while it changes rooms is in one room, not in two', async () => {
  const { engine, platform } = await fakePlaying();
  let once = false;
  engine.facts.on('roomStateChanged', (_room, reason) => {
    if (reason !== 'LOGOUT' || once) return;
    once = true;
    engine.login('third', ann, { token: 'token', userUpdate: false, maxMemberCount: 0 }).catch(() => undefined);
  });
  engine.moveTo('room', 'other', { token: 'token', userUpdate: false, maxMemberCount: 0 }).catch(() => undefined);
  await platform.pass(5_000);
  expect(engine.rooms).toHaveLength(1);
});
