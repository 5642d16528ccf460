import { checkToken, generateToken04 } from '@liuyun/token';
import { describe, expect, it } from 'vitest';
import { fakeCapabilities } from '../../server/media/fake/fakeCapabilities.ts';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import type { Client } from './Client.ts';
import type { ConsoleCaller } from './ConsoleCaller.ts';
import { consoleStage } from './consoleStage.ts';
import { track } from './rtp.ts';
import { ServerApiCaller } from './ServerApiCaller.ts';
import { elsewhere, openReceive, openSend } from './server.ts';

const refused = (name: string, field?: string) => ({ error: { name, ...(field !== undefined && { field }) } });
const HOUR_MS = 3_600_000;

describe.skipIf(elsewhere)('console: apps', () => {
  const stage = consoleStage({ fakeClock: true, overrides: { webhooks: new FakeWebhookSender() } });

  const freshApp = async (admin: ConsoleCaller) => {
    const { appID } = await admin.ask('createApp', { name: stage.fresh('app') });
    const secret = async (which: 'appSign' | 'serverSecret') => (await admin.ask('revealCredentials', { appID, which })).value;
    return { appID, serverSecret: await secret('serverSecret'), appSign: await secret('appSign') };
  };
  const login = async (appID: number, credentials: { token?: string; appSign?: string }, userID = 'ann', roomID = 'room') => {
    const client = await stage.open();
    await client.ask('loginRoom', {
      appID,
      roomID,
      user: { userID, userName: userID },
      ...credentials,
      userUpdate: true,
      maxMemberCount: 0,
      client: { sdk: 'console-suite', version: '0', platform: 'node' },
    });
    return client;
  };
  const tokenOf = (appID: number, secret: string) => generateToken04(appID, 'ann', secret, 86_400 * 7, '', { now: stage.now() });
  const apiAs = (appID: number, serverSecret: string) =>
    new ServerApiCaller(
      () => stage.server.url,
      () => ({ appID, serverSecret, now: () => stage.now() }),
    );

  it('[CONSOLE-20] apps are made, listed page by page, found, shown with what goes on, and changed', async () => {
    const admin = await stage.admin();
    const names = ['Zebra', 'aardvark <b>', 'Zoo 流云'];
    const made = [];
    for (const name of names) {
      stage.clock.advance(1);
      made.push(await admin.ask('createApp', { name }));
    }
    const first = await admin.ask('listApps', { limit: 2 });
    expect(first.items).toHaveLength(2);
    const second = await admin.ask('listApps', { limit: 200, cursor: first.next ?? '' });
    expect(second.next).toBeUndefined();
    expect([...first.items, ...second.items].map(({ name }) => name).slice(-3)).toEqual(names);
    expect(first.total).toBe(first.items.length + second.items.length);
    const found = (await admin.ask('listApps', { search: 'z' })).items.map(({ name }) => name);
    expect(found.filter((name) => names.includes(name))).toEqual(['Zebra', 'Zoo 流云']);
    const appID = made[0]?.appID ?? 0;
    expect((await admin.ask('listApps', { search: String(appID) })).items).toMatchObject([{ appID }]);

    const { value: appSign } = await admin.ask('revealCredentials', { appID, which: 'appSign' });
    const client = await login(appID, { appSign });
    expect(await admin.ask('getApp', { appID })).toMatchObject({
      users: 1,
      rooms: 1,
      streams: 0,
      callback: null,
      graceUntil: null,
    });
    await client.ask('logoutRoom', {});

    const options = { tokenOnly: true, keepSessionMs: 60_000, maxUsersPerRoom: 2 };
    const changed = await admin.ask('changeApp', { appID, name: 'Quagga', options });
    expect(changed).toMatchObject({ name: 'Quagga', options: { ...options, checkPrivileges: true, maxRooms: 0 } });
    await expect(login(appID, { appSign })).rejects.toMatchObject({ failure: 'NO_CREDENTIALS' });
    await expect(admin.ask('changeApp', { appID, options: { keepSessionMs: 1 } })).rejects.toMatchObject(
      refused('BAD_REQUEST', 'options.keepSessionMs'),
    );
    await expect(admin.ask('getApp', { appID: 7 })).rejects.toMatchObject(refused('NOT_FOUND'));
    await expect(admin.ask('createApp', { name: 'x', appID })).rejects.toMatchObject(refused('CONFLICT', 'appID'));
    const serverPath = changed.serverPath.replace('/signalling', '');
    expect(serverPath).toBe(stage.server.url.replace('http', 'ws').replace(/\/$/, ''));
  });

  it('[CONSOLE-21] after a change of the ServerSecret the former one is good for tokens and signatures until the grace ends', async () => {
    const admin = await stage.admin();
    const { appID, serverSecret: former } = await freshApp(admin);
    const { value: current, graceUntil } = await admin.ask('rotateServerSecret', { appID, graceHours: 2 });
    expect(graceUntil).toBe(stage.now() + 2 * HOUR_MS);
    expect(current).not.toBe(former);
    const good = async (secret: string) => {
      const token = tokenOf(appID, secret);
      const entered = await login(appID, { token }).then(
        (client) => client.ask('logoutRoom', {}).then(() => true),
        (error: { failure: string }) => error.failure,
      );
      const { Code } = await apiAs(appID, secret).call('DescribeUserNum', { RoomId: ['room'] });
      const { Code: code3 } = await apiAs(appID, secret).call3('DescribeUserNum', { RoomId: ['room'] });
      return [entered, Code, code3];
    };
    expect(await good(former)).toEqual([true, 0, 0]);
    expect(await good(current)).toEqual([true, 0, 0]);
    expect(await good('f'.repeat(32))).toEqual(['TOKEN_FORMAT', 100000005, 100000005]);
    stage.clock.advance(2 * HOUR_MS);
    expect(await good(former)).toEqual(['TOKEN_FORMAT', 100000005, 100000005]);
    expect(await good(current)).toEqual([true, 0, 0]);
    expect((await admin.ask('getApp', { appID })).graceUntil).toBeNull();
    await expect(admin.ask('endGrace', { appID })).rejects.toMatchObject(refused('CONFLICT'));

    const { value: third } = await admin.ask('rotateServerSecret', { appID });
    expect(await good(current)).toEqual([true, 0, 0]);
    await admin.ask('endGrace', { appID });
    expect(await good(current)).toEqual(['TOKEN_FORMAT', 100000005, 100000005]);
    expect(await good(third)).toEqual([true, 0, 0]);
    const { graceUntil: none } = await admin.ask('rotateServerSecret', { appID, graceHours: 0 });
    expect(none).toBeNull();
    expect(await good(third)).toEqual(['TOKEN_FORMAT', 100000005, 100000005]);
  });

  it('[CONSOLE-22] credentials are shown to who has the role admin; a new AppSign makes the former one worthless', async () => {
    const admin = await stage.admin();
    const { appID, appSign } = await freshApp(admin);
    const { value } = await admin.ask('rotateAppSign', { appID });
    expect(value).toMatch(/^[0-9a-f]{64}$/);
    await expect(login(appID, { appSign })).rejects.toMatchObject({ failure: 'APP_SIGN_WRONG' });
    await (await login(appID, { appSign: value })).ask('logoutRoom', {});
    await expect(admin.ask('revealCredentials', { appID, which: 'callbackSecret' })).rejects.toMatchObject(refused('NOT_FOUND'));
    const viewer = await stage.person('vera', 'viewer');
    const seen = JSON.stringify([await viewer.ask('getApp', { appID }), await viewer.ask('listApps', {})]);
    expect(seen).not.toContain(value);
    await expect(viewer.ask('revealCredentials', { appID, which: 'appSign' })).rejects.toMatchObject(refused('FORBIDDEN'));
  });

  it('[CONSOLE-23] a callback URL is set, guarded and taken away; its secret stays until it is changed', async () => {
    const admin = await stage.admin();
    const { appID } = await freshApp(admin);
    const set = (url: string | null) => admin.ask('changeApp', { appID, callback: url === null ? null : { url } });
    for (const url of ['javascript:alert(1)', 'https://user:pass@app.example/', 'not a url', 'https://forbidden.example/'])
      await expect(set(url)).rejects.toMatchObject(refused('BAD_REQUEST', 'callback.url'));
    expect((await set('https://app.example/a')).callback).toEqual({ url: 'https://app.example/a' });
    const secret = async () => (await admin.ask('revealCredentials', { appID, which: 'callbackSecret' })).value;
    const first = await secret();
    await set('https://app.example/b');
    expect(await secret()).toBe(first);
    const { value } = await admin.ask('rotateCallbackSecret', { appID });
    expect([await secret(), value === first]).toEqual([value, false]);
    expect((await set(null)).callback).toBeNull();
    await expect(admin.ask('rotateCallbackSecret', { appID })).rejects.toMatchObject(refused('NOT_FOUND'));
  });

  it('[CONSOLE-29] the secret of callbacks may be the one that the app’s server has already; nobody finds it in the audit log', async () => {
    const admin = await stage.admin();
    const { appID } = await freshApp(admin);
    await admin.ask('changeApp', { appID, callback: { url: 'https://app.example/a' } });
    const secret = 'brought-along!';
    expect(await admin.ask('rotateCallbackSecret', { appID, secret })).toEqual({ value: secret });
    expect(await admin.ask('revealCredentials', { appID, which: 'callbackSecret' })).toEqual({ value: secret });
    for (const wrong of ['with a blank', '密钥', 'x'.repeat(129), ''])
      await expect(admin.ask('rotateCallbackSecret', { appID, secret: wrong })).rejects.toMatchObject(
        refused('BAD_REQUEST', 'secret'),
      );
    const { items } = await admin.ask('listAudit', { verb: 'rotateCallbackSecret' });
    expect(items.length).toBeGreaterThan(0);
    expect(JSON.stringify(items)).not.toContain(secret);
  });

  it('[CONSOLE-27] a viewer sees where callbacks go, but not what stands in the query of the URL', async () => {
    const admin = await stage.admin();
    const { appID } = await freshApp(admin);
    const url = 'https://app.example/callbacks/liuyun?key=not-for-viewers#nor-this';
    expect((await admin.ask('changeApp', { appID, callback: { url } })).callback).toEqual({ url });
    expect((await admin.ask('getApp', { appID })).callback).toEqual({ url });
    const viewer = await stage.person('victor', 'viewer');
    expect((await viewer.ask('getApp', { appID })).callback).toEqual({ url: 'https://app.example/callbacks/liuyun?…' });
    const lists = [await viewer.ask('listApps', {}), await viewer.ask('listDeliveries', { appID })];
    expect(JSON.stringify(lists)).not.toContain('not-for-viewers');
    await admin.ask('changeApp', { appID, callback: { url: 'https://app.example/plain' } });
    expect((await viewer.ask('getApp', { appID })).callback).toEqual({ url: 'https://app.example/plain' });
  });

  it('[CLI-17] what another process changed of an app holds within two seconds for who is in; one that is deleted puts everybody out', async () => {
    const admin = await stage.admin();
    const { appID, appSign } = await freshApp(admin);
    const { store, apps } = stage.server.cloud;
    const ann = await login(appID, { appSign });
    await admin.ask('forbidUser', { appID, userID: 'bob', seconds: 60 });
    const send = await openSend(ann);
    const publish = (streamID: string) =>
      ann.ask('startPublishing', { streamID, transportID: send, tracks: [track('audio')], extraInfo: '' });
    await publish('first');
    await store.update(appID, ({ options }) => ({ options: { ...options, maxStreamsPerUser: 1 } }));
    stage.clock.advance(1_000);
    await expect.poll(() => apps.find(appID)?.rules.maxStreamsPerUser).toBe(1);
    await expect(publish('second')).rejects.toMatchObject({ failure: 'TOO_MANY_REQUESTS' });
    await store.remove(appID);
    stage.clock.advance(1_000);
    expect(await ann.next('kickedOut')).toMatchObject({ failure: 'KICKED_BY_SERVER', detail: 'the app was deleted' });
    await expect.poll(async () => (await stage.server.cloud.ruleStore.list()).filter((one) => one.appID === appID)).toEqual([]);
    await expect(login(appID, { appSign })).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
  });

  it('[CONSOLE-24] a token from the console is what it says, and its link carries it in the fragment', async () => {
    const admin = await stage.admin();
    const { appID, serverSecret } = await freshApp(admin);
    const asked = { appID, userID: 'a&b', roomID: 'room #1/'.replace(' ', '-').replace('#', '!'), canPublish: false, hours: 1 };
    const { token, expiresAt, debugLink } = await admin.ask('makeToken', asked);
    expect(Math.abs(expiresAt - stage.now() - HOUR_MS)).toBeLessThan(1_000);
    const judged = { token, appID, userID: asked.userID, secret: serverSecret, now: stage.now(), checkPrivileges: true };
    expect(checkToken({ ...judged, roomID: asked.roomID })).toMatchObject({ ok: true, privileges: { publish: false } });
    expect(checkToken({ ...judged, roomID: 'elsewhere' })).toMatchObject({ ok: false });
    const link = new URL(debugLink, stage.server.url);
    expect(Object.fromEntries(link.searchParams)).toEqual({ app: String(appID), user: asked.userID, room: asked.roomID });
    expect(new URLSearchParams(link.hash.slice(1)).get('token')).toBe(token);
    await expect(admin.ask('makeToken', { ...asked, roomID: undefined })).rejects.toMatchObject(refused('BAD_REQUEST', 'roomID'));
    const limited = await admin.ask('makeToken', { ...asked, canPublish: true, streamIDs: ['a', 'b'] });
    expect(checkToken({ ...judged, token: limited.token, roomID: asked.roomID })).toMatchObject({
      ok: true,
      privileges: { publish: true, streamIDs: ['a', 'b'] },
    });
    const everywhere = { appID, userID: 'ann', streamIDs: ['a'] };
    await expect(admin.ask('makeToken', everywhere)).rejects.toMatchObject(refused('BAD_REQUEST', 'roomID'));
    await expect(admin.ask('makeToken', { ...asked, hours: 25 })).rejects.toMatchObject(refused('BAD_REQUEST', 'hours'));
  });

  it('[CONSOLE-25] an app that is deleted throws everybody out and lets nobody in; its name is asked again', async () => {
    const admin = await stage.admin();
    const { appID, appSign } = await freshApp(admin);
    const { name } = await admin.ask('getApp', { appID });
    const client = await login(appID, { appSign });
    await stage.server.cloud.ruleStore.put(appID, { kind: 'stream', streamID: 's', createdAt: 1, expiresAt: null });
    await expect(admin.ask('deleteApp', { appID, name: 'another' })).rejects.toMatchObject(refused('BAD_REQUEST', 'name'));
    await admin.ask('deleteApp', { appID, name });
    expect(await client.next('kickedOut')).toMatchObject({ failure: 'KICKED_BY_SERVER' });
    await expect(login(appID, { appSign })).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
    await expect(admin.ask('getApp', { appID })).rejects.toMatchObject(refused('NOT_FOUND'));
    expect(stage.server.cloud.apps.find(appID)).toBeUndefined();
    expect((await stage.server.cloud.ruleStore.list()).filter((rule) => rule.appID === appID)).toEqual([]);
    await admin.ask('createApp', { name: 'again', appID, appSign });
    await (await login(appID, { appSign })).ask('logoutRoom', {});
  });

  it('[CONSOLE-26] limits of an app hold from the moment they are set: users per room, streams and plays per user', async () => {
    const admin = await stage.admin();
    const { appID, appSign } = await freshApp(admin);
    const ann = await login(appID, { appSign }, 'ann');
    await admin.ask('changeApp', { appID, options: { maxUsersPerRoom: 2, maxStreamsPerUser: 1, maxPlaysPerUser: 1 } });
    const bob = await login(appID, { appSign }, 'bob');
    await expect(login(appID, { appSign }, 'carl')).rejects.toMatchObject({ failure: 'ROOM_FULL' });
    const publish = async (client: Client, streamID: string, transportID: string) =>
      client.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: '' });
    const [send, bobs] = [await openSend(ann), await openSend(bob)];
    await publish(ann, 'one', send);
    await expect(publish(ann, 'two', send)).rejects.toMatchObject({ failure: 'TOO_MANY_REQUESTS' });
    await admin.ask('changeApp', { appID, options: { maxStreamsPerUser: 2 } });
    await publish(ann, 'two', send);
    await publish(bob, 'three', bobs);
    const transportID = await openReceive(bob);
    const play = (streamID: string) =>
      bob.ask('startPlaying', { streamID, transportID, capabilities: fakeCapabilities, audio: true, video: true });
    await play('one');
    await expect(play('two')).rejects.toMatchObject({ failure: 'PLAY_LIMIT' });
  });
});
