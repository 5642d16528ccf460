import { beforeAll, describe, expect, it } from 'vitest';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { track } from './rtp.ts';
import { apiOf, elsewhere, type LoggedIn, loseNetwork, onStage, openSend } from './server.ts';

type Told = { event: string; [name: string]: unknown };
type Ends = { logout: string; close: number; stream: string };

const common = ['event', 'appid', 'timestamp', 'nonce', 'signature', 'room_id'];
const who = ['room_name', 'room_seq', 'user_account', 'user_nickname', 'session_id', 'login_time', 'user_role', 'auth_level'];
const which = ['user_id', 'user_name', 'channel_id', 'stream_id', 'stream_sid', 'stream_seq'];
const urls = ['rtmp_url', 'hls_url', 'hdl_url', 'pic_url'];
const made = ['title', 'stream_alias', 'stream_attr', 'create_time', 'create_time_ms', 'extra_info', 'recreate', 'publish_id'];
/** The documented fields of every event. */
const FIELDS: { [event: string]: string[] } = {
  room_create: ['room_session_id', 'room_create_time', 'id_name'],
  room_close: ['room_session_id', 'close_reason', 'room_close_time'],
  room_login: [...who, 'relogin', 'user_update_seq', 'callback_data', 'term_type'],
  room_logout: [...who, 'user_update_seq', 'term_type', 'logout_time', 'reason'],
  stream_create: [...which, ...made, 'room_session_id', 'publish_name', ...urls],
  stream_close: [...which, 'type', 'third_define_data', 'destroy_timemillis'],
};

describe.skipIf(elsewhere)('callbacks: every documented event, field and reason', () => {
  const sender = new FakeWebhookSender();
  const stage = onStage({ fakeClock: true, app: { strictTokenExpiry: true }, overrides: { webhooks: sender } });
  const api = apiOf(stage);
  const callback = { url: 'https://app.example/', secret: 'secret' };
  beforeAll(() => stage.server.cloud.store.update(stage.app.appID, { callback }));

  const told = (room: string): Told[] =>
    sender.accepted.map(({ body }) => JSON.parse(body)).filter((one) => one.room_id === room);
  const all = (room: string, event: string) => told(room).filter((one) => one.event === event);
  const until = (room: string, event: string) => expect.poll(() => all(room, event)).toHaveLength(1);
  /** Somebody publishes in a room of their own. */
  const publisher = async (seconds = 3_600) => {
    const [userID, room, streamID] = [stage.fresh('ann'), stage.fresh('room'), stage.fresh('s')];
    const client = await stage.login(userID, room, { token: stage.token(userID, { seconds }) });
    const sent = { streamID, transportID: await openSend(client), tracks: [track('audio')], extraInfo: '' };
    await client.ask('startPublishing', sent);
    return { client, userID, room, streamID };
  };
  /** A little at a time: what is due in between happens. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 5_000) {
      stage.clock.advance(5_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it.each(Object.keys(FIELDS).map((event) => [event] as const))(
    '[CALLBACK-10] %s has its documented fields and no others',
    async (event) => {
      const { client, room } = await publisher();
      await client.ask('logoutRoom', {});
      await until(room, 'room_close');
      const [one] = all(room, event);
      expect(Object.keys(one ?? {}).sort()).toEqual([...common, ...(FIELDS[event] ?? [])].sort());
    },
  );

  const ways: [how: string, end: (given: { client: LoggedIn; userID: string; room: string }) => Promise<unknown>, ends: Ends][] =
    [
      ['who logs out', ({ client }) => client.ask('logoutRoom', {}), { logout: '0', close: 0, stream: '0' }],
      ['who falls silent', () => pass(150_000), { logout: '1', close: 1, stream: '1' }],
      [
        'whose connection breaks',
        async ({ client }) => {
          await loseNetwork(stage, client);
          await pass(40_000);
        },
        { logout: '2', close: 2, stream: '4' },
      ],
      [
        'who logs in again elsewhere',
        ({ userID }) => stage.login(userID, stage.fresh('other')),
        { logout: '3', close: 3, stream: '2' },
      ],
      [
        'who is kicked out',
        ({ room, userID }) => api.call('KickoutUser', { RoomId: room, UserId: [userID] }),
        { logout: '3', close: 3, stream: '3' },
      ],
    ];
  it.each(ways)(
    '[CALLBACK-15] of %s room_logout, stream_close and room_close tell the documented reason',
    async (_who, end, ends) => {
      const given = await publisher();
      await end(given);
      await until(given.room, 'room_close');
      expect(all(given.room, 'room_logout')).toMatchObject([{ reason: ends.logout }]);
      expect(all(given.room, 'stream_close')).toMatchObject([{ type: ends.stream }]);
      expect(all(given.room, 'room_close')).toMatchObject([{ close_reason: ends.close }]);
    },
  );

  it('[CALLBACK-15] of whose token expires, where that throws out, room_logout tells reason 4', async () => {
    const { room } = await publisher(20);
    await pass(25_000);
    await until(room, 'room_close');
    expect(all(room, 'room_logout')).toMatchObject([{ reason: '4' }]);
    expect(all(room, 'stream_close')).toMatchObject([{ type: '3' }]);
  });

  it('[CALLBACK-15] stream_close tells type 100 after DeleteStream, and 5 when the room was cleared', async () => {
    const { room, userID } = await publisher();
    const StreamId = stage.fresh('added');
    const added = { RoomId: room, UserId: userID, StreamId };
    expect((await api.call('AddStream', added)).Code).toBe(0);
    expect((await api.call('DeleteStream', added)).Code).toBe(0);
    await expect.poll(() => all(room, 'stream_close')).toMatchObject([{ stream_id: StreamId, type: '100' }]);
    expect((await api.call('AddStream', added)).Code).toBe(0);
    expect((await api.call('CloseRoom', { RoomId: room, RoomCloseCallback: true })).Code).toBe(0);
    await until(room, 'room_close');
    expect(all(room, 'stream_close').map(({ type }) => type)).toContain('5');
    expect(all(room, 'room_logout')).toMatchObject([{ reason: '3' }]);
  });
});
