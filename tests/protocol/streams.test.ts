import { describe, expect, it } from 'vitest';
import { failureOf } from './Client.ts';
import { dtlsParameters, track } from './rtp.ts';
import { elsewhere, type LoggedIn, loseNetwork, onStage, openReceive, openSend } from './server.ts';

const stop = (client: LoggedIn, streamID: string) => client.ask('stopPublishing', { streamID });

describe('publishing', () => {
  const stage = onStage();
  const join = (name: string, room: string) => stage.login(stage.fresh(name), room);

  it('[STREAM-1] a published stream is told to everybody else and stands in later snapshots', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    const tracks = [track('audio'), track('video', true)];
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks, extraInfo: 'hello' });
    const described = {
      streamID,
      user: ann.params.user,
      extraInfo: 'hello',
      tracks: [
        { kind: 'audio', muted: false },
        { kind: 'video', muted: true },
      ],
    };
    expect(await bob.next('roomStreamUpdate')).toEqual({ change: 'ADD', streams: [described], reasons: [] });
    expect((await join('cat', room)).snapshot.streams).toEqual([described]);
    expect(await ann.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-2] a streamID belongs to one user per app', async () => {
    const [ann, bob] = [await join('ann', stage.fresh('room')), await join('bob', stage.fresh('other'))];
    const streamID = stage.fresh('s');
    const of = async (client: LoggedIn) => ({
      streamID,
      transportID: await openSend(client),
      tracks: [track('audio')],
      extraInfo: '',
    });
    await ann.ask('startPublishing', await of(ann));
    expect(await failureOf(bob.ask('startPublishing', await of(bob)))).toBe('STREAM_ID_TAKEN');
    await stop(ann, streamID);
    expect(await failureOf(bob.ask('startPublishing', await of(bob)))).toBe('ok');
  });

  it('[STREAM-3] the same user publishing it again replaces the earlier stream', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const params = { streamID: stage.fresh('s'), transportID: await openSend(ann), extraInfo: '' };
    await ann.ask('startPublishing', { ...params, tracks: [track('audio')] });
    await ann.ask('startPublishing', { ...params, tracks: [track('video')] });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD' });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ code: 3 }] });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD', streams: [{ tracks: [{ kind: 'video' }] }] });
  });

  it('[STREAM-4] a stream that was stopped ends with reason 1', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    await stop(ann, streamID);
    await bob.next('roomStreamUpdate');
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 1 }] });
    expect(await failureOf(stop(ann, streamID))).toBe('PUBLISH_STREAM_NOT_FOUND');
  });

  it('[STREAM-5] a token decides what may be published', async () => {
    const room = stage.fresh('room');
    const [listener, limited] = [stage.fresh('listener'), stage.fresh('limited')];
    const own = stage.fresh('own');
    const ann = await stage.login(listener, room, { token: stage.token(listener, { roomID: room, publish: 0 }) });
    const bob = await stage.login(limited, room, { token: stage.token(limited, { roomID: room, streamIDs: [own] }) });
    const publish = async (client: LoggedIn, streamID: string) =>
      failureOf(
        client.ask('startPublishing', { streamID, transportID: await openSend(client), tracks: [track('audio')], extraInfo: '' }),
      );
    expect(await publish(ann, stage.fresh('s'))).toBe('NO_PUBLISH_PRIVILEGE');
    expect(await publish(bob, stage.fresh('s'))).toBe('NO_PUBLISH_PRIVILEGE');
    expect(await publish(bob, own)).toBe('ok');
  });

  it('[STREAM-8] only the own open send transport carries a stream', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    const publish = (transportID: string) =>
      failureOf(ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' }));
    expect(await publish('none')).toBe('TRANSPORT_UNKNOWN');
    expect(await publish(await openSend(bob))).toBe('TRANSPORT_UNKNOWN');
    expect(await publish(await openReceive(ann))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(ann.ask('connectTransport', { transportID: 'none', dtlsParameters }))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(ann.ask('restartIce', { transportID: 'none' }))).toBe('TRANSPORT_UNKNOWN');
    expect(await failureOf(ann.ask('catchUp', { transportID: 'none' }))).toBe('TRANSPORT_UNKNOWN');
    const transportID = await openSend(ann);
    expect(await failureOf(ann.ask('connectTransport', { transportID, dtlsParameters }))).toBe('MEDIA_FAILED');
    expect((await ann.ask('restartIce', { transportID })).iceParameters).toHaveProperty('usernameFragment');
    expect(await publish(transportID)).toBe('ok');
  });

  it('[STREAM-9] adding, removing and muting tracks is told', async () => {
    const [room, other] = [stage.fresh('room'), stage.fresh('other')];
    const [ann, bob, far] = [await join('ann', room), await join('bob', room), await join('far', other)];
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    const play = {
      streamID,
      transportID: await openReceive(far),
      capabilities: far.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    };
    await far.ask('startPlaying', play);
    await ann.ask('changePublishing', { streamID, add: [track('video')], remove: [] });
    await ann.ask('muteTrack', { streamID, kind: 'video', muted: true });
    await ann.ask('muteTrack', { streamID, kind: 'video', muted: true });
    await ann.ask('changePublishing', { streamID, add: [], remove: ['audio'] });
    const told = [
      [
        { kind: 'audio', muted: false },
        { kind: 'video', muted: false },
      ],
      [
        { kind: 'audio', muted: false },
        { kind: 'video', muted: true },
      ],
      [{ kind: 'video', muted: true }],
    ];
    for (const tracks of told) {
      expect(await bob.next('streamTracksUpdate')).toEqual({ streamID, tracks });
      expect(await far.next('streamTracksUpdate')).toEqual({ streamID, tracks });
    }
    expect(await bob.toldSoFar()).not.toContain('streamTracksUpdate');
    const { tracks } = await far.ask('startPlaying', play);
    expect(tracks).toMatchObject([{ kind: 'video', muted: true }]);
  });

  it('[STREAM-10] extra info that changed is told', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    const set = (extraInfo: string) => failureOf(ann.ask('setStreamExtraInfo', { streamID, extraInfo }));
    const longest = `${'名'.repeat(341)}x`;
    expect(await set(longest)).toBe('ok');
    expect(await bob.next('streamExtraInfoUpdate')).toEqual({ streamID, user: ann.params.user, extraInfo: longest });
    expect(await set(`${longest}x`)).toBe('EXTRA_INFO_TOO_LONG');
    expect(await failureOf(ann.askAnything('setStreamExtraInfo', { streamID }))).toBe('EXTRA_INFO_EMPTY');
    expect((await join('cat', room)).snapshot.streams[0]?.extraInfo).toBe(longest);
  });

  it("[STREAM-11] somebody else's stream cannot be touched", async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    const asked = [
      bob.ask('stopPublishing', { streamID }),
      bob.ask('muteTrack', { streamID, kind: 'audio', muted: true }),
      bob.ask('changePublishing', { streamID, add: [], remove: ['audio'] }),
      bob.ask('setStreamExtraInfo', { streamID, extraInfo: 'mine' }),
    ];
    for (const request of asked) expect(await failureOf(request)).toBe('PUBLISH_STREAM_NOT_FOUND');
    expect(await failureOf(ann.ask('muteTrack', { streamID, kind: 'video', muted: true }))).toBe('TRACK_NOT_FOUND');
  });

  it('[STREAM-12] a user has at most 20 streams', async () => {
    const ann = await join('ann', stage.fresh('room'));
    const transportID = await openSend(ann);
    const outcomes: string[] = [];
    for (let count = 0; count < 21; count++) {
      const params = { streamID: stage.fresh('s'), transportID, tracks: [track('audio')], extraInfo: '' };
      outcomes.push(await failureOf(ann.ask('startPublishing', params)));
    }
    expect(outcomes.slice(0, 20).every((outcome) => outcome === 'ok')).toBe(true);
    expect(outcomes[20]).toBe('TOO_MANY_REQUESTS');
  });

  it('[STREAM-13] illegal stream IDs have their documented failures', async () => {
    const ann = await join('ann', stage.fresh('room'));
    const transportID = await openSend(ann);
    const publish = (streamID: unknown) =>
      failureOf(ann.askAnything('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' }));
    expect(await publish('')).toBe('STREAM_ID_EMPTY');
    expect(await publish(undefined)).toBe('STREAM_ID_EMPTY');
    expect(await publish('s'.repeat(257))).toBe('STREAM_ID_TOO_LONG');
    for (const streamID of ['a b', 'a/b', '../s', '名', 's;', "s'", '%73'])
      expect(await publish(streamID)).toBe('STREAM_ID_ILLEGAL');
    expect(await publish(stage.fresh('s').padEnd(256, '-_zZ9'))).toBe('ok');
  });

  it('[STREAM-14] opening the send transport anew closes the earlier one', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    const first = await openSend(ann);
    await ann.ask('startPublishing', { streamID, transportID: first, tracks: [track('audio')], extraInfo: '' });
    await bob.next('roomStreamUpdate');
    const second = await openSend(ann);
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 3 }] });
    expect(await failureOf(ann.ask('connectTransport', { transportID: first, dtlsParameters }))).toBe('TRANSPORT_UNKNOWN');
    await ann.ask('startPublishing', { streamID, transportID: second, tracks: [track('audio')], extraInfo: '' });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD' });
  });

  it('[STREAM-15] a publisher who moves to another transport takes the stream along: nobody sees it end', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    const published = { streamID, tracks: [track('audio')], extraInfo: '' };
    await ann.ask('startPublishing', { ...published, transportID: await openSend(ann) });
    await bob.next('roomStreamUpdate');
    const wish = {
      streamID,
      transportID: await openReceive(bob),
      capabilities: bob.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    };
    const [before] = (await bob.ask('startPlaying', wish)).tracks;
    const { transportID } = await ann.ask('openTransport', { direction: 'send', keepStreams: true });
    expect(await failureOf(bob.ask('startPlaying', wish))).toBe('MEDIA_FAILED');
    await ann.ask('startPublishing', { ...published, transportID, extraInfo: 'moved' });
    const tracks = [{ kind: 'audio', muted: false }];
    expect(await bob.next('streamTracksUpdate')).toEqual({ streamID, tracks, renewed: true });
    expect(await bob.next('streamExtraInfoUpdate')).toMatchObject({ streamID, extraInfo: 'moved' });
    const [after] = (await bob.ask('startPlaying', wish)).tracks;
    expect(after?.consumerID).not.toBe(before?.consumerID);
    expect(await bob.toldSoFar()).not.toContain('playingEnded');
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });
});

describe('clients of another time', () => {
  const stage = onStage();

  it('[STREAM-16] a player who knows nothing of renewed tracks hears that playing ended, and asks for the stream again', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const [old, idle, young] = [
      await stage.login(stage.fresh('old'), room, { knows: undefined }),
      await stage.login(stage.fresh('idle'), room, { knows: undefined }),
      await stage.login(stage.fresh('young'), room, { knows: ['renewed', 'tomorrow'] }),
    ];
    const far = await stage.login(stage.fresh('far'), stage.fresh('other'), { knows: [] });
    const streamID = stage.fresh('s');
    const published = { streamID, tracks: [track('audio')], extraInfo: '' };
    await ann.ask('startPublishing', { ...published, transportID: await openSend(ann) });
    const wishOf = async (client: LoggedIn) => ({
      streamID,
      transportID: await openReceive(client),
      capabilities: client.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    });
    const wishes = new Map(await Promise.all([old, young, far].map(async (client) => [client, await wishOf(client)] as const)));
    const before = await Promise.all([...wishes].map(async ([client, wish]) => (await client.ask('startPlaying', wish)).tracks));
    const { transportID } = await ann.ask('openTransport', { direction: 'send', keepStreams: true });
    await ann.ask('startPublishing', { ...published, transportID });
    for (const client of [old, far]) expect(await client.next('playingEnded')).toEqual({ streamID, failure: 'STREAM_NOT_FOUND' });
    expect(await young.next('streamTracksUpdate')).toMatchObject({ streamID, renewed: true });
    expect(await young.toldSoFar()).not.toContain('playingEnded');
    expect(await idle.toldSoFar()).not.toContain('playingEnded');
    const after = await Promise.all([...wishes].map(async ([client, wish]) => (await client.ask('startPlaying', wish)).tracks));
    for (const [at, tracks] of after.entries()) expect(tracks[0]?.consumerID).not.toBe(before[at]?.[0]?.consumerID);
    // Whoever is no addressee of `renewed` sees one ADD and no end.
    expect((await old.toldSoFar()).filter((name) => name === 'roomStreamUpdate')).toHaveLength(1);
    expect((await idle.toldSoFar()).filter((name) => name === 'roomStreamUpdate')).toHaveLength(1);
  });
});

describe.skipIf(elsewhere)('moving to another transport', () => {
  const stage = onStage({ fakeClock: true });
  const join = (name: string, room: string) => stage.login(stage.fresh(name), room);

  it('[STREAM-15] a stream that is not taken over within 5 s ends with reason 3; one that was stays', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const [left, taken] = [stage.fresh('left'), stage.fresh('taken')];
    const transportID = await openSend(ann);
    for (const streamID of [left, taken]) {
      await ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' });
      await bob.next('roomStreamUpdate');
    }
    const next = await ann.ask('openTransport', { direction: 'send', keepStreams: true });
    const again = { streamID: taken, transportID: next.transportID, tracks: [track('audio')], extraInfo: '' };
    await ann.ask('startPublishing', again);
    stage.clock.advance(4_999);
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
    stage.clock.advance(1);
    expect(await bob.next('roomStreamUpdate')).toMatchObject({
      change: 'DELETE',
      streams: [{ streamID: left }],
      reasons: [{ streamID: left, code: 3 }],
    });
    expect((await join('cat', room)).snapshot.streams).toMatchObject([{ streamID: taken }]);
  });

  /** Ann publishes, bob plays it, and ann's transport is closed to be replaced. */
  async function moving() {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    const published = { streamID, tracks: [track('audio'), track('video')], extraInfo: '' };
    await ann.ask('startPublishing', { ...published, transportID: await openSend(ann) });
    const wish = {
      streamID,
      transportID: await openReceive(bob),
      capabilities: bob.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    };
    await bob.ask('startPlaying', wish);
    await bob.next('roomStreamUpdate');
    const move = () => ann.ask('openTransport', { direction: 'send', keepStreams: true });
    return { ann, bob, room, streamID, published, wish, move };
  }

  async function loseAndReturn(who: LoggedIn, afterMs = 0) {
    await loseNetwork(stage, who);
    stage.clock.advance(afterMs);
    const back = await stage.open();
    const { sessionID, sessionKey } = who.snapshot;
    await back.ask('resumeRoom', { sessionID, sessionKey });
    return back;
  }

  it('[STREAM-15] moved once more before it was taken over, it is waited for anew', async () => {
    const { ann, bob, published, move } = await moving();
    await move();
    stage.clock.advance(4_000);
    const { transportID } = await move();
    stage.clock.advance(4_000);
    await ann.ask('startPublishing', { ...published, transportID });
    expect(await bob.next('streamTracksUpdate')).toMatchObject({ renewed: true });
    stage.clock.advance(10_000);
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-15] a connection that is replaced while it takes the stream over does not end it', async () => {
    const { ann, bob, published, move } = await moving();
    const { transportID } = await move();
    const release = stage.engine.holdNext('publish');
    ann.ask('startPublishing', { ...published, transportID }).catch(() => undefined);
    // Answered ahead of it: by now it is on its way.
    await ann.toldSoFar();
    const again = await loseAndReturn(ann);
    const next = await again.ask('openTransport', { direction: 'send', keepStreams: true });
    release();
    await again.ask('startPublishing', { ...published, transportID: next.transportID });
    expect(await bob.next('streamTracksUpdate')).toMatchObject({ renewed: true });
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-15] while its publisher is away it waits for as long as the session is kept', async () => {
    const { ann, bob, published, move } = await moving();
    await move();
    const again = await loseAndReturn(ann, 20_000);
    const { transportID } = await again.ask('openTransport', { direction: 'send', keepStreams: true });
    await again.ask('startPublishing', { ...published, transportID });
    expect(await bob.next('streamTracksUpdate')).toMatchObject({ renewed: true });
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-15] whoever comes back has the whole time, whenever that is', async () => {
    const { ann, bob, published, move } = await moving();
    await move();
    const again = await loseAndReturn(ann, 4_900);
    stage.clock.advance(4_900);
    const { transportID } = await again.ask('openTransport', { direction: 'send', keepStreams: true });
    await again.ask('startPublishing', { ...published, transportID });
    expect(await bob.next('streamTracksUpdate')).toMatchObject({ renewed: true });
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-15] whose network went without a word is waited for like somebody who is away', async () => {
    const { ann, bob, published, move } = await moving();
    await move();
    stage.clock.advance(9_000);
    const again = await stage.open();
    const { sessionID, sessionKey } = ann.snapshot;
    await again.ask('resumeRoom', { sessionID, sessionKey });
    const { transportID } = await again.ask('openTransport', { direction: 'send', keepStreams: true });
    await again.ask('startPublishing', { ...published, transportID });
    expect(await bob.next('streamTracksUpdate')).toMatchObject({ renewed: true });
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-15] who is heard of and does not take it over is not waited for', async () => {
    const { ann, bob, streamID, move } = await moving();
    await move();
    stage.clock.advance(5_000);
    await ann.ask('heartbeat', {});
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
    stage.clock.advance(5_000);
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 3 }] });
  });

  it('[STREAM-15] asked for in the very moment in which its connection goes, it is worth asking again', async () => {
    const { bob, wish, move } = await moving();
    await bob.ask('stopPlaying', { streamID: wish.streamID });
    const release = stage.engine.holdNext('play');
    const asked = failureOf(bob.ask('startPlaying', wish));
    await move();
    release();
    expect(await asked).toBe('MEDIA_FAILED');
  });

  it('[STREAM-15] a player who stops meanwhile plays it no longer: nothing is told, no place is taken', async () => {
    const { ann, bob, streamID, published, move } = await moving();
    const { transportID } = await move();
    expect(await failureOf(bob.ask('stopPlaying', { streamID }))).toBe('ok');
    expect(await failureOf(bob.ask('stopPlaying', { streamID }))).toBe('PLAY_STREAM_UNKNOWN');
    expect(stage.server.cloud.apps.find(stage.app.appID)?.streams.find(streamID as never)?.players.size).toBe(0);
    await ann.ask('startPublishing', { ...published, transportID });
  });

  it('[STREAM-15] stopped, or its room left, while it is taken over, it ends once and for all', async () => {
    for (const end of ['stopPublishing', 'logoutRoom'] as const) {
      const { ann, bob, streamID, published, move } = await moving();
      const { transportID } = await move();
      const release = stage.engine.holdNext('publish');
      const late = failureOf(ann.ask('startPublishing', { ...published, transportID }));
      const ended = end === 'stopPublishing' ? ann.ask('stopPublishing', { streamID }) : ann.ask('logoutRoom', {});
      release();
      expect(await late).toBe('ok');
      await ended;
      expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', streams: [{ streamID }] });
      stage.clock.advance(10_000);
      expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
    }
  });

  it('[STREAM-15] where it cannot be taken over it ends, and can be published anew', async () => {
    const { ann, bob, published, move } = await moving();
    const { transportID } = await move();
    stage.engine.failNext('publish');
    expect(await failureOf(ann.ask('startPublishing', { ...published, transportID }))).toBe('MEDIA_FAILED');
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE' });
    expect(await failureOf(ann.ask('startPublishing', { ...published, transportID }))).toBe('ok');
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD' });
  });
});

describe('playing', () => {
  const stage = onStage();
  const join = (name: string, room: string) => stage.login(stage.fresh(name), room);
  const publish = async (client: LoggedIn, streamID = stage.fresh('s')) => {
    const tracks = [track('audio'), track('video')];
    await client.ask('startPublishing', { streamID, transportID: await openSend(client), tracks, extraInfo: '' });
    return streamID;
  };
  const wish = async (client: LoggedIn, streamID: string) => ({
    streamID,
    transportID: await openReceive(client),
    capabilities: client.snapshot.mediaCapabilities,
    audio: true,
    video: true,
  });

  it('[STREAM-20] a stream of this or another room is played, paused, resumed and stopped', async () => {
    const room = stage.fresh('room');
    const ann = await join('ann', room);
    const streamID = await publish(ann);
    for (const player of [await join('bob', room), await join('far', stage.fresh('other'))]) {
      const { tracks } = await player.ask('startPlaying', await wish(player, streamID));
      expect(tracks.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
      expect(new Set(tracks.map(({ consumerID }) => consumerID)).size).toBe(2);
      await player.ask('resumePlaying', { streamID });
      await player.ask('pausePlaying', { streamID, kind: 'video', paused: true });
      await player.ask('pausePlaying', { streamID, kind: 'video', paused: false });
      await player.ask('renewPicture', { streamID });
      await player.ask('stopPlaying', { streamID });
      await ann.ask('muteTrack', { streamID, kind: 'audio', muted: player.params.roomID === room });
    }
  });

  it('[STREAM-20] only the kinds that were asked for are sent', async () => {
    const room = stage.fresh('room');
    const ann = await join('ann', room);
    const bob = await join('bob', room);
    const streamID = await publish(ann);
    const { tracks } = await bob.ask('startPlaying', { ...(await wish(bob, streamID)), video: false });
    expect(tracks.map(({ kind }) => kind)).toEqual(['audio']);
  });

  it('[STREAM-21] a stream that does not exist is STREAM_NOT_FOUND', async () => {
    const ann = await join('ann', stage.fresh('room'));
    expect(await failureOf(ann.ask('startPlaying', await wish(ann, stage.fresh('none'))))).toBe('STREAM_NOT_FOUND');
    const streamID = await publish(ann);
    await stop(ann, streamID);
    expect(await failureOf(ann.ask('startPlaying', await wish(ann, streamID)))).toBe('STREAM_NOT_FOUND');
  });

  it('[STREAM-22] playing again answers with the tracks it has now', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    const asked = await wish(bob, streamID);
    const first = await bob.ask('startPlaying', asked);
    await ann.ask('changePublishing', { streamID, add: [track('video')], remove: [] });
    const second = await bob.ask('startPlaying', asked);
    expect(second.tracks).toHaveLength(2);
    expect(second.tracks.find(({ kind }) => kind === 'audio')?.consumerID).toBe(first.tracks[0]?.consumerID);
  });

  it('[STREAM-23] players in every room hear playingEnded', async () => {
    const room = stage.fresh('room');
    const [ann, bob, far] = [await join('ann', room), await join('bob', room), await join('far', stage.fresh('other'))];
    const streamID = await publish(ann);
    for (const player of [bob, far]) await player.ask('startPlaying', await wish(player, streamID));
    await ann.ask('logoutRoom', {});
    for (const player of [bob, far]) {
      expect(await player.next('playingEnded')).toEqual({ streamID, failure: 'STREAM_NOT_FOUND' });
      expect(await failureOf(player.ask('stopPlaying', { streamID }))).toBe('PLAY_STREAM_UNKNOWN');
    }
    expect(far.told.map(({ tell }) => tell)).not.toContain('roomStreamUpdate');
  });

  it('[STREAM-24] one user plays at most 50 streams', async () => {
    const room = stage.fresh('room');
    const publishers = [await join('a', room), await join('b', room), await join('c', room)];
    const streams: string[] = [];
    for (const publisher of publishers) {
      const transportID = await openSend(publisher);
      for (let count = 0; count < 17; count++) {
        const streamID = stage.fresh('s');
        await publisher.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' });
        streams.push(streamID);
      }
    }
    const bob = await join('bob', room);
    const transportID = await openReceive(bob);
    const play = (streamID: string) =>
      failureOf(
        bob.ask('startPlaying', {
          streamID,
          transportID,
          capabilities: bob.snapshot.mediaCapabilities,
          audio: true,
          video: true,
        }),
      );
    for (const streamID of streams.slice(0, 50)) expect(await play(streamID)).toBe('ok');
    expect(await play(streams[50] ?? '')).toBe('PLAY_LIMIT');
    expect(await play(streams[0] ?? '')).toBe('ok');
    await bob.ask('stopPlaying', { streamID: streams[0] ?? '' });
    expect(await play(streams[50] ?? '')).toBe('ok');
  });

  it('[STREAM-24] streams that ended do not count', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const [send, receive] = [await openSend(ann), await openReceive(bob)];
    const capabilities = bob.snapshot.mediaCapabilities;
    for (let count = 0; count < 51; count++) {
      const streamID = stage.fresh('s');
      await ann.ask('startPublishing', { streamID, transportID: send, tracks: [track('audio')], extraInfo: '' });
      const played = bob.ask('startPlaying', { streamID, transportID: receive, capabilities, audio: true, video: true });
      expect(await failureOf(played)).toBe('ok');
      await stop(ann, streamID);
    }
  });

  it('[STREAM-26] what is not being played is PLAY_STREAM_UNKNOWN', async () => {
    const ann = await join('ann', stage.fresh('room'));
    const streamID = await publish(ann);
    const asked = [
      ann.ask('resumePlaying', { streamID }),
      ann.ask('pausePlaying', { streamID, kind: 'audio', paused: true }),
      ann.ask('renewPicture', { streamID }),
      ann.ask('stopPlaying', { streamID }),
    ];
    for (const request of asked) expect(await failureOf(request)).toBe('PLAY_STREAM_UNKNOWN');
  });

  it('[STREAM-27] a client that can decode none of the tracks is told so', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = await publish(ann);
    const capabilities = { codecs: [], headerExtensions: [] };
    expect(await failureOf(bob.ask('startPlaying', { ...(await wish(bob, streamID)), capabilities }))).toBe(
      'CODEC_NOT_DECODABLE',
    );
  });
});

describe('streams, with the media engine at hand', () => {
  const stage = onStage();
  const join = (name: string, room: string) => stage.login(stage.fresh(name), room);

  it.skipIf(elsewhere)('[STREAM-6] when publishing fails the name is free again', async () => {
    const [ann, bob] = [await join('ann', stage.fresh('room')), await join('bob', stage.fresh('room'))];
    const streamID = stage.fresh('s');
    const transportID = await openSend(ann);
    stage.engine.failNext('publish');
    expect(await failureOf(ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' }))).toBe(
      'MEDIA_FAILED',
    );
    await bob.ask('startPublishing', { streamID, transportID: await openSend(bob), tracks: [track('audio')], extraInfo: '' });
  });

  it.skipIf(elsewhere)('[STREAM-7] a stream whose publisher left while it was being opened is never announced', async () => {
    const room = stage.fresh('room');
    const userID = stage.fresh('ann');
    const ann = await stage.login(userID, room);
    const bob = await join('bob', room);
    const streamID = stage.fresh('s');
    const transportID = await openSend(ann);
    const release = stage.engine.holdNext('publish');
    const publishing = ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' });
    publishing.catch(() => {});
    const early = {
      streamID,
      transportID: await openReceive(bob),
      capabilities: bob.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    };
    expect(await failureOf(bob.ask('startPlaying', early))).toBe('STREAM_NOT_FOUND');
    await stage.login(userID, stage.fresh('other'));
    release();
    await ann.closed;
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
    expect(stage.server.cloud.apps.find(stage.app.appID)?.streams.find(streamID as never)).toBeUndefined();
    await bob.ask('startPublishing', { streamID, transportID: await openSend(bob), tracks: [track('audio')], extraInfo: '' });
  });

  it.skipIf(elsewhere)('[STREAM-3] a publish overtaken by a later one of the same name does not disturb it', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    const transportID = await openSend(ann);
    const release = stage.engine.holdNext('publish');
    ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: 'first' }).catch(() => {});
    await ann.ask('heartbeat', {});
    const back = await stage.open();
    await back.ask('resumeRoom', { sessionID: ann.snapshot.sessionID, sessionKey: ann.snapshot.sessionKey });
    await back.ask('startPublishing', { streamID, transportID, tracks: [track('video')], extraInfo: 'second' });
    release();
    await back.ask('setStreamExtraInfo', { streamID, extraInfo: 'third' });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD', streams: [{ extraInfo: 'second' }] });
    const receive = await openReceive(bob);
    const play = { streamID, transportID: receive, capabilities: bob.snapshot.mediaCapabilities, audio: true, video: true };
    expect((await bob.ask('startPlaying', play)).tracks).toMatchObject([{ kind: 'video' }]);
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
  });

  it.skipIf(elsewhere)('[STREAM-21] a stream of another app is STREAM_NOT_FOUND', async () => {
    const appSign = 'd'.repeat(64);
    await stage.server.cloud.store.create({ ...stage.app, appID: 99, appSign });
    const ann = await join('ann', 'r');
    const foreign = await stage.login('ann', 'r', { appID: 99, token: undefined, appSign });
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    const transportID = await openReceive(foreign);
    const play = { streamID, transportID, capabilities: foreign.snapshot.mediaCapabilities, audio: true, video: true };
    expect(await failureOf(foreign.ask('startPlaying', play))).toBe('STREAM_NOT_FOUND');
    const own = { streamID, transportID: await openSend(foreign), tracks: [track('audio')], extraInfo: '' };
    expect(await failureOf(foreign.ask('startPublishing', own))).toBe('ok');
  });

  it.skipIf(elsewhere)('[STREAM-25] a stream that ends while it is being opened for a player is STREAM_NOT_FOUND', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await join('ann', room), await join('bob', room)];
    const streamID = stage.fresh('s');
    await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
    const transportID = await openReceive(bob);
    const release = stage.engine.holdNext('play');
    const playing = failureOf(
      bob.ask('startPlaying', { streamID, transportID, capabilities: bob.snapshot.mediaCapabilities, audio: true, video: true }),
    );
    await bob.ask('heartbeat', {});
    await stop(ann, streamID);
    release();
    expect(await playing).toBe('STREAM_NOT_FOUND');
    expect(await bob.toldSoFar()).not.toContain('playingEnded');
  });

  it.skipIf(elsewhere)(
    '[STREAM-30] everybody in the rooms of a dead worker hears mediaLost, [STREAM-31] and opens media anew',
    async () => {
      const [room, other] = [stage.fresh('room'), stage.fresh('other')];
      const [ann, bob, far] = [await join('ann', room), await join('bob', room), await join('far', other)];
      const streamID = stage.fresh('s');
      await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
      await bob.next('roomStreamUpdate');
      const play = async (client: LoggedIn) =>
        client.ask('startPlaying', {
          streamID,
          transportID: await openReceive(client),
          capabilities: client.snapshot.mediaCapabilities,
          audio: true,
          video: true,
        });
      await play(far);
      await play(bob);
      stage.engine.killWorker(await workerOf(room));
      expect(await ann.next('mediaLost')).toEqual({});
      expect(await bob.next('mediaLost')).toEqual({});
      expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 5 }] });
      expect(await far.next('playingEnded')).toMatchObject({ streamID });
      expect(await far.toldSoFar()).not.toContain('mediaLost');
      expect(bob.told.map(({ tell }) => tell)).not.toContain('playingEnded');
      await ann.ask('startPublishing', { streamID, transportID: await openSend(ann), tracks: [track('audio')], extraInfo: '' });
      expect((await play(bob)).tracks).toHaveLength(1);
      expect((await play(far)).tracks).toHaveLength(1);
    },
  );

  it.skipIf(elsewhere)('[STREAM-32] a user who was away hears of lost media when they come back', async () => {
    const room = stage.fresh('room');
    const ann = await join('ann', room);
    await loseNetwork(stage, ann);
    stage.engine.killWorker(await workerOf(room));
    const back = await stage.open();
    const { sessionID, sessionKey } = ann.snapshot;
    await back.ask('resumeRoom', { sessionID, sessionKey });
    expect(await back.next('mediaLost')).toEqual({});
    await openSend(back);
  });

  /** Which worker carries a room. Each test's room is put on its own by what the others have open. */
  async function workerOf(roomID: string): Promise<number> {
    const app = stage.server.cloud.apps.find(stage.app.appID);
    const room = app?.rooms.get(roomID as never);
    if (!room) throw new Error(`no room ${roomID}`);
    const media = await stage.server.cloud.mediaRooms.of(room);
    return stage.engine.workerOf(media);
  }
});
