import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { HttpWebhookSender } from '../../server/webhooks/http/HttpWebhookSender.ts';
import { failureOf } from './Client.ts';
import { dtlsParameters, track } from './rtp.ts';
import { apiOf, elsewhere, loginParams, loseNetwork, onStage, openReceive, openSend } from './server.ts';

const ROOT = join(import.meta.dirname, '../..');
const TEXT = 'a message nobody else may read';
const callback = { url: 'http://127.0.0.1:9/hook?key=in-the-url-7f3', secret: 'callback-secret-5c1' };
const TURN_SECRET = 'turn-secret-9d2';

describe.skipIf(elsewhere)('the log of a whole call, at its most talkative', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'trace', pretty: false, write: (line) => lines.push(line) });
  const webhooks = new HttpWebhookSender({ allowPrivate: true, timeoutMs: 500 });
  const config = { turnUrls: ['turn:turn.example.org:3478'], turnSecret: TURN_SECRET };
  const stage = onStage({ dev: true, config, overrides: { log, webhooks } });
  const api = apiOf(stage);
  const secrets = new Map<string, string>();
  const keep = (what: string, secret: string | undefined) => secrets.set(what, secret ?? '');

  beforeAll(() => stage.server.cloud.store.update(stage.app.appID, { callback }));

  it('[SEC-80] no token, secret, key, signature, address, name or message stands in it, whatever happened', async () => {
    const room = stage.fresh('room');
    const ann = await stage.login(stage.fresh('ann'), room, {
      user: { userID: 'ann-7', userName: 'Ann Real Name' },
      token: stage.token('ann-7'),
    });
    const bob = await stage.login(stage.fresh('bob'), room, { token: undefined, appSign: stage.app.appSign });
    const [streamID, transportID] = [stage.fresh('s'), await openSend(ann)];
    await ann.ask('startPublishing', { streamID, transportID, tracks: [track('audio')], extraInfo: `extra ${TEXT}` });
    const { mediaCapabilities: capabilities } = bob.snapshot;
    await bob.ask('startPlaying', { streamID, transportID: await openReceive(bob), capabilities, audio: true, video: true });
    await ann.ask('sendBroadcastMessage', { message: TEXT });
    await ann.ask('sendBarrageMessage', { message: TEXT });
    await ann.ask('sendCustomCommand', { command: TEXT, toUserIDs: [] });
    await ann.ask('sendTransparentMessage', { content: Buffer.from(TEXT).toString('base64'), toUserIDs: [] });
    await ann.ask('setRoomExtraInfo', { key: 'k', value: TEXT });
    await ann.ask('setStreamExtraInfo', { streamID, extraInfo: `extra ${TEXT}` });
    const renewed = stage.token('ann-7', { roomID: room, seconds: 60 });
    await ann.ask('renewToken', { token: renewed });
    await ann.ask('uploadLog', {
      entries: [{ at: 1, what: 'login', detail: `token ${ann.params.token} at 203.0.113.7`.slice(0, 200) }],
    });
    // What goes wrong is logged more than what goes well.
    await failureOf(ann.ask('connectTransport', { transportID, dtlsParameters }));
    stage.engine.failNext(
      'openTransport',
      new Error(`connect ECONNREFUSED 192.0.2.1:443 [2001:db8::7:1]:443 ${renewed}`) as never,
    );
    await failureOf(ann.ask('openTransport', { direction: 'receive' }));
    const stranger = await stage.open();
    const wrong = loginParams(stage, { userID: 'x', roomID: room, token: ann.params.token });
    for (const params of [wrong, { ...wrong, token: undefined, appSign: '12'.repeat(32) }])
      await failureOf(stranger.ask('loginRoom', params));
    await loseNetwork(stage, ann);
    const { sessionID, sessionKey } = ann.snapshot;
    await (await stage.open()).ask('resumeRoom', { sessionID, sessionKey });
    // The app's server: right and wrong, both versions.
    const query = api.query('SendBroadcastMessage', { RoomId: room, UserId: 'server', MessageCategory: 1, MessageContent: TEXT });
    expect((await api.get(`/api/?${query}`)).Code).toBe(0);
    await api.call3(
      'KickoutUser',
      { RoomId: room, UserId: ['nobody'], CustomReason: TEXT },
      { tamper: { body: Buffer.from('{}') } },
    );
    await api.call('SetForbidUserRule', { RuleType: 1, IP: '198.51.100.9', DisabledPrivilege: [1], EffectiveTime: 60 });
    await api.call('RevokeTokens', { UserId: ['ann-7'], CustomReason: TEXT });
    // The start link, and the console's door.
    const startKey = new URL(stage.server.startLink ?? '').hash.slice('#start='.length);
    const start = (key: string) => ({ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' });
    const issued = await api.raw('/start/token', { method: 'POST', body: '{"userID":"cat"}', headers: start(startKey) });
    await api.raw('/start/token', { method: 'POST', body: '{"userID":"cat"}', headers: start('wrong-start-key-1') });
    const json = { 'Content-Type': 'application/json' };
    await api.raw('/console/api/login', {
      method: 'POST',
      body: '{"username":"root","password":"a-wrong-password-2"}',
      headers: json,
    });
    await bob.ask('logoutRoom', {});
    await expect.poll(() => lines.join('')).toContain('room closed');

    keep('token', ann.params.token);
    keep('renewed token', renewed);
    keep('issued token', (JSON.parse(issued.text) as { token: string }).token);
    keep('ServerSecret', stage.app.serverSecret);
    keep('AppSign', stage.app.appSign);
    keep('wrong AppSign', '12'.repeat(32));
    keep("ann's session key", sessionKey);
    keep("bob's session key", bob.snapshot.sessionKey);
    const turn = ann.snapshot.iceServers.find(({ credential }) => credential !== undefined);
    keep('TURN password', turn?.credential);
    keep('TURN secret', TURN_SECRET);
    keep('callback secret', callback.secret);
    keep('callback URL', 'in-the-url-7f3');
    keep('signature', new URLSearchParams(query).get('Signature') ?? '');
    keep('start key', startKey);
    keep('wrong start key', 'wrong-start-key-1');
    keep('password', 'a-wrong-password-2');
    keep('message', TEXT);
    keep('message in Base64', Buffer.from(TEXT).toString('base64'));
    keep('name', 'Ann Real Name');
    for (const address of ['127.0.0.1', '::1', '203.0.113.7', '192.0.2.1', '2001:db8', '198.51.100.9'])
      keep(`address ${address}`, address);
    const text = lines.join('');
    for (const [what, secret] of secrets) {
      expect(secret.length, what).toBeGreaterThan(2);
      expect(text.includes(secret), `${what} stands in the log`).toBe(false);
    }
    // The ID of a request is 32 hexadecimal digits of chance, which may look like the beginning of a token; so may the
    // folder that this is in, which stands in stack traces.
    const withoutIDs = text.replaceAll(/"requestID":"[0-9a-f]{32}"/g, '').replaceAll(ROOT, '');
    expect(withoutIDs).not.toMatch(/04[A-Za-z0-9+/]{20}/);
    // That there was something to scan.
    for (const known of [room, 'ann-7', streamID, 'ECONNREFUSED <address>', 'a client handed in its log'])
      expect(text).toContain(known);
  });
});
