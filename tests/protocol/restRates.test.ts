import { type ActionName, actions } from '@liuyun/protocol/rest/actions';
import { describe, expect, it } from 'vitest';
import { apiOf, elsewhere, onStage } from './server.ts';

/** As documented: calls per second and app. Where nothing is documented the figure is ours. */
const RATES: { [A in ActionName]: number } = {
  DescribeUserNum: 10,
  DescribeUserList: 200,
  DescribeUsers: 10,
  DescribeSimpleStreamList: 50,
  KickoutUser: 50,
  CloseRoom: 1,
  SendBroadcastMessage: 100,
  SendBarrageMessage: 100,
  SendCustomCommand: 100,
  AddStream: 10,
  DeleteStream: 10,
  SetForbidUserRule: 10,
  DelForbidUserRule: 10,
  DescribeForbidUserRules: 10,
  SetForbidStreamRule: 10,
  DelForbidStreamRule: 10,
  DescribeForbidStreamRules: 10,
  ForbidRTCStream: 20,
  ResumeRTCStream: 20,
  ForbidRTCStreams: 20,
  ResumeRTCStreams: 20,
  DescribeRTCStreamState: 40,
  RevokeTokens: 20,
};

describe.skipIf(elsewhere)('server API: the documented rates, one by one', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);

  it.each(Object.entries(RATES) as [ActionName, number][])('[REST-8] %s is answered %i times a second', async (action, rate) => {
    const refused = action.includes('RTCStream') ? 30002 : 206;
    const codes: number[] = [];
    // Whatever the parameters are: too often is said first.
    for (let call = 0; call < rate + 3; call += 1) codes.push((await api.call(action)).Code);
    expect(codes.indexOf(refused)).toBe(rate);
    stage.clock.advance(1_000);
    expect((await api.call(action)).Code).not.toBe(refused);
  });

  it('[REST-8] DescribeSimpleStreamList is answered once in ten seconds for each room', async () => {
    stage.clock.advance(1_000);
    const ask = async (RoomId: string) => (await api.call('DescribeSimpleStreamList', { RoomId })).Code;
    expect([await ask('one'), await ask('one'), await ask('two')].map((code) => code === 207)).toEqual([false, true, false]);
    stage.clock.advance(9_999);
    expect(await ask('one')).toBe(207);
    stage.clock.advance(1);
    expect(await ask('one')).not.toBe(207);
  });

  it('[REST-8] no action is without a rate', () => {
    expect(Object.keys(RATES).sort()).toEqual(Object.keys(actions).sort());
  });
});
