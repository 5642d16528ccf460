import { FakeClock, seededRandom } from '@liuyun/kit';
import { checkCallback } from '@liuyun/token';
import { beforeEach, expect, it } from 'vitest';
import { type AppRecord, defaultAppOptions } from '../../stores/AppStore.ts';
import { MemoryAppStore } from '../../stores/memory/MemoryAppStore.ts';
import { MemoryCallbackStore } from '../../stores/memory/MemoryCallbackStore.ts';
import { FakeWebhookSender } from '../../webhooks/fake/FakeWebhookSender.ts';
import { CallbackDelivery } from './CallbackDelivery.ts';
import { type CallbackFact, CallbackWriter } from './CallbackWriter.ts';
import type { Opened } from './events.ts';

const secret = 'callback-secret';
const app: AppRecord = {
  appID: 7,
  name: 'app',
  appSign: 'a'.repeat(64),
  serverSecret: 'b'.repeat(32),
  createdAt: 1,
  options: defaultAppOptions,
  callback: { url: 'https://app.example/callbacks', secret },
};
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

let clock: FakeClock;
let apps: MemoryAppStore;
let store: MemoryCallbackStore;
let sender: FakeWebhookSender;
let writer: CallbackWriter;
let delivery: CallbackDelivery;

beforeEach(async () => {
  clock = new FakeClock();
  apps = new MemoryAppStore();
  await apps.create(app);
  await apps.create({ ...app, appID: 8, callback: undefined });
  store = new MemoryCallbackStore();
  sender = new FakeWebhookSender();
  run();
});

function run(): void {
  delivery = new CallbackDelivery({ store, apps, sender, clock, random: seededRandom(1), log });
  writer = new CallbackWriter({ store, apps, clock, log, written: () => delivery.wake() });
}

/** Lets everything happen that needs no time. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function session(userID: string, roomID = 'r'): Opened {
  return {
    kind: 'session',
    roomID,
    roomSessionID: 5,
    sessionID: `s-${userID}`,
    userID,
    userName: userID,
    enteredAt: clock.now(),
  };
}
const enter = (opened: Opened, appID = 7): CallbackFact => ({ appID, opened, at: clock.now() });
const leave = (opened: Opened, appID = 7): CallbackFact => {
  return { appID, opened, at: clock.now(), ending: { at: clock.now(), reason: 'normal' } };
};
const told = (from = sender.accepted) =>
  from.map(({ body }) => JSON.parse(body)).map((one) => `${one.event} ${one.user_account}`);

it('[CALLBACK-1] what happens is posted to the app that wants it, signed both ways', async () => {
  writer.add(enter(session('ann')));
  writer.add(enter(session('eve'), 8));
  delivery.start();
  await settled();
  expect(told()).toEqual(['room_login ann']);
  const { url, body, headers } = sender.accepted[0] ?? { url: '', body: '', headers: {} as Record<string, string> };
  expect(url).toBe('https://app.example/callbacks');
  const bodySignature = headers['x-liuyun-signature'];
  const check = { secret, body, bodySignature, bodySignatureNeeded: true, maxAgeSeconds: 1, now: clock.now() };
  expect(checkCallback(check)).toMatchObject({
    ok: true,
    fields: { appid: '7', event: 'room_login', room_id: 'r', room_seq: '5' },
  });
  expect(headers['x-liuyun-callback-id']).toBe('1');
});

it('[CALLBACK-2] callbacks of a room arrive in order; other rooms do not wait for it', async () => {
  let release = () => {};
  sender.answer = ({ body }) => {
    if (!body.includes('ann')) return { ok: true };
    return new Promise((resolve) => (release = () => resolve({ ok: true })));
  };
  delivery.start();
  for (const user of ['ann', 'bob', 'carl']) writer.add(enter(session(user)));
  writer.add(enter(session('dora', 'other')));
  await settled();
  expect(told()).toEqual(['room_login dora']);
  release();
  await settled();
  expect(told()).toEqual(['room_login dora', 'room_login ann', 'room_login bob', 'room_login carl']);
});

it('[CALLBACK-3] what is not accepted is tried again after 2, 4, 8, 16 and 32 s, then kept as failed; the next one follows', async () => {
  sender.answer = ({ body }) => (body.includes('ann') ? { ok: false, error: 'HTTP 500' } : { ok: true });
  const began = clock.now();
  const at: number[] = [];
  const answer = sender.answer;
  sender.answer = (webhook) => {
    if (webhook.body.includes('ann')) at.push(clock.now() - began);
    return answer(webhook);
  };
  delivery.start();
  writer.add(enter(session('ann')));
  writer.add(enter(session('bob')));
  await settled();
  for (let second = 0; second < 70; second += 1) {
    clock.advance(1_000);
    await settled();
  }
  expect(at).toEqual([0, 2_000, 6_000, 14_000, 30_000, 62_000]);
  expect(told()).toEqual(['room_login bob']);
  expect(await store.list({ state: 'failed', limit: 9 })).toMatchObject([{ attempts: 6, error: 'HTTP 500' }]);
  expect(new Set(sender.tried.map(({ body }) => JSON.parse(body).nonce)).size).toBe(7);
});

it('[CALLBACK-4] what failed is sent again when it is replayed', async () => {
  await store.write({
    add: [{ appID: 7, roomID: 'r', streamID: null, event: 'room_login', fields: '{}', createdAt: 1, error: 'HTTP 500' }],
    opened: [],
    closed: [],
  });
  delivery.start();
  await settled();
  expect(sender.tried).toEqual([]);
  await store.replay({ appID: 7, now: clock.now() });
  clock.advance(1_000);
  await settled();
  expect(sender.accepted).toHaveLength(1);
});

it('[CALLBACK-5] whoever was told to have come in is told to have left after a crash: connection lost, streams first, the room last', async () => {
  const room: Opened = { kind: 'room', roomID: 'r', roomSessionID: 5, creator: 'ann', openedAt: 1 };
  const who = { userID: 'ann', userName: 'ann', extraInfo: '', createdAt: 1, recreate: false };
  const stream: Opened = { kind: 'stream', roomID: 'r', roomSessionID: 5, streamID: 's', number: 9, ...who };
  for (const one of [room, session('ann'), stream, session('bob')]) writer.add(enter(one));
  writer.add(leave(session('bob')));
  await writer.flush();
  // The process ends here; another one opens the same store.
  run();
  await writer.recover();
  delivery.start();
  await settled();
  const events = sender.accepted.map(({ body }) => JSON.parse(body));
  expect(events.map(({ event }) => event)).toEqual([
    ...['room_create', 'room_login', 'stream_create', 'room_login', 'room_logout'],
    ...['stream_close', 'room_logout', 'room_close'],
  ]);
  expect(events.slice(5)).toMatchObject([{ type: '4' }, { reason: '2', user_account: 'ann' }, { close_reason: 2, appid: 7 }]);
  expect(await store.open()).toEqual([]);
});

it('[CALLBACK-6] nobody is told to have left who was not told to have come in', async () => {
  await apps.update(7, { callback: null });
  writer.add(enter(session('ann')));
  await writer.flush();
  await apps.update(7, { callback: app.callback });
  writer.add(leave(session('ann')));
  await writer.flush();
  expect(await store.list({ limit: 9 })).toEqual([]);
});

it('[CALLBACK-7] at most eight are on their way for one app, and a dead receiver holds up no other app', async () => {
  await apps.update(8, { callback: { url: 'https://other.example/', secret } });
  sender.answer = ({ url }) => (url.includes('app.') ? new Promise(() => {}) : { ok: true });
  delivery.start();
  for (let room = 0; room < 20; room += 1) writer.add(enter(session('ann', `room-${room}`)));
  writer.add(enter(session('bob'), 8));
  await settled();
  expect(sender.tried).toHaveLength(9);
  expect(told()).toEqual(['room_login bob']);
});

it('[CALLBACK-8] a store that fails loses nothing: the facts are written when it works again', async () => {
  const write = store.write.bind(store);
  store.write = () => Promise.reject(new Error('disk full'));
  writer.add(enter(session('ann')));
  await settled();
  store.write = write;
  writer.add(enter(session('bob')));
  await settled();
  expect((await store.list({ limit: 9 })).map(({ fields }) => JSON.parse(fields).user_account)).toEqual(['bob', 'ann']);
});
