import { describe, expect, it } from 'vitest';
import type { Values } from './ServerApiCaller.ts';
import { apiOf, elsewhere, onStage } from './server.ts';

describe('server API: users', () => {
  const stage = onStage();
  const api = apiOf(stage);

  it('[REST-20] KickoutUser throws users out with the custom reason', async () => {
    const room = stage.fresh('room');
    const [ann, bob, cat] = [
      await stage.login(stage.fresh('ann'), room, { userUpdate: true }),
      await stage.login(stage.fresh('bob'), room),
      await stage.login(stage.fresh('cat'), room),
    ];
    const users = [bob, cat].map(({ params }) => params.user.userID);
    const answer = await api.call('KickoutUser', {
      RoomId: room,
      UserId: [...users, 'nobody'],
      CustomReason: '守规矩 & be nice',
    });
    expect(answer).toEqual({ Code: 0, Message: 'success', RequestId: expect.stringMatching(/^[0-9a-f]{32}$/), Data: {} });
    for (const client of [bob, cat]) {
      expect(await client.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: '守规矩 & be nice' });
      expect((await client.closed).code).toBe(4001);
    }
    expect((await api.call('KickoutUser', { RoomId: room, UserId: users })).Code).toBe(105);
    expect((await api.call('KickoutUser', { RoomId: stage.fresh('none'), UserId: users })).Code).toBe(104);
    expect((await api.call('KickoutUser', { RoomId: room, UserId: ['1', '2', '3', '4', '5', '6'] })).Code).toBe(50011);
    const annsID = ann.params.user.userID;
    expect((await api.call('KickoutUser', { RoomId: room, UserId: annsID, CustomReason: 'x'.repeat(257) })).Code).toBe(3);
    expect((await api.call('KickoutUser', { RoomId: room, UserId: annsID })).Code).toBe(0);
    expect(await ann.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: '' });
  });

  it('[REST-21] DescribeUserNum counts, up to ten rooms at once', async () => {
    const [room, none] = [stage.fresh('room'), stage.fresh('none')];
    for (const name of ['ann', 'bob']) await stage.login(stage.fresh(name), room);
    expect((await api.call('DescribeUserNum', { RoomId: [room, none] })).Data).toEqual({
      UserCountList: [
        { RoomId: room, UserCount: 2, AdminUserCount: 0 },
        { RoomId: none, UserCount: 0, AdminUserCount: 0 },
      ],
    });
    const eleven = Array.from({ length: 11 }, (_, at) => `r${at}`);
    expect((await api.call('DescribeUserNum', { RoomId: eleven })).Code).toBe(2);
  });

  it('[REST-22] DescribeUsers says who is there and since when', async () => {
    const room = stage.fresh('room');
    const before = stage.now();
    const ann = await stage.login(stage.fresh('ann'), room);
    const asked = { RoomId: room, UserId: [ann.params.user.userID, 'nobody'] };
    const { Data } = await api.call('DescribeUsers', asked);
    const { UserStatusList: list } = Data as { UserStatusList: { LoginTime: number }[] };
    expect(list).toEqual([
      { UserId: ann.params.user.userID, Status: 1, LoginTime: expect.any(Number), UserRole: 2 },
      { UserId: 'nobody', Status: 0, LoginTime: 0, UserRole: 2 },
    ]);
    expect(list[0]?.LoginTime).toBeGreaterThanOrEqual(before - 1_000);
    expect((await api.call('DescribeUsers', { ...asked, UserId: Array.from({ length: 11 }, (_, at) => `u${at}`) })).Code).toBe(
      50011,
    );
  });

  it('[REST-24] CloseRoom throws everybody out with the custom reason', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await stage.login(stage.fresh('ann'), room), await stage.login(stage.fresh('bob'), room)];
    const answer = await api.call('CloseRoom', { RoomId: room, CustomReason: 'closing time', RoomCloseCallback: true });
    expect(answer).toMatchObject({ Code: 0, Data: {} });
    for (const client of [ann, bob]) {
      expect(await client.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'closing time' });
    }
    expect(await api.call('CloseRoom', { RoomId: room })).toMatchObject({ Code: 206 });
  });
});

describe.skipIf(elsewhere)('server API: lists of users', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);
  const page = async (values: { RoomId: string; [name: string]: string | number }) => {
    stage.clock.advance(1_000);
    const { Code, Data } = await api.call('DescribeUserList', values);
    expect(Code).toBe(0);
    const { Marker, UserList } = Data as { Marker: string; UserList: { UserId: string }[] };
    return { marker: Marker, users: UserList.map(({ UserId }) => UserId) };
  };

  it('[REST-23] DescribeUserList pages in either order, while people come and go', async () => {
    const room = stage.fresh('room');
    const clients = [];
    for (const name of ['e', 'd', 'c', 'b', 'a']) {
      // Two of them in the same millisecond.
      if (name !== 'c') stage.clock.advance(10);
      clients.push(await stage.login(name, room));
    }
    expect(await page({ RoomId: room })).toEqual({ marker: '', users: ['e', 'c', 'd', 'b', 'a'] });
    const first = await page({ RoomId: room, Limit: 2 });
    expect(first.users).toEqual(['e', 'c']);
    await clients[2]?.ask('logoutRoom', {});
    await stage.login('f', room);
    const second = await page({ RoomId: room, Limit: 2, Marker: first.marker });
    expect(second.users).toEqual(['d', 'b']);
    expect(await page({ RoomId: room, Limit: 2, Marker: second.marker })).toEqual({ marker: '', users: ['a', 'f'] });
    const latest = await page({ RoomId: room, Mode: 1, Limit: 3 });
    expect(latest.users).toEqual(['f', 'a', 'b']);
    expect(await page({ RoomId: room, Mode: 1, Limit: 3, Marker: latest.marker })).toEqual({ marker: '', users: ['d', 'e'] });
    expect(await page({ RoomId: 'nowhere' })).toEqual({ marker: '', users: [] });
  });

  it('[REST-23] a Limit, Mode or Marker that is none is 2', async () => {
    const wrongs: Values[] = [{ Limit: 201 }, { Limit: -1 }, { Limit: '2.5' }, { Mode: 2 }, { Marker: 'x' }, { Marker: '-a' }];
    for (const wrong of wrongs) {
      stage.clock.advance(1_000);
      expect((await api.call('DescribeUserList', { RoomId: 'r', ...wrong })).Code).toBe(2);
    }
  });

  it('[REST-8] a list is given once per second and room', async () => {
    stage.clock.advance(1_000);
    const codes = [];
    for (const RoomId of ['one', 'one', 'two']) codes.push((await api.call('DescribeUserList', { RoomId })).Code);
    stage.clock.advance(1_000);
    codes.push((await api.call('DescribeUserList', { RoomId: 'one' })).Code);
    expect(codes).toEqual([0, 207, 0, 0]);
  });

  it('[REST-24] a room that does not exist cannot be closed', async () => {
    expect((await api.call('CloseRoom', { RoomId: 'nowhere' })).Code).toBe(104);
  });
});
