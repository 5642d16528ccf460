import { describe, expect, it } from 'vitest';
import { apiOf, onStage } from './server.ts';

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
});
