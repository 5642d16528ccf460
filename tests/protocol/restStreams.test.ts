import { describe, expect, it } from 'vitest';
import { failureOf } from './Client.ts';
import { track } from './rtp.ts';
import { apiOf, elsewhere, type LoggedIn, onStage, openReceive, openSend } from './server.ts';

const publish = async (client: LoggedIn, streamID: string) =>
  client.ask('startPublishing', { streamID, transportID: await openSend(client), tracks: [track('audio')], extraInfo: 'x' });

describe('server API: streams', () => {
  const stage = onStage();
  const api = apiOf(stage);
  const two = async () => {
    const room = stage.fresh('room');
    return { room, ann: await stage.login(stage.fresh('ann'), room), bob: await stage.login(stage.fresh('bob'), room) };
  };
  const list = async (room: string) => {
    const { Data } = await api.call('DescribeSimpleStreamList', { RoomId: room });
    return (Data as { StreamList: { StreamNumberId: number }[] }).StreamList;
  };

  it('[REST-40] DescribeSimpleStreamList names the streams of a room', async () => {
    const { room, ann, bob } = await two();
    const names = [stage.fresh('a'), stage.fresh('b')];
    const before = stage.now();
    await publish(ann, names[0] ?? '');
    await publish(bob, names[1] ?? '');
    const streams = await list(room);
    expect(streams).toEqual(
      [ann, bob].map(({ params: { user } }, at) => ({
        StreamId: names[at],
        UserId: user.userID,
        UserName: user.userName,
        CreateTime: expect.any(Number),
        StreamNumberId: expect.any(Number),
      })),
    );
    expect(new Set(streams.map(({ StreamNumberId }) => StreamNumberId)).size).toBe(2);
    expect((streams[0] as unknown as { CreateTime: number }).CreateTime).toBeGreaterThanOrEqual(before - 1_000);
    expect(await list(stage.fresh('none'))).toEqual([]);
    expect((await api.call('DescribeSimpleStreamList', { RoomId: room })).Code).toBe(207);
  });

  it('[REST-41] AddStream puts a stream on the list, for those who come later too, until DeleteStream', async () => {
    const { room, ann, bob } = await two();
    const streamID = stage.fresh('relay');
    const annsID = ann.params.user.userID;
    const named = { RoomId: room, UserId: 'relay-1', StreamId: streamID };
    expect((await api.call('AddStream', { ...named, UserName: 'Relay', ExtraInfo: '{"url":"…"}', StreamTitle: 't' })).Code).toBe(
      0,
    );
    const described = { streamID, user: { userID: 'relay-1', userName: 'Relay' }, extraInfo: '{"url":"…"}', tracks: [] };
    for (const client of [ann, bob]) {
      expect(await client.next('roomStreamUpdate')).toEqual({ change: 'ADD', streams: [described], reasons: [] });
    }
    expect((await stage.login(stage.fresh('cat'), room)).snapshot.streams).toEqual([described]);
    expect(await failureOf(publish(ann, streamID))).toBe('STREAM_ID_TAKEN');
    expect((await api.call('AddStream', { ...named, UserId: annsID })).Code).toBe(1012);
    expect((await api.call('DeleteStream', { ...named, UserId: annsID })).Code).toBe(1012);
    expect((await api.call('DeleteStream', named)).Code).toBe(0);
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 6 }] });
    expect((await api.call('DeleteStream', named)).Code).toBe(138);
    expect(await failureOf(publish(ann, streamID))).toBe('ok');
  });

  it('[REST-41] a room that does not exist has no list, and one that empties takes its added streams along', async () => {
    const room = stage.fresh('room');
    const named = { RoomId: room, UserId: 'relay', StreamId: stage.fresh('relay') };
    expect((await api.call('AddStream', named)).Code).toBe(104);
    expect((await api.call('DeleteStream', named)).Code).toBe(104);
    const ann = await stage.login(stage.fresh('ann'), room);
    expect((await api.call('AddStream', named)).Code).toBe(0);
    await ann.ask('logoutRoom', {});
    const bob = await stage.login(stage.fresh('bob'), room);
    expect(bob.snapshot.streams).toEqual([]);
    expect(await failureOf(publish(bob, named.StreamId))).toBe('ok');
    expect((await api.call('AddStream', { ...named, StreamId: 'with space' })).Code).toBe(2);
    expect((await api.call('AddStream', { ...named, StreamTitle: 'x'.repeat(128) })).Code).toBe(3);
    expect((await api.call('AddStream', { ...named, ExtraInfo: 'x'.repeat(1025) })).Code).toBe(3);
  });

  it.skipIf(elsewhere)('[REST-41, STREAM-30] a dead media worker takes published streams away, and no added one', async () => {
    const { room, ann, bob } = await two();
    const [published, added] = [stage.fresh('s'), stage.fresh('relay')];
    // The same user sends one stream from here and has another one come from elsewhere.
    const named = { RoomId: room, UserId: ann.params.user.userID, StreamId: added };
    expect((await api.call('AddStream', named)).Code).toBe(0);
    await publish(ann, published);
    await bob.next('roomStreamUpdate');
    await bob.next('roomStreamUpdate');
    const { cloud } = stage.server;
    const found = cloud.apps.find(stage.app.appID)?.rooms.get(room as never);
    if (!found) throw new Error('no room');
    stage.engine.killWorker(stage.engine.workerOf(await cloud.mediaRooms.of(found)));
    const gone = await bob.next('roomStreamUpdate');
    expect([gone.change, gone.streams.map(({ streamID }) => streamID)]).toEqual(['DELETE', [published]]);
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
    expect(await list(room)).toMatchObject([{ StreamId: added }]);
    expect((await stage.login(stage.fresh('cat'), room)).snapshot.streams).toMatchObject([{ streamID: added }]);
  });

  it('[REST-42] DeleteStream takes a published stream off the list and leaves its media alone', async () => {
    const { room, ann, bob } = await two();
    const streamID = stage.fresh('s');
    await publish(ann, streamID);
    await bob.next('roomStreamUpdate');
    const { capabilities, ...play } = { streamID, capabilities: bob.snapshot.mediaCapabilities, audio: true, video: true };
    const transportID = await openReceive(bob);
    await bob.ask('startPlaying', { ...play, capabilities, transportID });
    const named = { RoomId: room, UserId: ann.params.user.userID, StreamId: streamID };
    expect((await api.call('DeleteStream', named)).Code).toBe(0);
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 6 }] });
    expect((await stage.login(stage.fresh('cat'), room)).snapshot.streams).toEqual([]);
    const told = await ann.toldSoFar();
    for (const name of ['roomStreamUpdate', 'publishingEnded'] as const) expect(told).not.toContain(name);
    expect((await bob.ask('startPlaying', { ...play, capabilities, transportID })).tracks).toHaveLength(1);
    await ann.ask('muteTrack', { streamID, kind: 'audio', muted: true });
    expect(await bob.next('streamTracksUpdate')).toMatchObject({ streamID });
    expect((await api.call('AddStream', named)).Code).toBe(0);
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD', streams: [{ streamID }] });
    expect((await api.call('DeleteStream', named)).Code).toBe(0);
    await bob.next('roomStreamUpdate');
    await ann.ask('stopPublishing', { streamID });
    expect(await bob.next('playingEnded')).toMatchObject({ streamID });
    expect(await bob.toldSoFar()).not.toContain('roomStreamUpdate');
    if (!elsewhere) expect((await stage.engine.describe()).workers[0]?.rooms).toBeGreaterThan(0);
  });
});
