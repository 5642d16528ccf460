import { beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../server/compose.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { MemoryCallbackStore } from '../../server/stores/memory/MemoryCallbackStore.ts';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { Client } from './Client.ts';
import { track } from './rtp.ts';
import { apiOf, elsewhere, loginParams, onStage, openSend, testConfig } from './server.ts';

type Told = { event: string; [name: string]: unknown };
const callback = { url: 'https://app.example/', secret: 'secret' };

describe.skipIf(elsewhere)('callbacks', () => {
  const sender = new FakeWebhookSender();
  const stage = onStage({ overrides: { webhooks: sender } });
  const api = apiOf(stage);
  beforeAll(() => stage.server.cloud.store.update(stage.app.appID, { callback }));

  const told = (roomID: string): Told[] =>
    sender.accepted.map(({ body }) => JSON.parse(body)).filter((one) => one.room_id === roomID);
  const events = (roomID: string) => told(roomID).map(({ event }) => event);
  const last = async (roomID: string, event: string) => {
    await expect.poll(() => events(roomID).at(-1)).toBe(event);
    return told(roomID).at(-1);
  };

  it('[CALLBACK-10] a life of a room is told by room_create, room_login, stream_create, stream_close, room_logout and room_close', async () => {
    const [room, streamID] = [stage.fresh('room'), stage.fresh('s')];
    const ann = await stage.login(stage.fresh('ann'), room);
    const { userID } = ann.params.user;
    const transportID = await openSend(ann);
    await ann.ask('startPublishing', { transportID, streamID, tracks: [track('audio')], extraInfo: 'more' });
    await ann.ask('logoutRoom', {});
    await last(room, 'room_close');
    const [created, login, stream, streamEnd, logout, closed] = told(room);
    const appid = String(stage.app.appID);
    const session = created?.room_session_id;
    expect(session).toEqual(expect.any(Number));
    const common = { nonce: expect.any(String), signature: expect.stringMatching(/^[0-9a-f]{40}$/) };
    const numeric = { ...common, appid: stage.app.appID, timestamp: expect.any(Number), room_id: room, room_session_id: session };
    const text = { ...common, appid, timestamp: expect.stringMatching(/^\d{10}$/), room_id: room };
    const ms = expect.stringMatching(/^\d{13}$/);
    expect(created).toEqual({ ...numeric, event: 'room_create', room_create_time: expect.any(Number), id_name: userID });
    expect(closed).toEqual({ ...numeric, event: 'room_close', close_reason: 0, room_close_time: ms });
    const who = { room_seq: String(session), user_account: userID, user_nickname: userID, session_id: ann.snapshot.sessionID };
    expect(login).toMatchObject({ ...text, ...who, event: 'room_login', login_time: ms, room_name: room });
    expect(logout).toMatchObject({
      ...text,
      ...who,
      event: 'room_logout',
      login_time: login?.login_time,
      logout_time: ms,
      reason: '0',
    });
    const which = { user_id: userID, user_name: userID, stream_id: streamID, stream_sid: stream?.stream_sid };
    const lists = { rtmp_url: [], hls_url: [], hdl_url: [], pic_url: [] };
    expect(stream).toMatchObject({ ...text, ...which, ...lists, event: 'stream_create', extra_info: 'more', recreate: '0' });
    expect(streamEnd).toMatchObject({ ...text, ...which, event: 'stream_close', type: '0', destroy_timemillis: ms });
  });

  it('[CALLBACK-11] a stream that comes back within 90 s has recreate 1 and a larger stream_seq', async () => {
    const [room, streamID] = [stage.fresh('room'), stage.fresh('s')];
    const ann = await stage.login(stage.fresh('ann'), room);
    const transportID = await openSend(ann);
    const params = { transportID, streamID, tracks: [track('audio')], extraInfo: '' };
    await ann.ask('startPublishing', params);
    await ann.ask('stopPublishing', { streamID });
    await ann.ask('startPublishing', params);
    await expect
      .poll(() => events(room))
      .toEqual(['room_create', 'room_login', 'stream_create', 'stream_close', 'stream_create']);
    const [, , first, , second] = told(room);
    expect([first?.recreate, second?.recreate]).toEqual(['0', '1']);
    expect(Number(second?.stream_seq)).toBeGreaterThan(Number(first?.stream_seq));
  });

  it('[CALLBACK-12] who is kicked out has reason 3; CloseRoom is followed by room_close only with RoomCloseCallback', async () => {
    const [quiet, loud] = [stage.fresh('room'), stage.fresh('room')];
    for (const room of [quiet, loud]) await stage.login(stage.fresh('ann'), room);
    await api.call('CloseRoom', { RoomId: quiet });
    expect(await last(quiet, 'room_logout')).toMatchObject({ reason: '3' });
    await expect.poll(async () => (await api.call('CloseRoom', { RoomId: loud, RoomCloseCallback: true })).Code).toBe(0);
    expect(await last(loud, 'room_close')).toMatchObject({ close_reason: 3 });
    expect(events(quiet)).toEqual(['room_create', 'room_login', 'room_logout']);
  });

  it('[CALLBACK-13] a server that stops in order tells what it still can', async () => {
    const store = new MemoryAppStore();
    await store.create({ ...stage.app, callback });
    const webhooks = new FakeWebhookSender();
    const engine = createFakeMediaEngine();
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const given = { store, engine, webhooks, callbackStore: new MemoryCallbackStore(), log };
    const server = await start(testConfig('/nonexistent'), given);
    const client = await Client.open(server.signallingUrl);
    await client.ask('loginRoom', loginParams(stage, { userID: 'ann', roomID: 'r' }));
    await server.close();
    const heard = webhooks.accepted.map(({ body }) => JSON.parse(body) as Told);
    expect(heard.map(({ event }) => event)).toEqual(['room_create', 'room_login', 'room_logout', 'room_close']);
    expect(heard[2]).toMatchObject({ reason: '2' });
  });
});
