import { describe, expect, it } from 'vitest';
import { apiOf, onStage } from './server.ts';

describe('server API: messages', () => {
  const stage = onStage();
  const api = apiOf(stage);
  const three = async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await stage.login(stage.fresh('ann'), room), await stage.login(stage.fresh('bob'), room)];
    return { room, ann, bob, annsID: ann.params.user.userID, bobsID: bob.params.user.userID };
  };

  it('[REST-30] SendBroadcastMessage reaches everybody but the client of the sender’s name, which need not be there', async () => {
    const { room, ann, bob, annsID } = await three();
    const message = { RoomId: room, MessageCategory: 1 };
    const first = await api.call('SendBroadcastMessage', {
      ...message,
      UserId: 'system',
      UserName: 'The house',
      MessageContent: '<b>大家好</b>',
    });
    const second = await api.call('SendBroadcastMessage', { ...message, UserId: annsID, MessageContent: 'as ann' });
    const [one, two] = [first, second].map(({ Data }) => (Data as { MessageId: number }).MessageId);
    expect(Number(two)).toBeGreaterThan(Number(one));
    const fromUser = { userID: 'system', userName: 'The house' };
    for (const client of [ann, bob]) {
      expect(await client.next('broadcastMessages')).toMatchObject({
        messages: [{ fromUser, message: '<b>大家好</b>', messageID: one }],
      });
    }
    const asAnn = { fromUser: { userID: annsID, userName: annsID }, message: 'as ann', messageID: two };
    expect(await bob.next('broadcastMessages')).toMatchObject({ messages: [asAnn] });
    expect(await ann.toldSoFar()).not.toContain('broadcastMessages');
  });

  it('[REST-30] what is no message has its documented code', async () => {
    const { room } = await three();
    const send = async (change: { [name: string]: string | number }) =>
      (await api.call('SendBroadcastMessage', { RoomId: room, UserId: 'u', MessageCategory: 2, MessageContent: 'x', ...change }))
        .Code;
    expect(await send({ MessageContent: '名'.repeat(341) })).toBe(0);
    expect(await send({ MessageContent: '名'.repeat(342) })).toBe(3);
    expect(await send({ MessageContent: '' })).toBe(1008);
    expect(await send({ MessageCategory: 3 })).toBe(2);
    expect(await send({ RoomId: stage.fresh('none') })).toBe(104);
  });

  it('[REST-31] SendBarrageMessage reaches the room and counts with its barrages', async () => {
    const { room, ann } = await three();
    const send = () => api.call('SendBarrageMessage', { RoomId: room, UserId: 'tv', MessageCategory: 2, MessageContent: '666' });
    const { Code, Data } = await send();
    expect(Code).toBe(0);
    const { MessageId } = Data as { MessageId: string };
    expect(MessageId).toEqual(expect.any(String));
    expect(await ann.next('barrageMessages')).toMatchObject({ messages: [{ message: '666', messageID: MessageId }] });
    const none = { RoomId: stage.fresh('none'), UserId: 'tv', MessageCategory: 2, MessageContent: '6' };
    expect((await api.call('SendBarrageMessage', none)).Code).toBe(104);
  });

  it('[REST-32] SendCustomCommand reaches whom it names or everybody, and names who was not there', async () => {
    const { room, ann, bob, annsID, bobsID } = await three();
    const send = (values: { [name: string]: string | string[] }) =>
      api.call('SendCustomCommand', { RoomId: room, FromUserId: 'judge', MessageContent: 'mute', ...values });
    expect((await send({ ToUserId: [annsID, 'gone'] })).Data).toEqual({ FailUsers: [{ Uid: 'gone', Code: 50003 }] });
    expect((await send({ ToUserId: ['gone'], MessageContent: 'for nobody' })).Data).toEqual({
      FailUsers: [{ Uid: 'gone', Code: 50003 }],
    });
    expect((await send({ MessageContent: 'for all' })).Data).toEqual({ FailUsers: [] });
    expect((await send({ FromUserId: bobsID, MessageContent: 'by bob' })).Data).toEqual({ FailUsers: [] });
    const fromUser = { userID: 'judge', userName: 'judge' };
    expect(await ann.next('customCommand')).toMatchObject({ fromUser, command: 'mute' });
    for (const client of [ann, bob]) expect(await client.next('customCommand')).toMatchObject({ fromUser, command: 'for all' });
    expect(await ann.next('customCommand')).toMatchObject({ command: 'by bob' });
    expect(await bob.toldSoFar()).not.toContain('customCommand');
    expect((await send({ ToUserId: Array.from({ length: 11 }, (_, at) => `u${at}`) })).Code).toBe(50011);
    expect((await send({ MessageContent: 'x'.repeat(1025) })).Code).toBe(50012);
    expect((await send({ RoomId: stage.fresh('none') })).Code).toBe(104);
  });
});
