import { ROOMS_PER_USER } from '@liuyun/protocol';
import { describe, expect, it } from 'vitest';
import { failureOf } from './Client.ts';
import { track } from './rtp.ts';
import { type LoggedIn, loginParams, loseNetwork, onStage, openReceive, openSend, type Stage } from './server.ts';

const someClient = () => Array.from({ length: 32 }, () => Math.floor(Math.random() * 16).toString(16)).join('');

/** One client of a user in so many rooms. */
async function inRooms(stage: Stage, count: number, userID = stage.fresh('ann'), clientID = someClient()) {
  const rooms: LoggedIn[] = [];
  const enter = async (roomID = stage.fresh('room')) => {
    const room = await stage.login(userID, roomID, { clientID });
    rooms.push(room);
    return room;
  };
  while (rooms.length < count) await enter();
  return { userID, clientID, rooms, enter };
}

const present = async (client: LoggedIn) => (await failureOf(client.ask('sendBarrageMessage', { message: 'here' }))) === 'ok';

describe('one user in several rooms', () => {
  const stage = onStage();

  it('[ROOMS-40] sessions of one client live side by side, and one ends without the others', async () => {
    const { rooms } = await inRooms(stage, 3);
    const [first, second, third] = rooms as [LoggedIn, LoggedIn, LoggedIn];
    expect(await Promise.all(rooms.map(present))).toEqual([true, true, true]);
    await second.ask('logoutRoom', {});
    expect(await Promise.all([first, third].map(present))).toEqual([true, true]);
    expect(await first.toldSoFar()).toEqual([]);
  });

  it('[ROOMS-41] one room too many is ROOM_QUOTA and disturbs none; leaving one makes room', async () => {
    const { rooms, enter } = await inRooms(stage, ROOMS_PER_USER);
    expect(await failureOf(enter())).toBe('ROOM_QUOTA');
    expect(await Promise.all(rooms.map(present))).toEqual(rooms.map(() => true));
    await rooms[0]?.ask('logoutRoom', {});
    expect(await failureOf(enter())).toBe('ok');
  });

  it('[ROOMS-41] the quota is exact when all come at once', async () => {
    const { userID, clientID } = await inRooms(stage, 0);
    const together = Array.from({ length: ROOMS_PER_USER + 3 }, () =>
      failureOf(stage.login(userID, stage.fresh('room'), { clientID })),
    );
    expect((await Promise.all(together)).filter((failure) => failure === 'ROOM_QUOTA')).toHaveLength(3);
  });

  it('[ROOMS-42] another client of the user ends them all, with several rooms or without', async () => {
    for (const clientID of [someClient(), undefined]) {
      const { userID, rooms } = await inRooms(stage, 2);
      const other = await stage.login(userID, stage.fresh('room'), clientID ? { clientID } : {});
      for (const room of rooms) {
        expect(await room.next('kickedOut')).toEqual({ failure: 'KICKED_BY_OTHER_LOGIN', detail: '' });
        expect((await room.closed).code).toBe(4001);
      }
      expect(await present(other)).toBe(true);
    }
  });

  it('[ROOMS-42] and a client with one room is ended by one that may have several', async () => {
    const userID = stage.fresh('ann');
    const single = await stage.login(userID, stage.fresh('room'));
    await inRooms(stage, 1, userID);
    expect(await single.next('kickedOut')).toMatchObject({ failure: 'KICKED_BY_OTHER_LOGIN' });
  });

  it('[ROOMS-43] a client that lost one room comes back to it beside its others', async () => {
    const { rooms } = await inRooms(stage, 2);
    const [first, second] = rooms as [LoggedIn, LoggedIn];
    await loseNetwork(stage, first);
    const back = await stage.open();
    expect(await failureOf(back.ask('loginRoom', { ...first.params, reconnecting: true }))).toBe('ok');
    expect(await present(second)).toBe(true);
    expect(await second.toldSoFar()).toEqual([]);
  });

  it('[ROOMS-43] but not while the user is present at another client', async () => {
    const { rooms, userID } = await inRooms(stage, 2);
    const other = await stage.login(userID, stage.fresh('room'));
    for (const room of rooms) {
      const back = await stage.open();
      expect(await failureOf(back.ask('loginRoom', { ...room.params, reconnecting: true }))).toBe('USER_ACTIVE_ELSEWHERE');
    }
    expect(await present(other)).toBe(true);
  });

  it('[ROOMS-44] a second session of the same client in the same room takes the place of the first', async () => {
    const { rooms, enter } = await inRooms(stage, ROOMS_PER_USER);
    const [first, second] = rooms as [LoggedIn, LoggedIn];
    const again = await enter(first.params.roomID);
    expect((await first.closed).code).toBe(4001);
    expect(await Promise.all([again, second].map(present))).toEqual([true, true]);
    expect(again.snapshot.userCount).toBe(1);
  });

  it('[ROOMS-45] what happens in one room is not told in the other, but a stream of either can be played', async () => {
    const { rooms } = await inRooms(stage, 2);
    const [first, second] = rooms as [LoggedIn, LoggedIn];
    const bob = await stage.login(stage.fresh('bob'), first.params.roomID);
    const streamID = stage.fresh('s');
    const tracks = [track('audio'), track('video')];
    await bob.ask('startPublishing', { streamID, transportID: await openSend(bob), tracks, extraInfo: '' });
    await bob.ask('sendBroadcastMessage', { message: 'hello' });
    expect((await first.next('roomStreamUpdate')).streams[0]?.streamID).toBe(streamID);
    expect((await first.next('broadcastMessages')).messages[0]?.message).toBe('hello');
    expect(await second.toldSoFar()).toEqual([]);
    const capabilities = second.snapshot.mediaCapabilities;
    const playing = { streamID, transportID: await openReceive(second), capabilities, audio: true, video: true };
    expect((await second.ask('startPlaying', playing)).tracks).not.toHaveLength(0);
  });

  it('[ROOMS-40] a clientID that is none is refused', async () => {
    const client = await stage.open();
    const params = loginParams(stage, { userID: stage.fresh('ann'), roomID: stage.fresh('room') });
    for (const clientID of ['', 'x'.repeat(32), 'a'.repeat(33), 7 as never]) {
      expect(await failureOf(client.ask('loginRoom', { ...params, clientID }))).toBe('INPUT_PARAM');
    }
  });
});
