import { Facts, seededRandom } from '@liuyun/kit';
import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { RealTimeData } from './data/RealTimeData.ts';
import { FakePlatform } from './platform/fake/FakePlatform.ts';
import { fakeTrack } from './platform/fake/FakeTracks.ts';
import { failureOf, fakeCall, fakePlaying, playOptions, publishOptions, streamOf } from './platform/fake/fakeCall.ts';
import { DEFAULT_TUNING } from './tuning.ts';

// What falls between a request and its answer.

test('[CLIENT-98] a token handed over on a dead connection reaches the server when the session is back', async () => {
  const { engine, server, platform, login } = fakeCall();
  await login();
  platform.network.latest.freeze();
  engine.renewToken('fresh').catch(() => undefined);
  await platform.settle();
  platform.network.latest.cut();
  await platform.pass(5_000);
  expect(server.names()).toContain('resumeRoom');
  expect(server.count('renewToken')).toBe(1);
  expect(server.last('renewToken')).toEqual({ token: 'fresh' });
});

test('[CLIENT-98] a token handed over while a new login is on its way reaches the server', async () => {
  const { engine, server, platform, login } = fakeCall();
  await login();
  server.restart();
  platform.network.latest.cut();
  server.script('loginRoom', (params) => {
    expect(params.token).toBe('token');
    void engine.renewToken('fresh');
    return server.snapshot();
  });
  await platform.pass(5_000);
  expect(engine.room?.state).toBe('loggedIn');
  expect(server.count('renewToken')).toBe(1);
});

test('[CLIENT-99] packets are let flow although the connection broke just when that was asked for', async () => {
  const { engine, server, platform } = await fakePlaying();
  const before = server.count('resumePlaying');
  server.script('resumePlaying', () => 'silence');
  server.renew('b');
  await platform.settle();
  expect(server.count('resumePlaying')).toBe(before + 1);
  platform.network.latest.cut();
  server.asked.length = 0;
  await platform.pass(10_000);
  expect(server.names()).toContain('resumeRoom');
  expect(engine.playState('b')).toBe('PLAYING');
  expect(server.count('resumePlaying')).toBeGreaterThan(0);
});

test('[CLIENT-99] a picture added while the stream is being attached is played', async () => {
  const { server, platform, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b', ['audio'])];
  await login();
  server.script('startPlaying', (params) => {
    const answer = server.playing(params);
    const both = streamOf('bob', 'b');
    server.streams = [both];
    // After the answer, before the player is attached.
    queueMicrotask(() => server.tell('streamTracksUpdate', { streamID: 'b', tracks: both.tracks } as never));
    return answer;
  });
  const stream = await play('b');
  await platform.pass(10_000);
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio', 'video']);
});

test('[CLIENT-99] so is one that is told of between the attaching and the answer to resumePlaying', async () => {
  const { server, platform, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b', ['audio'])];
  await login();
  server.script('resumePlaying', () => {
    const both = streamOf('bob', 'b');
    server.streams = [both];
    server.tell('streamTracksUpdate', { streamID: 'b', tracks: both.tracks } as never);
    return {} as never;
  });
  const stream = await play('b');
  await platform.pass(10_000);
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio', 'video']);
});

test('[CLIENT-99] a picture taken out and put back while the connection is away is sent', async () => {
  const { engine, server, platform, login, publish } = fakeCall();
  await login();
  await publish(engine);
  const made: { kind: string; closed: boolean }[] = [];
  platform.transport('send').observer.on('newproducer', (producer) => made.push(producer));
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  await platform.settle();
  await engine.changePublishedTracks('mine', { video: null });
  await engine.changePublishedTracks('mine', { video: fakeTrack('video') });
  platform.network.refusing.clear();
  server.asked.length = 0;
  await platform.pass(20_000);
  expect(server.names()).toContain('resumeRoom');
  // The picture's producer was closed when it was taken out: there must be another one.
  expect(made.some(({ kind, closed }) => kind === 'video' && !closed)).toBe(true);
  expect(server.names()).toContain('changePublishing');
});

test('[CLIENT-99] a picture added while the connection breaks, the answer being lost, is sent', async () => {
  const { engine, server, platform, login } = fakeCall();
  await login();
  engine.publish('mine', { audio: fakeTrack('audio') }, publishOptions);
  await platform.settle();
  const made: { kind: string; closed: boolean }[] = [];
  platform.transport('send').observer.on('newproducer', (producer) => made.push(producer));
  // The server has taken it in; from then on it refuses a second track of one kind.
  server.script('changePublishing', () => 'silence');
  const again = ({ remove }: { remove: string[] }) =>
    remove.includes('video') ? ({} as never) : new RtcError('MEDIA_FAILED', 'a second track of one kind');
  for (let time = 0; time < 20; time++) server.script('changePublishing', again);
  const changing = engine.changePublishedTracks('mine', { video: fakeTrack('video') });
  await platform.settle();
  platform.network.latest.cut();
  await changing;
  await platform.pass(30_000);
  expect(made.some(({ kind, closed }) => kind === 'video' && !closed)).toBe(true);
});

/** The connection breaks before an answer to what was asked last is here, and is back after `meanwhile`. */
async function lost({ server, platform }: ReturnType<typeof fakeCall>, meanwhile: () => unknown): Promise<void> {
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  await platform.settle();
  await meanwhile();
  platform.network.refusing.clear();
  server.asked.length = 0;
  await platform.pass(20_000);
  expect(server.names()).toContain('resumeRoom');
}

test('[CLIENT-99] a stream that was muted as the connection broke, and unmuted while it was away, is heard again', async () => {
  const call = fakeCall();
  const { engine, server, platform, login, publish } = call;
  await login();
  await publish(engine);
  server.script('muteTrack', () => 'silence');
  engine.mutePublished('mine', 'audio', true);
  await platform.settle();
  await lost(call, () => engine.mutePublished('mine', 'audio', false));
  expect(server.last('muteTrack')).toMatchObject({ kind: 'audio', muted: false });
});

test('[CLIENT-99] so is one that the player paused then, and its picture as the player wants it by then', async () => {
  const call = await fakePlaying();
  const { engine, server, platform } = call;
  server.script('pausePlaying', () => 'silence');
  server.script('setPlayingLayer', () => 'silence');
  engine.pausePlayed('b', 'audio', true).catch(() => undefined);
  await platform.settle();
  engine.setPlayedLayer('b', 'low').catch(() => undefined);
  await platform.settle();
  await lost(call, async () => {
    await engine.pausePlayed('b', 'audio', false);
    await engine.setPlayedLayer('b', 'auto');
  });
  expect(server.last('pausePlaying')).toMatchObject({ kind: 'audio', paused: false });
});

test('[CLIENT-99] a layer whose answer was lost is said again, as it is wanted by then', async () => {
  const call = await fakePlaying();
  const { engine, server, platform } = call;
  server.script('setPlayingLayer', () => 'silence');
  engine.setPlayedLayer('b', 'low').catch(() => undefined);
  await platform.settle();
  await lost(call, () => engine.setPlayedLayer('b', 'auto'));
  expect(server.last('setPlayingLayer')).toMatchObject({ layer: 'auto' });
});

test('[CLIENT-99] a picture that was unpaused while its publisher had none is seen when it is back', async () => {
  const { engine, server, platform } = await fakePlaying();
  const pausing = engine.pausePlayed('b', 'video', true);
  await platform.settle();
  await pausing;
  const change = async (kinds: ('audio' | 'video')[]) => {
    server.streams = [streamOf('bob', 'b', kinds)];
    server.tell('streamTracksUpdate', { streamID: 'b', tracks: server.streams[0]?.tracks } as never);
    await platform.settle();
  };
  await change(['audio']);
  await engine.pausePlayed('b', 'video', false);
  server.asked.length = 0;
  await change(['audio', 'video']);
  expect(server.names().slice(-2)).toEqual(['pausePlaying', 'resumePlaying']);
  expect(server.last('pausePlaying')).toMatchObject({ kind: 'video', paused: false });
});

test('[CLIENT-99] a stream that was renewed as the connection broke, its new tracks never asked for, is asked for again', async () => {
  const call = await fakePlaying();
  const { server, platform } = call;
  server.script('startPlaying', () => 'silence');
  server.renew('b');
  await platform.settle();
  expect(server.count('startPlaying')).toBe(2);
  await lost(call, () => undefined);
  expect(server.names()).toContain('startPlaying');
});

test('[CLIENT-99] a layer that was refused is asked for again when the stream is renewed', async () => {
  const { engine, server, platform } = await fakePlaying();
  server.script('setPlayingLayer', () => new RtcError('MEDIA_FAILED'));
  engine.setPlayedLayer('b', 'low').catch(() => undefined);
  await platform.settle();
  server.asked.length = 0;
  server.renew('b');
  await platform.settle();
  expect(server.last('setPlayingLayer')).toMatchObject({ layer: 'low' });
});

test('[CLIENT-131] a pause and the word that lets packets flow, lost together, are asked for again in this order', async () => {
  const call = fakeCall();
  const { server, platform, login, play } = call;
  server.streams = [streamOf('bob', 'b')];
  await login();
  await play('b', { audio: true, video: true, paused: { audio: true } });
  server.script('pausePlaying', () => 'silence');
  server.script('resumePlaying', () => 'silence');
  server.renew('b');
  await platform.settle();
  await lost(call, () => undefined);
  const asked = server.names().filter((name) => name === 'pausePlaying' || name === 'resumePlaying');
  expect(asked.slice(0, 2)).toEqual(['pausePlaying', 'resumePlaying']);
});

/** Real-time data over a link that takes a turn of the loop to open, and what was asked of the server. */
function slowData() {
  const platform = new FakePlatform();
  const asked: string[] = [];
  const { clock } = platform;
  const data = new RealTimeData({ clock, random: seededRandom(1), facts: new Facts(), tuning: () => DEFAULT_TUNING });
  const open = async () => {
    asked.push('start');
    await new Promise((resolve) => setImmediate(resolve));
    return { drop: (tell: boolean) => void (tell && asked.push('stop')), send: () => true };
  };
  data.linkChanged({ subscribeData: open, broadcastData: open } as never);
  return { platform, asked, data };
}

test('[CLIENT-100] data subscribed to, given up and subscribed to again in one breath comes', async () => {
  const { platform, asked, data } = slowData();
  data.subscribe('d').catch(() => undefined);
  data.stopSubscribing('d');
  await data.subscribe('d');
  await platform.settle();
  expect(asked.at(-1)).toBe('start');
});

test('[CLIENT-100] data broadcast, stopped and broadcast again in one breath is sent', async () => {
  const { platform, asked, data } = slowData();
  data.broadcast('d').catch(() => undefined);
  data.stopBroadcasting('d');
  await data.broadcast('d');
  await platform.settle();
  expect(asked.at(-1)).toBe('start');
});

test('[CLIENT-101] who leaves while the way back is open is gone for the others at once', async () => {
  const { engine, server, platform, login } = fakeCall();
  await login();
  server.script('resumeRoom', () => 'silence');
  platform.network.latest.cut();
  await platform.pass(500, 100);
  expect(server.names()).toContain('resumeRoom');
  engine.logout();
  await platform.settle();
  expect(server.names()).toContain('logoutRoom');
});

test('[CLIENT-51] a stream that is listed and has no media here, as one that a server added, is refused within seconds', async () => {
  const { engine, server, platform, login } = fakeCall();
  server.streams = [streamOf('mixer', 'mix', [])];
  await login();
  // What a server says of a stream of AddStream, for as long as it is listed.
  for (let time = 0; time < 1_000; time++) server.fail('startPlaying', 'STREAM_NOT_FOUND');
  const refused = failureOf(engine.play('mix', playOptions));
  await platform.pass(20_000);
  expect(await refused).toBe('STREAM_NOT_FOUND');
  expect(server.count('startPlaying')).toBeLessThan(20);
});
