import { RtcError } from '@liuyun/protocol/errors';
import { expect, test } from 'vitest';
import { failureOf, fakeCall, fakePlaying, streamOf } from '../platform/fake/fakeCall.ts';

test('[CLIENT-50] play resolves with a MediaStream of both tracks, then PLAYING is told', async () => {
  const { server, login, play, states, of } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  const stream = await play('b');
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio', 'video']);
  expect(server.names().slice(3)).toEqual(['startPlaying', 'connectTransport', 'resumePlaying']);
  expect(states('b')).toEqual(['PLAY_REQUESTING', 'PLAYING']);
  expect(of('playedTrackReplaced')).toEqual([]);
});

test('[CLIENT-50] the promise does not wait for the packets', async () => {
  const { server, login, play, states } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.script('resumePlaying', () => 'silence');
  expect((await play('b')).getTracks()).toHaveLength(2);
  expect(states('b')).toEqual(['PLAY_REQUESTING']);
});

test('[CLIENT-50] after a new beginning the same MediaStream holds the new tracks', async () => {
  const { platform, server, stream, of } = await fakePlaying();
  const before = stream.getTracks();
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  const after = stream.getTracks();
  expect(after).toHaveLength(2);
  expect(after.some((track) => before.includes(track))).toBe(false);
  expect(of('playedTrackReplaced').map(([, track]) => track)).toEqual(after);
});

test('[CLIENT-51] an unknown stream is refused at once', async () => {
  const { login, play, engine, states } = fakeCall();
  await login();
  expect(await failureOf(play('nobody'))).toBe('STREAM_NOT_FOUND');
  expect(states('nobody')).toEqual(['PLAY_REQUESTING', 'NO_PLAY STREAM_NOT_FOUND']);
  expect(engine.playedStreams()).toEqual([]);
  expect(engine.stopPlaying('nobody')).toBe(false);
});

test('[CLIENT-51] while the connection is being restored it is tried until that is done', async () => {
  const { platform, server, login, play, states } = fakeCall();
  await login();
  platform.network.refusing.add('ws://one');
  platform.network.latest.cut();
  const promise = play('b');
  await platform.pass(3_000);
  expect(states('b').at(-1)).toMatch(/^PLAY_REQUESTING/);
  server.streams = [streamOf('bob', 'b')];
  platform.network.refusing.clear();
  await platform.pass(10_000);
  expect((await promise).getTracks()).toHaveLength(2);
  expect(states('b').at(-1)).toBe('PLAYING');
});

test('[CLIENT-51] a stream that the room announces is asked for again, unless it goes', async () => {
  const { platform, server, login, play, engine, states } = fakeCall();
  server.streams = [streamOf('bob', 'b'), streamOf('bob', 'c')];
  await login();
  const refuse = (times: number) => {
    for (let time = 0; time < times; time++) server.script('startPlaying', () => new RtcError('STREAM_NOT_FOUND'));
  };
  refuse(2);
  const promise = play('b');
  await platform.pass(5_000, 100);
  expect((await promise).getTracks()).toHaveLength(2);
  expect(states('b')).toEqual(['PLAY_REQUESTING', 'PLAY_REQUESTING STREAM_NOT_FOUND', 'PLAYING']);

  refuse(1);
  const other = failureOf(engine.play('c', { audio: true, video: true }));
  await platform.settle();
  const [, gone] = server.streams;
  if (!gone) throw new Error('no stream');
  server.streams = server.streams.slice(0, 1);
  server.tell('roomStreamUpdate', { change: 'DELETE', streams: [gone], reasons: [] });
  await platform.pass(3_000, 100);
  expect(await other).toBe('STREAM_NOT_FOUND');
});

test('[CLIENT-43] a stream that goes and comes again while it is being asked for is played, whether the app stops it in between or not', async () => {
  for (const stops of [true, false]) {
    const { platform, server, login, engine, play, states } = fakeCall();
    const before = streamOf('bob', 'b');
    server.streams = [before];
    await login();
    // Answered late: the first one is gone by then, and so is its place.
    server.script('startPlaying', () => 'silence');
    const first = engine.play('b', { audio: true, video: true });
    const ended = failureOf(first);
    await platform.settle();
    server.tell('roomStreamUpdate', { change: 'DELETE', streams: [before], reasons: [] });
    await platform.settle();
    if (stops) engine.stopPlaying('b');
    server.tell('roomStreamUpdate', { change: 'ADD', streams: [before], reasons: [] });
    await platform.settle();
    const second = stops ? play('b') : first;
    await platform.pass(12_000, 100);
    expect((await second).getTracks()).toHaveLength(2);
    expect(states('b').at(-1)).toBe('PLAYING');
    if (stops) expect(await ended).toBe('PLAY_CANCELLED');
  }
});

test('[CLIENT-52] a stream that ends is waited for, and played as soon as it is announced again', async () => {
  const { platform, server, states, stream } = await fakePlaying();
  const [gone] = server.streams;
  if (!gone) throw new Error('no stream');
  server.streams = [];
  server.tell('roomStreamUpdate', { change: 'DELETE', streams: [gone], reasons: [] });
  server.tell('playingEnded', { streamID: 'b', failure: 'STREAM_NOT_FOUND' });
  await platform.settle();
  expect(states('b')).toEqual(['PLAY_REQUESTING PLAY_INTERRUPTED']);
  const asked = server.count('startPlaying');
  await platform.pass(4_900, 100);
  expect(server.count('startPlaying')).toBe(asked);
  await platform.pass(25_000, 1_000);
  expect(server.count('startPlaying') - asked).toBeLessThanOrEqual(6);
  server.streams = [gone];
  server.tell('roomStreamUpdate', { change: 'ADD', streams: [gone], reasons: [] });
  await platform.settle();
  expect(states('b').at(-1)).toBe('PLAYING');
  expect(stream.getTracks()).toHaveLength(2);
});

test('[STREAM-16] what is told to clients that know nothing of renewed tracks makes them play on within a second, and the app sees no stream go', async () => {
  const { platform, server, states, stream, of } = await fakePlaying();
  expect(server.last('loginRoom').knows).toEqual(['renewed']);
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: server.streams[0]?.tracks ?? [] });
  server.tell('playingEnded', { streamID: 'b', failure: 'STREAM_NOT_FOUND' });
  await platform.settle();
  expect(states('b')).toEqual(['PLAY_REQUESTING PLAY_INTERRUPTED']);
  await platform.pass(1_000, 100);
  expect(states('b').at(-1)).toBe('PLAYING');
  expect(stream.getTracks()).toHaveLength(2);
  expect(of('streamsChanged')).toEqual([]);
});

test('[CLIENT-42] a stream that does not return is given up after the window', async () => {
  const { platform, server, states, engine } = await fakePlaying();
  engine.tune({ streamRetryMs: 20_000 });
  server.streams = [];
  server.tell('playingEnded', { streamID: 'b', failure: 'STREAM_NOT_FOUND' });
  await platform.settle();
  await platform.pass(21_000, 1_000);
  expect(states('b').at(-1)).toBe('NO_PLAY PLAY_RETRY_TIMEOUT');
});

test('[CLIENT-52] a stream the server forbids is over', async () => {
  const { platform, server, states } = await fakePlaying();
  server.tell('playingEnded', { streamID: 'b', failure: 'PLAY_FORBIDDEN' });
  await platform.settle();
  expect(states('b')).toEqual(['NO_PLAY PLAY_FORBIDDEN']);
});

test('[CLIENT-53] mute states are told when playing begins, and when they change', async () => {
  const { platform, server, login, play, of, told } = fakeCall();
  const stream = streamOf('bob', 'b');
  server.streams = [
    {
      ...stream,
      tracks: [
        { kind: 'audio', muted: false },
        { kind: 'video', muted: true },
      ],
    },
  ];
  await login();
  await play('b');
  expect(of('remoteTrackChanged')).toEqual([
    ['b', 'audio', false],
    ['b', 'video', true],
  ]);
  expect(told.findIndex(([name]) => name === 'remoteTrackChanged')).toBeGreaterThan(
    told.findIndex(([name, , state]) => name === 'playerStateChanged' && state === 'PLAYING'),
  );
  server.tell('streamTracksUpdate', {
    streamID: 'b',
    tracks: [
      { kind: 'audio', muted: true },
      { kind: 'video', muted: true },
    ],
  });
  await platform.settle();
  expect(of('remoteTrackChanged').slice(2)).toEqual([['b', 'audio', true]]);
});

test('[CLIENT-54] tracks gained and lost are taken in without being asked for', async () => {
  const { platform, server, stream, of } = await fakePlaying();
  const only = streamOf('bob', 'b', ['audio']);
  server.streams = [only];
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: only.tracks });
  await platform.settle();
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio']);
  const both = streamOf('bob', 'b');
  server.streams = [both];
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: both.tracks });
  await platform.settle();
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio', 'video']);
  expect(of('playedTrackReplaced').map(([, track]) => (track as MediaStreamTrack).kind)).toEqual(['video']);
  expect(of('playerStateChanged')).toEqual([]);
});

test('[CLIENT-53] a kind that the publisher takes away is told as muted, and as open when it is back; one that is not wanted is not', async () => {
  const { platform, server, of } = await fakePlaying();
  const before = of('remoteTrackChanged').length;
  for (const kinds of [['audio'], ['audio'], ['audio', 'video'], ['video']] as const) {
    const now = streamOf('bob', 'b', [...kinds]);
    server.streams = [now];
    server.tell('streamTracksUpdate', { streamID: 'b', tracks: now.tracks });
    await platform.settle();
  }
  expect(of('remoteTrackChanged').slice(before)).toEqual([
    ['b', 'video', true],
    ['b', 'video', false],
    ['b', 'audio', true],
  ]);

  const other = fakeCall();
  other.server.streams = [streamOf('bob', 'b')];
  await other.login();
  await other.play('b', { audio: true, video: false });
  const told = other.of('remoteTrackChanged').length;
  other.server.streams = [streamOf('bob', 'b', ['audio'])];
  other.server.tell('streamTracksUpdate', { streamID: 'b', tracks: streamOf('bob', 'b', ['audio']).tracks });
  await other.platform.settle();
  expect(other.of('remoteTrackChanged').slice(told)).toEqual([]);
});

test('[CLIENT-53] a stream that comes back without its camera is told as muted, whoever was away', async () => {
  const { platform, server, of, states } = await fakePlaying();
  const [gone] = server.streams;
  if (!gone) throw new Error('no stream');
  server.streams = [];
  server.tell('roomStreamUpdate', { change: 'DELETE', streams: [gone], reasons: [] });
  server.tell('playingEnded', { streamID: 'b', failure: 'STREAM_NOT_FOUND' });
  await platform.settle();
  const before = of('remoteTrackChanged').length;
  server.streams = [streamOf('bob', 'b', ['audio'])];
  server.tell('roomStreamUpdate', { change: 'ADD', streams: server.streams, reasons: [] });
  await platform.settle();
  expect(states('b').at(-1)).toBe('PLAYING');
  expect(of('remoteTrackChanged').slice(before)).toEqual([['b', 'video', true]]);

  server.restart();
  server.streams = [streamOf('bob', 'b')];
  platform.network.latest.cut();
  await platform.pass(10, 10);
  expect(states('b').at(-1)).toBe('PLAYING');
  expect(of('remoteTrackChanged').slice(before + 1)).toEqual([['b', 'video', false]]);
  server.restart();
  server.streams = [streamOf('bob', 'b', ['video'])];
  platform.network.latest.cut();
  await platform.pass(10, 10);
  expect(of('remoteTrackChanged').slice(before + 2)).toEqual([['b', 'audio', true]]);
});

test('[CLIENT-54] changes that follow each other closely end in what the stream is at last', async () => {
  const { platform, server, stream, of } = await fakePlaying();
  const [both, audio, video] = [streamOf('bob', 'b'), streamOf('bob', 'b', ['audio']), streamOf('bob', 'b', ['video'])];
  for (const now of [audio, both, video, both, video]) server.tell('streamTracksUpdate', { streamID: 'b', tracks: now.tracks });
  server.script('startPlaying', () => {
    server.streams = [video];
    return { tracks: [] };
  });
  await platform.settle();
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['video']);
  expect(of('playerStateChanged')).toEqual([]);
});

test('[CLIENT-54] two changes at once attach a new track once', async () => {
  const { platform, server, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b', ['audio'])];
  await login();
  await play('b');
  const both = streamOf('bob', 'b');
  server.streams = [both];
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: both.tracks });
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: both.tracks });
  await platform.settle();
  expect(server.count('resumePlaying')).toBe(2);
});

test('[CLIENT-54] only wanted kinds are asked for, and others do not disturb', async () => {
  const { platform, server, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  const stream = await play('b', { audio: true, video: false });
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio']);
  const asked = server.count('startPlaying');
  server.tell('streamTracksUpdate', { streamID: 'b', tracks: streamOf('bob', 'b').tracks });
  await platform.settle();
  expect(server.count('startPlaying')).toBe(asked);
});

test('[CLIENT-55] stopping before the first attempt is over rejects with PLAY_CANCELLED', async () => {
  const { platform, server, login, engine, states } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  const promise = failureOf(engine.play('b', { audio: true, video: true }));
  expect(engine.stopPlaying('b')).toBe(true);
  expect(await promise).toBe('PLAY_CANCELLED');
  await platform.settle();
  expect(states('b')).toEqual(['PLAY_REQUESTING', 'NO_PLAY']);
  expect(server.names().at(-1)).toBe('stopPlaying');
});

test('[CLIENT-55] leaving the room does so too', async () => {
  const { server, login, engine } = fakeCall();
  await login();
  server.script('startPlaying', () => 'silence');
  const promise = failureOf(engine.play('b', { audio: true, video: true }));
  engine.logout();
  expect(await promise).toBe('PLAY_CANCELLED');
});

test('[CLIENT-43] what was stopped without a connection is stopped at the return', async () => {
  const { platform, server, engine } = await fakePlaying();
  platform.network.latest.cut();
  engine.stopPlaying('b');
  await platform.pass(10, 10);
  expect(server.last('stopPlaying')).toEqual({ streamID: 'b' });
});

test('[CLIENT-43] what was asked for without an answer, and then stopped, is stopped at the return', async () => {
  const { platform, server, login, play, engine } = fakeCall();
  await login();
  server.script('startPlaying', () => 'silence');
  void play('b').catch(() => undefined);
  await platform.settle();
  platform.network.latest.cut();
  engine.stopPlaying('b');
  await platform.pass(10, 10);
  expect(server.last('stopPlaying')).toEqual({ streamID: 'b' });
});

test('[CLIENT-56] what was paused stays paused over reconnections', async () => {
  const { platform, server, engine } = await fakePlaying();
  const pausing = engine.pausePlayed('b', 'video', true);
  await platform.settle();
  await pausing;
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'video', paused: true });
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  expect(server.count('pausePlaying')).toBe(2);
  expect(server.last('pausePlaying')).toMatchObject({ kind: 'video', paused: true });
  expect(await failureOf(engine.pausePlayed('other', 'audio', true))).toBe('PLAY_STREAM_UNKNOWN');
});

test('[CLIENT-56] what is paused without a connection is paused with the next one', async () => {
  const { platform, server, engine } = await fakePlaying();
  platform.network.latest.cut();
  await engine.pausePlayed('b', 'audio', true);
  await platform.pass(10, 10);
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'audio', paused: true });
});

test('[CLIENT-131] what is paused from the beginning never flows: the server hears of it before packets may', async () => {
  const { platform, server, login, play, engine } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  await play('b', { audio: true, video: true, paused: { audio: true } });
  expect(server.names().slice(-2)).toEqual(['pausePlaying', 'resumePlaying']);
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'audio', paused: true });
  server.asked.length = 0;
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  expect(server.names().slice(-2)).toEqual(['pausePlaying', 'resumePlaying']);
  const going = engine.pausePlayed('b', 'audio', false);
  await platform.settle();
  await going;
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'audio', paused: false });
});

test('[CLIENT-131] what is paused while the stream is asked for never flows either', async () => {
  const { platform, server, login, play, engine } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.script('startPlaying', (params) => {
    void engine.pausePlayed('b', 'audio', true);
    return server.playing(params);
  });
  await play('b');
  await platform.settle();
  expect(server.names().slice(-2)).toEqual(['pausePlaying', 'resumePlaying']);
  expect(server.count('pausePlaying')).toBe(1);
});

test('[CLIENT-131] a pause that got lost at the beginning is asked for again', async () => {
  const { platform, server, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.script('pausePlaying', () => 'silence');
  await play('b', { audio: true, video: true, paused: { audio: true } });
  platform.network.latest.cut();
  server.asked.length = 0;
  await platform.pass(10_000);
  expect(server.names()).toContain('resumeRoom');
  expect(server.last('pausePlaying')).toEqual({ streamID: 'b', kind: 'audio', paused: true });
});

test('[CLIENT-16] track changes missed while away are made up for by the snapshot', async () => {
  const { platform, server, of } = await fakePlaying();
  platform.network.latest.cut();
  const stream = streamOf('bob', 'b');
  server.streams = [
    {
      ...stream,
      tracks: [
        { kind: 'audio', muted: true },
        { kind: 'video', muted: false },
      ],
    },
  ];
  const asked = server.count('startPlaying');
  await platform.pass(10, 10);
  expect(of('remoteTrackChanged')).toEqual([['b', 'audio', true]]);
  expect(server.count('startPlaying')).toBe(asked);
});

test('[CLIENT-41] a second play of the same stream is refused, without disturbing the first', async () => {
  const { engine, states } = await fakePlaying();
  expect(await failureOf(engine.play('b', { audio: true, video: true }))).toBe('PLAY_ALREADY');
  expect(states('b')).toEqual([]);
  expect(engine.playState('b')).toBe('PLAYING');
});

test('[CLIENT-41] a stream that ends between the answers is tried again instead of given up', async () => {
  const { platform, server, login, play, states } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.script('resumePlaying', () => new RtcError('PLAY_STREAM_UNKNOWN'));
  await play('b');
  await platform.pass(1_000);
  expect(states('b')).toEqual(['PLAY_REQUESTING', 'PLAY_REQUESTING PLAY_STREAM_UNKNOWN', 'PLAYING']);
});

test('[LAYER-5] a layer is asked for before packets flow, once, and again for a new session', async () => {
  const { platform, server, login, play, engine } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  await play('b', { audio: true, video: true, layer: 'low' });
  expect(server.names().slice(3)).toEqual(['startPlaying', 'connectTransport', 'setPlayingLayer', 'resumePlaying']);
  await engine.setPlayedLayer('b', 'low');
  expect(server.count('setPlayingLayer')).toBe(1);
  const changed = engine.setPlayedLayer('b', 'high');
  await platform.settle();
  await changed;
  expect(server.last('setPlayingLayer')).toEqual({ streamID: 'b', layer: 'high' });
  platform.network.latest.cut();
  server.restart();
  await platform.pass(10, 10);
  expect(server.count('setPlayingLayer')).toBe(3);
  expect(server.last('setPlayingLayer')).toEqual({ streamID: 'b', layer: 'high' });
});

test('[LAYER-5] a layer is asked for again when the publisher sends over another connection', async () => {
  const { platform, server, engine, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  await play('b', { audio: true, video: true, layer: 'high' });
  const changed = engine.setPlayedLayer('b', 'low');
  await platform.settle();
  await changed;
  server.asked.length = 0;
  server.renew('b');
  await platform.settle();
  expect(server.names()).toEqual(['startPlaying', 'setPlayingLayer', 'resumePlaying']);
  expect(server.last('setPlayingLayer')).toEqual({ streamID: 'b', layer: 'low' });
  await engine.setPlayedLayer('b', 'low');
  expect(server.count('setPlayingLayer')).toBe(1);
});

test('[CLIENT-54] a stream that is asked for just while its publisher changes the connection is asked for again at once after that', async () => {
  const { platform, server, login, play, states } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.fail('startPlaying', 'MEDIA_FAILED');
  const played = play('b');
  await platform.settle();
  expect(states('b')).toEqual(['PLAY_REQUESTING', 'PLAY_REQUESTING MEDIA_FAILED']);
  server.renew('b');
  await platform.settle();
  await played;
  expect(states('b').at(-1)).toBe('PLAYING');
});

test('[LAYER-5] a layer chosen while the connection is lost is asked for when it is back', async () => {
  const { platform, server, engine } = await fakePlaying();
  platform.network.latest.cut();
  await platform.settle();
  await engine.setPlayedLayer('b', 'low');
  expect(server.count('setPlayingLayer')).toBe(0);
  await platform.pass(5_000);
  expect(server.last('setPlayingLayer')).toEqual({ streamID: 'b', layer: 'low' });
  expect(await failureOf(engine.setPlayedLayer('nobody', 'low'))).toBe('PLAY_STREAM_UNKNOWN');
});

test('[ADAPT-7] that a picture is held for lack of bandwidth, and that it goes on, is in the history', async () => {
  const { engine, platform, server, states } = await fakePlaying();
  server.tell('playingPictureHeld', { streamID: 'b', held: true });
  server.tell('playingPictureHeld', { streamID: 'b', held: false });
  await platform.settle();
  const pictures = engine.history().filter(({ what }) => what === 'picture');
  expect(pictures.map(({ detail }) => detail)).toEqual(['b held for lack of bandwidth', 'b goes on']);
  expect(states('b')).toEqual([]);
});

test('[ADAPT-32] of a played picture that stands still on a lossy line the server is asked for a key frame', async () => {
  const { platform, server, engine } = await fakePlaying();
  const counters = { packetsReceived: 0, nackCount: 0, retransmittedPacketsReceived: 0, framesDecoded: 0 };
  const stats = async () => new Map([['i', { type: 'inbound-rtp', id: 'i', ...counters }]]);
  const receive = platform.transports.findLast(({ direction }) => direction === 'recv');
  Object.assign(receive?.handler ?? {}, { getReceiverStats: stats });
  const pass = async (ms: number, frames: number) => {
    for (let passed = 0; passed < ms; passed += 250) {
      counters.packetsReceived += 20;
      counters.nackCount += 4;
      counters.framesDecoded += frames;
      await platform.pass(250, 250);
    }
  };
  await pass(6_000, 5);
  expect(server.count('renewPicture')).toBe(0);
  await pass(2_000, 0);
  expect(server.last('renewPicture')).toEqual({ streamID: 'b' });
  const asked = server.count('renewPicture');
  const pausing = engine.pausePlayed('b', 'video', true);
  await platform.settle();
  await pausing;
  await pass(4_000, 0);
  expect(server.count('renewPicture')).toBe(asked);
});

test('[CODEC-3] a picture that cannot be decoded is told when its publisher has left it so for a while, and when that is over', async () => {
  const { platform, server, login, play, of } = fakeCall();
  const audio = { kind: 'audio', muted: false } as const;
  const video = { kind: 'video', muted: false } as const;
  server.streams = [{ ...streamOf('bob', 'b'), tracks: [audio] }];
  await login();
  const undecodable = () => {
    server.script('startPlaying', (params) => ({ ...server.playing(params), undecodable: ['video'] }));
  };
  undecodable();
  const stream = await play('b');
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio']);
  await platform.pass(3_900);
  expect(of('playedPictureUndecodable')).toEqual([]);
  undecodable();
  server.renew('b');
  await platform.pass(200);
  expect(of('playedPictureUndecodable')).toEqual([['b', true]]);
  server.streams = [{ ...streamOf('bob', 'b'), tracks: [audio, video] }];
  server.renew('b');
  await platform.settle();
  expect(of('playedPictureUndecodable')).toEqual([
    ['b', true],
    ['b', false],
  ]);
  expect(stream.getTracks().map(({ kind }) => kind)).toEqual(['audio', 'video']);
});

test('[CODEC-2] a picture that its publisher sends in another codec in time is no news', async () => {
  const { platform, server, login, play, engine, of } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.script('startPlaying', (params) => ({ ...server.playing(params), undecodable: ['video'] }));
  await play('b');
  server.renew('b');
  await platform.pass(10_000);
  server.script('startPlaying', (params) => ({ ...server.playing(params), undecodable: ['video'] }));
  server.renew('b');
  await platform.settle();
  engine.stopPlaying('b');
  await platform.pass(10_000);
  expect(of('playedPictureUndecodable')).toEqual([]);
});

test('[CODEC-4] a stream of which nothing can be decoded is refused after a while, unless it changes', async () => {
  const { platform, server, login, engine, states } = fakeCall();
  server.streams = [streamOf('bob', 'b'), streamOf('bob', 'c')];
  await login();
  const refuse = (times: number) => {
    for (let time = 0; time < times; time++) server.script('startPlaying', () => new RtcError('CODEC_NOT_DECODABLE'));
  };
  refuse(30);
  const playing = failureOf(engine.play('b', { audio: true, video: true }));
  await platform.pass(12_000, 100);
  expect(await playing).toBe('CODEC_NOT_DECODABLE');
  expect(states('b').at(-1)).toBe('NO_PLAY CODEC_NOT_DECODABLE');
  server.unscript('startPlaying');
  refuse(1);
  const other = engine.play('c', { audio: true, video: true });
  await platform.settle();
  server.renew('c');
  await platform.settle();
  expect((await other).getTracks()).toHaveLength(2);
});

test('[CODEC-2] tracks that become others while they are being asked for are asked for again', async () => {
  const { server, platform, login, play } = fakeCall();
  server.streams = [streamOf('bob', 'b')];
  await login();
  server.script('startPlaying', (params) => ({
    tracks: server.playing(params).tracks.filter(({ kind }) => kind === 'audio'),
    undecodable: ['video'],
  }));
  server.script('resumePlaying', () => {
    server.renew('b');
    return {};
  });
  const stream = await play('b');
  await platform.settle();
  expect(stream.getTracks()).toHaveLength(2);
});
