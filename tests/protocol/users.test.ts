import type { RoomID, UserID } from '@liuyun/protocol';
import { describe, expect, it } from 'vitest';
import { closeRoom } from '../../server/operations/closeRoom.ts';
import { kickUser } from '../../server/operations/kickUser.ts';
import { failureOf } from './Client.ts';
import { track } from './rtp.ts';
import { elsewhere, onStage, openSend } from './server.ts';

describe('users of a room', () => {
  const stage = onStage();

  it('[ROOMS-20] others are heard to come and go, oneself is not', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room);
    expect(await ann.next('roomUserUpdate')).toEqual({ change: 'ADD', users: [bob.params.user] });
    await bob.ask('logoutRoom', {});
    expect(await ann.next('roomUserUpdate')).toEqual({ change: 'DELETE', users: [bob.params.user] });
    expect(await ann.toldSoFar()).toEqual([]);
    expect(bob.told).toEqual([]);
  });

  it('[ROOMS-21] who did not ask for it hears nothing of users', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room, { userUpdate: false });
    await stage.login(stage.fresh('bob'), room);
    const cat = await stage.login(stage.fresh('cat'), room, { userUpdate: false });
    expect(cat.snapshot).toMatchObject({ users: [], userCount: 3 });
    expect(await ann.toldSoFar()).toEqual([]);
  });
});

describe('rooms, with the server at hand', () => {
  const stage = onStage({ fakeClock: true });
  const rooms = () => stage.server.cloud.apps.find(stage.app.appID)?.rooms.size ?? 0;

  it.skipIf(elsewhere)('[ROOMS-23] the head count is told every 30 s when it has changed', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room, { userUpdate: false });
    stage.clock.advance(20_000);
    await Promise.all([ann.ask('heartbeat', {}), bob.ask('heartbeat', {})]);
    stage.clock.advance(10_000);
    expect(await bob.next('roomUserCount')).toEqual({ count: 2 });
    await bob.ask('heartbeat', {});
    await ann.ask('heartbeat', {});
    stage.clock.advance(25_000);
    await Promise.all([ann.ask('heartbeat', {}), bob.ask('heartbeat', {})]);
    stage.clock.advance(10_000);
    expect(await bob.toldSoFar()).toEqual([]);
  });

  it.skipIf(elsewhere)('[ROOMS-30] a user who is kicked out hears why, and others hear them and their streams go', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room);
    const streamID = stage.fresh('s');
    await bob.ask('startPublishing', { streamID, transportID: await openSend(bob), tracks: [track('audio')], extraInfo: '' });
    await ann.next('roomUserUpdate');
    await ann.next('roomStreamUpdate');
    const asked = { appID: stage.app.appID, roomID: room as RoomID, userID: bob.params.user.userID as UserID, detail: 'be nice' };
    expect(kickUser(stage.server.cloud, asked)).toBe(true);
    expect(await bob.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'be nice' });
    expect((await bob.closed).code).toBe(4001);
    expect(await ann.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ streamID, code: 4 }] });
    expect(await ann.next('roomUserUpdate')).toMatchObject({ change: 'DELETE', users: [bob.params.user] });
    expect(kickUser(stage.server.cloud, asked)).toBe(false);
    const back = await stage.open();
    const { sessionID, sessionKey } = bob.snapshot;
    expect(await failureOf(back.ask('resumeRoom', { sessionID, sessionKey }))).toBe('KICKED_BY_SERVER');
  });

  it.skipIf(elsewhere)('[ROOMS-31] closing a room throws everybody out', async () => {
    const room = stage.fresh('room');
    const before = rooms();
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room);
    const asked = { appID: stage.app.appID, roomID: room as RoomID, detail: 'closing time' };
    expect(closeRoom(stage.server.cloud, asked)).toBe(true);
    for (const client of [ann, bob]) {
      expect(await client.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'closing time' });
      expect((await client.closed).code).toBe(4001);
    }
    expect(rooms()).toBe(before);
    expect(closeRoom(stage.server.cloud, asked)).toBe(false);
  });

  it.skipIf(elsewhere)('[ROOMS-32] a room whose last user left is gone, with its media', async () => {
    const before = { rooms: rooms(), media: await mediaRooms() };
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    expect(rooms()).toBe(before.rooms + 1);
    expect(await mediaRooms()).toBe(before.media + 1);
    await ann.ask('logoutRoom', {});
    expect(rooms()).toBe(before.rooms);
    expect(await mediaRooms()).toBe(before.media);
  });

  async function mediaRooms(): Promise<number> {
    const { workers } = await stage.engine.describe();
    return workers.reduce((sum, worker) => sum + worker.rooms, 0);
  }
});
