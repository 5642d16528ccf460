import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { start } from '../../server/compose.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { SqliteRuleStore } from '../../server/stores/sqlite/SqliteRuleStore.ts';
import { Client, failureOf } from './Client.ts';
import { track } from './rtp.ts';
import { ServerApiCaller } from './ServerApiCaller.ts';
import {
  apiOf,
  elsewhere,
  type LoggedIn,
  loginParams,
  loseNetwork,
  onStage,
  openReceive,
  openSend,
  type Stage,
  testConfig,
} from './server.ts';

async function loginWith(stage: Stage, { userID, roomID, token }: { userID: string; roomID: string; token: string }) {
  const client = await stage.open();
  return failureOf(client.ask('loginRoom', loginParams(stage, { userID, roomID, token })));
}

async function resume(stage: Stage, { sessionID, sessionKey }: { sessionID: string; sessionKey: string }) {
  return failureOf((await stage.open()).ask('resumeRoom', { sessionID, sessionKey }));
}

const publish = async (client: LoggedIn, streamID: string, transportID: string) =>
  failureOf(client.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' }));

describe('kicks, bans and revoked tokens', () => {
  const stage = onStage({ fakeClock: true });
  const api = apiOf(stage);
  const join2 = async () => {
    const roomID = stage.fresh('room');
    const userID = stage.fresh('eve');
    const token = stage.token(userID);
    return { roomID, userID, token, eve: await stage.login(userID, roomID, { token }) };
  };
  const pass = (ms: number) => {
    if (!elsewhere) stage.clock.advance(ms);
  };

  it('[SEC-3] a kick ends the session, its key and its streams; it bans nobody: the same token lets in again', async () => {
    const { roomID, userID, token, eve } = await join2();
    const streamID = stage.fresh('s');
    expect(await publish(eve, streamID, await openSend(eve))).toBe('ok');
    expect((await api.call('KickoutUser', { RoomId: roomID, UserId: [userID], CustomReason: 'out' })).Code).toBe(0);
    expect(await eve.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'out' });
    expect(await resume(stage, eve.snapshot)).toBe('KICKED_BY_SERVER');
    expect(await loginWith(stage, { userID, roomID, token })).toBe('ok');
  });

  it.skipIf(elsewhere)(
    '[SEC-4] a ban holds for login, reconnection, publishing, data and playing, of who is in already too',
    async () => {
      const { roomID, userID, token, eve } = await join2();
      const ann = await stage.login(stage.fresh('ann'), roomID);
      const [annStream, annData] = [stage.fresh('ann-s'), stage.fresh('ann-d')];
      const annSend = await openSend(ann);
      expect(await publish(ann, annStream, annSend)).toBe('ok');
      await ann.ask('startBroadcastingData', { streamID: annData, transportID: annSend, sctp: { streamId: 1 } });
      const [send, receive] = [await openSend(eve), await openReceive(eve)];
      const play = () =>
        failureOf(
          eve.ask('startPlaying', {
            streamID: annStream,
            transportID: receive,
            capabilities: eve.snapshot.mediaCapabilities,
            audio: true,
            video: true,
          }),
        );
      const subscribe = () => failureOf(eve.ask('startSubscribingData', { streamID: annData, transportID: receive }));
      const broadcast = () =>
        failureOf(eve.ask('startBroadcastingData', { streamID: stage.fresh('d'), transportID: send, sctp: { streamId: 1 } }));
      const ban = { RuleType: 3, UserId: userID, DisabledPrivilege: [1], EffectiveTime: 60 };
      expect((await api.call('SetForbidUserRule', ban)).Code).toBe(0);
      expect([await play(), await subscribe()]).toEqual(['PLAY_FORBIDDEN', 'PLAY_FORBIDDEN']);
      expect([await publish(eve, stage.fresh('s'), send), await broadcast()]).toEqual(['STREAM_FORBIDDEN', 'STREAM_FORBIDDEN']);
      await loseNetwork(stage, eve);
      expect(await resume(stage, eve.snapshot)).toBe('USER_FORBIDDEN');
      expect(await loginWith(stage, { userID, roomID, token })).toBe('USER_FORBIDDEN');
      pass(61_000);
      expect(await loginWith(stage, { userID, roomID, token: stage.token(userID) })).toBe('ok');
    },
  );

  it.skipIf(elsewhere)('[SEC-4] who may not publish may not send data either', async () => {
    const { userID, eve } = await join2();
    const ban = { RuleType: 3, UserId: userID, DisabledPrivilege: [2], EffectiveTime: 60 };
    expect((await api.call('SetForbidUserRule', ban)).Code).toBe(0);
    const sctp = { streamId: 1 };
    const broadcast = eve.ask('startBroadcastingData', { streamID: stage.fresh('d'), transportID: await openSend(eve), sctp });
    expect(await failureOf(broadcast)).toBe('STREAM_FORBIDDEN');
  });

  it('[SEC-5] RevokeTokens: tokens issued until now are refused, who is in with one is thrown out; a later token is good, others are not concerned', async () => {
    const { roomID, userID, token, eve } = await join2();
    const bob = await stage.login(stage.fresh('bob'), roomID);
    const { Code, Data } = await api.call('RevokeTokens', { UserId: [userID], CustomReason: 'stolen' });
    expect([Code, Data]).toEqual([0, { Time: expect.any(Number), KickedCount: 1 }]);
    expect(await eve.next('kickedOut')).toEqual({ failure: 'KICKED_BY_SERVER', detail: 'stolen' });
    expect(await loginWith(stage, { userID, roomID, token })).toBe('TOKEN_EXPIRED');
    expect(await resume(stage, eve.snapshot)).toBe('KICKED_BY_SERVER');
    expect(await failureOf(bob.ask('heartbeat', {}))).toBe('ok');
    expect(await failureOf(bob.ask('renewToken', { token: bob.params.token ?? '' }))).toBe('ok');
    if (elsewhere) return;
    pass(1_000);
    expect(await loginWith(stage, { userID, roomID, token: stage.token(userID) })).toBe('ok');
    expect(await loginWith(stage, { userID, roomID, token })).toBe('TOKEN_EXPIRED');
  });

  it.skipIf(elsewhere).each([
    { what: '[SEC-4] a ban', action: 'SetForbidUserRule', failure: 'USER_FORBIDDEN' },
    { what: '[SEC-5] a revocation', action: 'RevokeTokens', failure: 'TOKEN_EXPIRED' },
  ])('$what reaches who is on the way in', async ({ action, failure }) => {
    const [userID, roomID] = [stage.fresh('eve'), stage.fresh('room')];
    const release = stage.engine.holdNext('openRoom');
    const eve = await stage.open();
    const login = failureOf(eve.ask('loginRoom', loginParams(stage, { userID, roomID })));
    const rooms = () => stage.server.cloud.apps.find(stage.app.appID)?.rooms;
    await expect.poll(() => rooms()?.has(roomID as never)).toBe(true);
    const values = {
      UserId: action === 'RevokeTokens' ? [userID] : userID,
      RuleType: 3,
      DisabledPrivilege: [1],
      EffectiveTime: 60,
    };
    expect((await api.call(action, values)).Code).toBe(0);
    release();
    expect(await login).toBe(failure);
    expect(rooms()?.has(roomID as never)).toBe(false);
  });

  it.skipIf(elsewhere)('[SEC-5] who is let stay in can neither renew with such a token, publish, nor come back', async () => {
    const { userID, token, eve } = await join2();
    const send = await openSend(eve);
    const { Data } = await api.call('RevokeTokens', { UserId: [userID], KickOut: false });
    expect(Data).toMatchObject({ KickedCount: 0 });
    expect(await failureOf(eve.ask('renewToken', { token }))).toBe('TOKEN_EXPIRED');
    expect(await publish(eve, stage.fresh('s'), send)).toBe('TOKEN_EXPIRED');
    pass(1_000);
    expect(await failureOf(eve.ask('renewToken', { token: stage.token(userID) }))).toBe('ok');
    expect(await publish(eve, stage.fresh('s'), send)).toBe('ok');
    pass(1_000);
    await api.call('RevokeTokens', { UserId: [userID], KickOut: false });
    await loseNetwork(stage, eve);
    expect(await resume(stage, eve.snapshot)).toBe('TOKEN_EXPIRED');
  });

  it('[SEC-5] who is let stay in stays in when the tokens of somebody else are revoked', async () => {
    const [stays, goes] = [await join2(), await join2()];
    await api.call('RevokeTokens', { UserId: [stays.userID], KickOut: false });
    const { Data } = await api.call('RevokeTokens', { UserId: [goes.userID] });
    expect(Data).toMatchObject({ KickedCount: 1 });
    expect(await goes.eve.next('kickedOut')).toMatchObject({ failure: 'KICKED_BY_SERVER' });
    expect(await stays.eve.toldSoFar()).not.toContain('kickedOut');
  });

  it.skipIf(elsewhere)(
    '[SEC-5] the tokens of all users can be revoked at once; nobody named and not everybody is a wrong parameter',
    async () => {
      const [one, two] = [await join2(), await join2()];
      expect((await api.call('RevokeTokens', {})).Code).toBe(2);
      expect((await api.call('RevokeTokens', { UserId: Array(21).fill('x') })).Code).toBe(2);
      expect((await api.call('RevokeTokens', { AllUsers: true })).Data).toMatchObject({ KickedCount: expect.any(Number) });
      for (const user of [one, two]) expect(await loginWith(stage, user)).toBe('TOKEN_EXPIRED');
      const bySign = { ...loginParams(stage, one), token: undefined, appSign: stage.app.appSign };
      expect(await failureOf((await stage.open()).ask('loginRoom', bySign))).toBe('ok');
      pass(1_000);
      expect(await loginWith(stage, { ...two, token: stage.token(two.userID) })).toBe('ok');
    },
  );
});

describe.skipIf(elsewhere)('revoked tokens over a restart', () => {
  const stage = onStage();
  const log = { debug() {}, info() {}, warn() {}, error() {} };

  it('[SEC-5] a revoked token stays revoked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'liuyun-revoked-'));
    const userID = stage.fresh('eve');
    const params = loginParams(stage, { userID, roomID: 'room' });
    const outcomes = [];
    for (const revoke of [false, true, false]) {
      const store = new MemoryAppStore();
      await store.create(stage.app);
      const engine = createFakeMediaEngine();
      const server = await start(testConfig(folder), { engine, store, ruleStore: SqliteRuleStore.open(folder), log });
      const url = server.url.slice(0, -1);
      const api = new ServerApiCaller(
        () => url,
        () => stage.app,
      );
      if (revoke) expect((await api.call('RevokeTokens', { UserId: [userID] })).Code).toBe(0);
      const client = await Client.open(server.signallingUrl);
      outcomes.push(await failureOf(client.ask('loginRoom', params)));
      await client.vanish();
      await server.close();
    }
    rmSync(folder, { recursive: true });
    expect(outcomes).toEqual(['ok', 'TOKEN_EXPIRED', 'TOKEN_EXPIRED']);
  });
});

describe('session keys', () => {
  const stage = onStage({ fakeClock: true });

  it('[SEC-6] a session key is 256 random bits, and opens its own session only', async () => {
    const roomID = stage.fresh('room');
    const [ann, bob] = [await stage.login(stage.fresh('ann'), roomID), await stage.login(stage.fresh('bob'), roomID)];
    const keys = [ann.snapshot.sessionKey, bob.snapshot.sessionKey];
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(keys).size).toBe(2);
    const wrong = [bob.snapshot.sessionKey, ann.snapshot.sessionKey.slice(0, 63), '', `${ann.snapshot.sessionKey} `];
    for (const sessionKey of wrong) expect(await resume(stage, { ...ann.snapshot, sessionKey })).toBe('SESSION_UNKNOWN');
    expect(await failureOf(ann.ask('heartbeat', {}))).toBe('ok');
  });

  it('[SEC-6] a session key says who one is and where, and is worthless after logout', async () => {
    const roomID = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), roomID);
    const client = await stage.open();
    const asked = {
      sessionID: ann.snapshot.sessionID,
      sessionKey: ann.snapshot.sessionKey,
      user: { userID: 'root', userName: 'root' },
    };
    await client.askAnything('resumeRoom', asked);
    const bob = await stage.login(stage.fresh('bob'), roomID);
    await client.ask('sendBroadcastMessage', { message: 'x' });
    expect((await bob.next('broadcastMessages')).messages[0]?.fromUser).toEqual(ann.params.user);
    await client.ask('logoutRoom', {});
    expect(await resume(stage, ann.snapshot)).toBe('SESSION_UNKNOWN');
  });
});
