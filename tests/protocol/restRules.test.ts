import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { start } from '../../server/compose.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { SqliteRuleStore } from '../../server/stores/sqlite/SqliteRuleStore.ts';
import { Client, failureOf } from './Client.ts';
import { track } from './rtp.ts';
import type { Values } from './ServerApiCaller.ts';
import {
  apiOf,
  elsewhere,
  type LoggedIn,
  loginParams,
  loseNetwork,
  onStage,
  openReceive,
  openSend,
  testConfig,
} from './server.ts';

const transports = new WeakMap<LoggedIn, Promise<string>>();
const sendTransport = (client: LoggedIn) => {
  const transport = transports.get(client) ?? openSend(client);
  transports.set(client, transport);
  return transport;
};
const publish = async (client: LoggedIn, streamID: string, tracks = [track('audio')]) =>
  client.ask('startPublishing', { streamID, transportID: await sendTransport(client), tracks, extraInfo: '' });
const play = async (client: LoggedIn, streamID: string) => {
  const { mediaCapabilities: capabilities } = client.snapshot;
  return client.ask('startPlaying', { streamID, transportID: await openReceive(client), capabilities, audio: true, video: true });
};

describe('server API: users who are kept out', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);
  const set = (values: Values) => {
    // Ten a second are permitted.
    if (!elsewhere) stage.clock.advance(200);
    return api.call('SetForbidUserRule', { 'DisabledPrivilege[0]': 1, EffectiveTime: 60, ...values });
  };
  const del = (values: Values) => api.call('DelForbidUserRule', values);
  const list = async (RuleType: number) =>
    ((await api.call('DescribeForbidUserRules', { RuleType })).Data as { RuleList: { UserId: string }[] }).RuleList;
  const login = (userID: string, roomID: string) => failureOf(stage.login(userID, roomID));

  it('[REST-50] SetForbidUserRule refuses who may not log in, DescribeForbidUserRules lists it, DelForbidUserRule lets them in', async () => {
    const [ann, room] = [stage.fresh('ann'), stage.fresh('room')];
    const before = Math.floor(stage.now() / 1000);
    const { Code, Data } = await set({ RuleType: 3, UserId: ann });
    expect(Code).toBe(0);
    expect((Data as { ExpireTime: number }).ExpireTime).toBeGreaterThanOrEqual(before + 60);
    expect(await login(ann, room)).toBe('USER_FORBIDDEN');
    expect(await login(stage.fresh('bob'), room)).toBe('ok');
    expect(await list(3)).toContainEqual({
      RuleType: 3,
      IP: '',
      RoomId: '',
      UserId: ann,
      DisabledPrivilegeList: [1],
      ExpireTime: (Data as { ExpireTime: number }).ExpireTime,
    });
    expect((await del({ RuleType: 3, UserId: ann })).Code).toBe(0);
    expect((await del({ RuleType: 3, UserId: ann })).Code).toBe(50124);
    expect(await login(ann, room)).toBe('ok');
  });

  it('[REST-50] rules speak of a room, or of a user in a room', async () => {
    const [ann, room, other] = [stage.fresh('ann'), stage.fresh('room'), stage.fresh('room')];
    await set({ RuleType: 4, UserId: ann, RoomId: room });
    expect(await login(ann, room)).toBe('USER_FORBIDDEN');
    expect(await login(ann, other)).toBe('ok');
    expect(await login(stage.fresh('bob'), room)).toBe('ok');
    await set({ RuleType: 2, RoomId: other });
    expect(await login(stage.fresh('bob'), other)).toBe('USER_FORBIDDEN');
  });

  it('[REST-51] who may not publish comes in and plays, and what is published already goes on', async () => {
    const room = stage.fresh('room');
    const [ann, bob] = [await stage.login(stage.fresh('ann'), room), await stage.login(stage.fresh('bob'), room)];
    const [first, second] = [stage.fresh('s'), stage.fresh('s')];
    await publish(ann, first);
    await set({ RuleType: 3, UserId: ann.params.user.userID, 'DisabledPrivilege[0]': 2 });
    expect(await failureOf(publish(ann, second))).toBe('STREAM_FORBIDDEN');
    expect(await failureOf(play(bob, first))).toBe('ok');
    expect(await login(ann.params.user.userID, stage.fresh('room'))).toBe('ok');
    const cat = await stage.login(stage.fresh('cat'), room);
    await set({ RuleType: 3, UserId: cat.params.user.userID });
    expect(await failureOf(publish(cat, stage.fresh('s')))).toBe('STREAM_FORBIDDEN');
  });

  it('[REST-52] a rule holds for a connection that was lost and comes back', async () => {
    const ann = await stage.login(stage.fresh('ann'), stage.fresh('room'));
    const { sessionID, sessionKey } = ann.snapshot;
    await loseNetwork(stage, ann);
    await set({ RuleType: 3, UserId: ann.params.user.userID });
    const back = await stage.open();
    expect(await failureOf(back.ask('resumeRoom', { sessionID, sessionKey }))).toBe('USER_FORBIDDEN');
  });

  it('[REST-50] a later rule about the same counts; what is no rule is 2', async () => {
    const ann = stage.fresh('ann');
    await set({ RuleType: 3, UserId: ann });
    await set({ RuleType: 3, UserId: ann, 'DisabledPrivilege[0]': 2 });
    expect((await list(3)).filter(({ UserId }) => UserId === ann)).toMatchObject([{ DisabledPrivilegeList: [2] }]);
    const wrongs: Values[] = [
      { RuleType: 5, UserId: ann },
      { RuleType: 1, UserId: ann },
      { RuleType: 1, IP: '10.0.0.256' },
      { RuleType: 2, UserId: ann },
      { RuleType: 4, UserId: ann },
      { RuleType: 3, UserId: ann, EffectiveTime: 0 },
      { RuleType: 3, UserId: ann, EffectiveTime: 86_401 },
      { RuleType: 3, UserId: ann, 'DisabledPrivilege[0]': 3 },
    ];
    for (const wrong of wrongs) expect([wrong, (await set(wrong)).Code]).toEqual([wrong, 2]);
  });

  it.skipIf(elsewhere)(
    '[REST-50][REST-11] whole addresses are kept out, in whatever way they are written, and not logged',
    async () => {
      const room = stage.fresh('room');
      expect((await set({ RuleType: 1, IP: '::ffff:127.0.0.1' })).Code).toBe(0);
      expect(await list(1)).toMatchObject([{ IP: '127.0.0.1' }]);
      expect(await login(stage.fresh('ann'), room)).toBe('USER_FORBIDDEN');
      expect((await del({ RuleType: 1, IP: '127.0.0.1' })).Code).toBe(0);
      expect(await login(stage.fresh('ann'), room)).toBe('ok');
      expect(stage.logLines.join('\n')).not.toContain('127.0.0.1');
    },
  );
});

describe.skipIf(elsewhere)('server API: rules and time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liuyun-rest-rules-'));
  const stage = onStage({ fakeClock: true, overrides: { ruleStore: SqliteRuleStore.open(folder) } });
  const api = apiOf(stage);
  afterAll(() => rmSync(folder, { recursive: true }));
  const forbid = (UserId: string, EffectiveTime: number) =>
    api.call('SetForbidUserRule', { RuleType: 3, UserId, 'DisabledPrivilege[]': 1, EffectiveTime });

  it('[REST-53] a rule ends when its time is up', async () => {
    await forbid('ann', 5);
    expect(await failureOf(stage.login('ann', 'room'))).toBe('USER_FORBIDDEN');
    stage.clock.advance(5_000);
    expect(await failureOf(stage.login('ann', 'room'))).toBe('ok');
  });

  it('[REST-53] rules hold over a restart', async () => {
    await forbid('bob', 3_600);
    await api.call('ForbidRTCStream', { StreamId: 'bad', Sequence: 1 });
    const store = new MemoryAppStore();
    await store.create(stage.app);
    const again = await start(testConfig(folder), {
      engine: createFakeMediaEngine(),
      store,
      ruleStore: SqliteRuleStore.open(folder),
      clock: stage.clock,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    try {
      const [bob, cat] = [await Client.open(again.signallingUrl), await Client.open(again.signallingUrl)];
      expect(await failureOf(bob.ask('loginRoom', loginParams(stage, { userID: 'bob', roomID: 'room' })))).toBe('USER_FORBIDDEN');
      const params = loginParams(stage, { userID: 'cat', roomID: 'room' });
      const loggedIn = Object.assign(cat, { snapshot: await cat.ask('loginRoom', params), params });
      expect(await failureOf(publish(loggedIn, 'bad'))).toBe('STREAM_FORBIDDEN');
      for (const client of [bob, cat]) await client.vanish();
    } finally {
      await again.close();
    }
  });

  it('[REST-54] of each type so many rules are in force, and no more', async () => {
    let count = 0;
    const set = (RuleType: number, IP: string) => {
      // Ten a second are permitted.
      if (++count % 10 === 0) stage.clock.advance(1_000);
      return api.call('SetForbidUserRule', { RuleType, IP, 'DisabledPrivilege[]': 1, EffectiveTime: 3_600 });
    };
    for (let at = 0; at < 100; at += 1) expect((await set(1, `10.0.0.${at}`)).Code).toBe(0);
    expect((await set(1, '10.0.0.100')).Code).toBe(50123);
    expect((await set(1, '10.0.0.7')).Code).toBe(0);
    stage.clock.advance(3_600_000);
    expect((await set(1, '10.0.0.100')).Code).toBe(0);
  });
});

describe('server API: streams that are forbidden', () => {
  const stage = onStage();
  const api = apiOf(stage);
  let last = 0;
  const begun = Date.now() * 1_000;
  const Sequence = () => String(begun + ++last);
  const two = async () => {
    const room = stage.fresh('room');
    return { room, ann: await stage.login(stage.fresh('ann'), room), bob: await stage.login(stage.fresh('bob'), room) };
  };

  it('[REST-60] ForbidRTCStream ends the stream and its name until ResumeRTCStream', async () => {
    const { ann, bob } = await two();
    const StreamId = stage.fresh('s');
    await publish(ann, StreamId);
    await play(bob, StreamId);
    expect((await api.call('ForbidRTCStream', { StreamId, Sequence: Sequence() })).Code).toBe(0);
    expect(await ann.next('publishingEnded')).toEqual({ streamID: StreamId, failure: 'STREAM_FORBIDDEN', detail: '' });
    expect(await bob.next('playingEnded')).toEqual({ streamID: StreamId, failure: 'PLAY_FORBIDDEN' });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'ADD' });
    expect(await bob.next('roomStreamUpdate')).toMatchObject({ change: 'DELETE', reasons: [{ code: 6 }] });
    expect(await failureOf(publish(ann, StreamId))).toBe('STREAM_FORBIDDEN');
    expect(await failureOf(play(bob, StreamId))).toBe('PLAY_FORBIDDEN');
    expect((await api.call('ResumeRTCStream', { StreamId, Sequence: Sequence() })).Code).toBe(0);
    await publish(ann, StreamId);
    expect((await play(bob, StreamId)).tracks).toHaveLength(1);
    expect(await bob.toldSoFar()).not.toContain('playingEnded');
  });

  it('[REST-61] ForbidRTCStreams and ResumeRTCStreams: several at once, all or none, and in the order in which they were sent', async () => {
    const { ann } = await two();
    const [one, other] = [stage.fresh('s'), stage.fresh('s')];
    const late = Sequence();
    const forbid = (StreamId: string[], sequence: string) => api.call('ForbidRTCStreams', { StreamId, Sequence: sequence });
    expect((await forbid([one], Sequence())).Code).toBe(0);
    expect((await forbid([one, other], late)).Code).toBe(42003);
    expect((await api.call('ForbidRTCStream', { StreamId: one, Sequence: late })).Code).toBe(42001);
    expect((await api.call('ResumeRTCStream', { StreamId: one, Sequence: late })).Code).toBe(42002);
    expect((await api.call('ResumeRTCStreams', { StreamId: [one], Sequence: late })).Code).toBe(42004);
    expect(await failureOf(publish(ann, other))).toBe('ok');
    expect(await failureOf(publish(ann, one))).toBe('STREAM_FORBIDDEN');
    expect((await api.call('ResumeRTCStreams', { StreamId: [one, other], Sequence: Sequence() })).Code).toBe(0);
    expect(await failureOf(publish(ann, one))).toBe('ok');
    expect(
      (
        await forbid(
          Array.from({ length: 21 }, (_, at) => `s${at}`),
          Sequence(),
        )
      ).Code,
    ).toBe(30006);
    expect((await forbid(['a b'], Sequence())).Code).toBe(30009);
    expect((await forbid(['s'], 'soon')).Code).toBe(2);
  });

  it('[REST-62] DescribeRTCStreamState says whether a stream is published, and when it was', async () => {
    const { ann } = await two();
    const StreamId = stage.fresh('s');
    const state = () => api.call('DescribeRTCStreamState', { StreamId, Sequence: 7 });
    expect((await state()).Code).toBe(41004);
    await publish(ann, StreamId);
    const live = await state();
    expect(live).toMatchObject({ Code: 0, Data: { create_time: expect.stringMatching(/^\d{10}$/), close_time: '' } });
    await ann.ask('stopPublishing', { streamID: StreamId });
    const { create_time } = live.Data as { create_time: string };
    expect(await state()).toMatchObject({ Code: 41006, Data: { create_time, close_time: expect.stringMatching(/^\d{10}$/) } });
  });
});

describe.skipIf(elsewhere)('server API: tracks that are forbidden', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);
  const muted = ({ tracks }: { tracks: { kind: string; muted: boolean }[] }) =>
    tracks.filter((one) => one.muted).map(({ kind }) => kind);

  it('[REST-63] SetForbidStreamRule silences a stream at once and when it comes back, for a time', async () => {
    const [ann, bob] = [await stage.login('ann', 'room'), await stage.login('bob', 'room')];
    const both = [track('audio'), track('video')];
    await publish(ann, 's', both);
    const named = { RoomId: 'room', StreamId: 's' };
    expect((await api.call('SetForbidStreamRule', { ...named, DisableAudio: 1, EffectiveTime: 10 })).Code).toBe(0);
    expect(muted(await bob.next('streamTracksUpdate'))).toEqual(['audio']);
    await ann.ask('muteTrack', { streamID: 's', kind: 'video', muted: true });
    expect(muted(await bob.next('streamTracksUpdate'))).toEqual(['audio', 'video']);
    await ann.ask('muteTrack', { streamID: 's', kind: 'audio', muted: false });
    const rules = await api.call('DescribeForbidStreamRules', { RoomId: 'room', StreamId: ['s', 'none'] });
    expect(rules.Data).toEqual({
      RoomId: 'room',
      ForbidStreamRuleList: [
        { StreamId: 's', DisableAudio: 1, DisableVideo: 0, CreateTime: Math.floor(stage.now() / 1000), EffectiveTime: 10 },
        { StreamId: 'none', DisableAudio: 0, DisableVideo: 0, CreateTime: 0, EffectiveTime: 0 },
      ],
    });
    await publish(ann, 's', both);
    expect(muted((await play(bob, 's')).tracks.length > 0 ? await play(bob, 's') : { tracks: [] })).toEqual(['audio']);
    stage.clock.advance(10_500);
    expect(muted(await bob.next('streamTracksUpdate'))).toEqual([]);
  });

  it('[REST-63] a rule that meets a change of mute under way wins, and what the publisher wanted counts when it ends', async () => {
    const ann = await stage.login('ann3', 'room3');
    await publish(ann, 's3');
    const { cloud } = stage.server;
    const named = { RoomId: 'room3', StreamId: 's3' };
    const forbidden = () =>
      cloud.rulesOf(stage.app.appID).forbidsTrack({ roomID: 'room3', streamID: 's3', kind: 'audio' }, stage.now());
    const nowMuted = async (name: string) =>
      muted((await stage.login(stage.fresh(name), 'room3')).snapshot.streams[0] ?? { tracks: [] });
    for (const wanted of [false, true]) {
      await ann.ask('muteTrack', { streamID: 's3', kind: 'audio', muted: !wanted });
      const release = stage.engine.holdNext('mute');
      const muting = ann.ask('muteTrack', { streamID: 's3', kind: 'audio', muted: wanted });
      await ann.ask('heartbeat', {});
      const ruled = api.call('SetForbidStreamRule', { ...named, DisableAudio: 1 });
      await expect.poll(forbidden).toBe(true);
      release();
      await muting;
      expect((await ruled).Code).toBe(0);
      expect(await nowMuted('cat')).toEqual(['audio']);
      expect((await api.call('DelForbidStreamRule', named)).Code).toBe(0);
      expect(await nowMuted('dan')).toEqual(wanted ? ['audio'] : []);
    }
  });

  it('[REST-63] a mute that meets the end of a rule holds, and so does the next rule', async () => {
    const ann = await stage.login('ann4', 'room4');
    await publish(ann, 's4');
    const named = { RoomId: 'room4', StreamId: 's4' };
    const nowMuted = async () => muted((await stage.login(stage.fresh('cat'), 'room4')).snapshot.streams[0] ?? { tracks: [] });
    const forbidden = () =>
      stage.server.cloud.rulesOf(stage.app.appID).forbidsTrack({ roomID: 'room4', streamID: 's4', kind: 'audio' }, stage.now());
    for (const meanwhile of ['mute', 'rule'] as const) {
      await ann.ask('muteTrack', { streamID: 's4', kind: 'audio', muted: false });
      expect((await api.call('SetForbidStreamRule', { ...named, DisableAudio: 1 })).Code).toBe(0);
      const release = stage.engine.holdNext('mute');
      const ended = api.call('DelForbidStreamRule', named);
      await expect.poll(forbidden).toBe(false);
      const next =
        meanwhile === 'mute'
          ? ann.ask('muteTrack', { streamID: 's4', kind: 'audio', muted: true })
          : api.call('SetForbidStreamRule', { ...named, DisableAudio: 1 });
      if (meanwhile === 'mute') await ann.ask('heartbeat', {});
      else await expect.poll(forbidden).toBe(true);
      release();
      await Promise.all([ended, next]);
      expect(await nowMuted()).toEqual(['audio']);
    }
  });

  it('[REST-63] the last rule counts, DescribeForbidStreamRules says which; what the publisher muted stays muted after DelForbidStreamRule', async () => {
    const [ann, bob] = [await stage.login('ann2', 'room2'), await stage.login('bob2', 'room2')];
    await publish(ann, 's2', [track('audio'), track('video')]);
    const named = { RoomId: 'room2', StreamId: 's2' };
    await api.call('SetForbidStreamRule', { ...named, DisableAudio: 1, DisableVideo: 1 });
    expect(muted(await bob.next('streamTracksUpdate'))).toEqual(['audio', 'video']);
    await ann.ask('muteTrack', { streamID: 's2', kind: 'audio', muted: true });
    await api.call('SetForbidStreamRule', { ...named, DisableAudio: 1 });
    expect(muted(await bob.next('streamTracksUpdate'))).toEqual(['audio']);
    const { Data } = await api.call('DescribeForbidStreamRules', { RoomId: 'room2', StreamId: ['s2'] });
    expect(Data).toMatchObject({ ForbidStreamRuleList: [{ StreamId: 's2', DisableAudio: 1, DisableVideo: 0 }] });
    expect((await api.call('DelForbidStreamRule', named)).Code).toBe(0);
    expect((await api.call('DelForbidStreamRule', named)).Code).toBe(50124);
    await ann.ask('muteTrack', { streamID: 's2', kind: 'audio', muted: false });
    expect(muted(await bob.next('streamTracksUpdate'))).toEqual([]);
    expect((await api.call('SetForbidStreamRule', named)).Code).toBe(2);
  });
});
