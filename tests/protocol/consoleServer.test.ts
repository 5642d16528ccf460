import { describe, expect, it, vi } from 'vitest';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { consoleStage, PASSWORD } from './consoleStage.ts';
import { elsewhere } from './server.ts';

const refused = (name: string, field?: string) => ({ error: { name, ...(field !== undefined && { field }) } });
const METRICS_TOKEN = 'not to be shown to anybody';
const sender = new FakeWebhookSender();

describe.skipIf(elsewhere)('console: callbacks, health, audit', () => {
  const stage = consoleStage({ fakeClock: true, overrides: { webhooks: sender }, config: { metricsToken: METRICS_TOKEN } });
  const { appID } = { appID: 1_234_567_890 };

  it('[CONSOLE-70] callbacks are listed, the newest first, tried out, and replayed', async () => {
    const admin = await stage.admin();
    const silent = await admin.ask('createApp', { name: 'without callbacks' });
    await expect(admin.ask('testCallback', { appID: silent.appID })).rejects.toMatchObject(refused('NOT_FOUND'));
    await admin.ask('changeApp', { appID, callback: { url: 'https://app.example/callbacks' } });
    const { value: secret } = await admin.ask('revealCredentials', { appID, which: 'callbackSecret' });
    expect(await admin.ask('testCallback', { appID })).toMatchObject({ ok: true, error: '' });
    const { url, body } = sender.accepted.at(-1) ?? { url: '', body: '{}' };
    expect([url, JSON.parse(body)]).toMatchObject(['https://app.example/callbacks', { event: 'test', appid: String(appID) }]);
    expect(body).not.toContain(secret);
    sender.answer = () => ({ ok: false, error: 'HTTP 500' });
    expect(await admin.ask('testCallback', { appID })).toMatchObject({ ok: false, error: 'HTTP 500' });

    const add = (event: string, error: string) => ({
      appID,
      roomID: 'r',
      streamID: null,
      event,
      fields: '{}',
      createdAt: 1,
      error,
    });
    const events = ['a', 'b', 'c'].map((event) => add(event, 'too many wait'));
    await stage.server.console.callbacks.write({ add: events, opened: [], closed: [] });
    const list = (more = {}) => admin.ask('listDeliveries', { appID, ...more });
    const first = await list({ limit: 2 });
    expect(first.items.map(({ event, state }) => [event, state])).toEqual([
      ['c', 'failed'],
      ['b', 'failed'],
    ]);
    const second = await list({ limit: 2, cursor: first.next });
    expect(second.items.map(({ event }) => event)).toEqual(['a']);
    const id = second.items[0]?.id ?? 0;
    expect(await admin.ask('replayDelivery', { appID, ids: [id] })).toEqual({ count: 1 });
    expect((await list({ state: 'waiting' })).items).toMatchObject([{ id, attempts: 0 }]);
    expect((await list()).waiting).toBe(1);
    expect(await admin.ask('replayDelivery', { appID })).toEqual({ count: 2 });
    await expect(list({ cursor: 'x' })).rejects.toMatchObject(refused('BAD_REQUEST', 'cursor'));
    sender.answer = () => ({ ok: true });
  });

  it('[CONSOLE-71] health says how server, workers and machine are', async () => {
    const viewer = await stage.person('vera', 'viewer');
    const health = await viewer.ask('getHealth', {});
    expect(health).toMatchObject({ ready: true, reasons: [], workersDied: 0, process: { rssBytes: expect.any(Number) } });
    expect(health.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(health.disk?.freeBytes).toBeGreaterThan(0);
    expect(health.workers.length).toBe((await stage.server.cloud.engine.describe()).workers.length);
    // What passes is measured between two questions; before the second one nothing is known.
    expect(health.bitrate).toEqual({ inKbps: null, outKbps: null });
    stage.engine.passed.received.bytes += 1_000_000;
    stage.engine.passed.sent.bytes += 3_000_000;
    // How much that is in a second is for the unit test of it, which holds the time.
    const measured = async () => (await viewer.ask('getHealth', {})).bitrate;
    const bitrate = await vi.waitFor(async () => {
      const { inKbps, outKbps } = await measured();
      return inKbps !== null && outKbps !== null ? { inKbps, outKbps } : Promise.reject(new Error('not measured yet'));
    });
    expect(bitrate.inKbps).toBeGreaterThan(0);
    expect(bitrate.outKbps / bitrate.inKbps).toBeCloseTo(3, 1);
    stage.engine.facts.tell('roomsLost', []);
    stage.clock.advance(5_000);
    const later = await viewer.ask('getHealth', {});
    expect([later.workersDied, later.uptimeMs - health.uptimeMs]).toEqual([1, 5_000]);
  });

  it('[CONSOLE-72] every act is in the audit log with who, what, how it went and from where, and never a secret', async () => {
    // Failed logins of before count no more.
    stage.clock.advance(3_600_000);
    const admin = await stage.admin();
    await stage.browser().send('login', { username: 'root', password: 'wrong password' });
    const secret = 'a very secret password';
    const from = stage.now();
    await admin.ask('createAdministrator', { username: 'zoe', password: secret, role: 'viewer' });
    const { value } = await admin.ask('rotateServerSecret', { appID });
    const callback = { url: 'https://app.example/callbacks?key=not-for-the-log' };
    await admin.ask('changeApp', { appID, callback });
    const { value: shown } = await admin.ask('revealCredentials', { appID, which: 'appSign' });
    await expect(admin.ask('closeRoom', { appID, roomID: 'nowhere', reason: 'x' })).rejects.toMatchObject(refused('NOT_FOUND'));
    await admin.ask('makeToken', { appID, userID: 'ann' });
    await stage.browser().login('zoe', secret);
    const { items } = await admin.ask('listAudit', { limit: 8 });
    expect(items.map(({ actor, verb, target, outcome }) => [actor, verb, target, outcome]).reverse()).toEqual([
      ['root', 'login', '', 'UNAUTHENTICATED'],
      ['root', 'createAdministrator', 'administrator zoe', 'done'],
      ['root', 'rotateServerSecret', `app ${appID}`, 'done'],
      ['root', 'changeApp', `app ${appID}`, 'done'],
      ['root', 'revealCredentials', `app ${appID}`, 'done'],
      ['root', 'closeRoom', `app ${appID}, room nowhere`, 'NOT_FOUND'],
      ['root', 'makeToken', `app ${appID}, user ann`, 'done'],
      ['zoe', 'login', '', 'done'],
    ]);
    for (const { via, address, at } of items) expect([via, address, at >= from - 1]).toEqual(['console', '127.0.0.1', true]);
    const all = JSON.stringify(await admin.ask('listAudit', { limit: 200 }));
    for (const hidden of [secret, PASSWORD, value, shown, 'wrong password', 'not-for-the-log', stage.firstRunKey()])
      expect(all).not.toContain(hidden);

    const verbs = async (more: object) => (await admin.ask('listAudit', more)).items.map(({ verb }) => verb);
    expect(await verbs({ actor: 'zoe' })).toEqual(['login']);
    expect(new Set(await verbs({ verb: 'revealCredentials' }))).toEqual(new Set(['revealCredentials']));
    expect(await verbs({ to: from })).not.toContain('makeToken');
    const first = await admin.ask('listAudit', { limit: 3 });
    const second = await admin.ask('listAudit', { limit: 3, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(items.slice(0, 6).map(({ id }) => id));
    const viewer = await stage.browser().login('zoe', secret);
    await expect(viewer.ask('listAudit', {})).rejects.toMatchObject(refused('FORBIDDEN'));
  });

  it('[CONSOLE-75] what the server was started with is shown to administrators, and never a secret', async () => {
    const admin = await stage.admin();
    const { items, keepsData } = await admin.ask('getSettings', {});
    const named = (name: string) => items.find((one) => one.name === name);
    expect(named('records-days')).toEqual({ name: 'records-days', value: '30', standard: true, secret: false });
    expect(named('port')).toEqual({ name: 'port', value: '0', standard: false, secret: false });
    expect(items.filter(({ secret }) => secret).map(({ name, value }) => [name, value])).toEqual([
      ['turn-secret', ''],
      ['secret-key', ''],
      ['metrics-token', ''],
    ]);
    expect(named('metrics-token')?.standard).toBe(false);
    expect(JSON.stringify(items)).not.toContain(METRICS_TOKEN);
    // This one keeps everything in memory.
    expect(keepsData).toBe(false);
    for (const ask of [
      admin.ask('makeBackup', { password: PASSWORD }),
      admin.ask('rotateSecretsKey', {}),
      admin.ask('forgetOldKeys', {}),
    ])
      await expect(ask).rejects.toMatchObject(refused('NOT_FOUND'));
    const viewer = await stage.person('vinzent', 'viewer');
    for (const name of ['getSettings', 'makeBackup', 'rotateSecretsKey', 'forgetOldKeys'] as const)
      expect((await viewer.send(name, {})).status).toBe(403);
    expect((await viewer.raw('/console/api/downloadBackup?ticket=x')).status).toBe(403);
    expect((await viewer.another().raw('/console/api/downloadBackup?ticket=x')).status).toBe(401);
    expect((await admin.raw('/console/api/downloadBackup?ticket=x')).status).toBe(404);
  });

  it('[CONSOLE-73] failed logins are written down too, but not so many that they push other entries out', async () => {
    stage.clock.advance(120_000);
    const admin = await stage.admin();
    const from = stage.now();
    for (let at = 0; at < 40; at += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${at}` };
      await stage.browser().send('login', { username: `guess-${at}`, password: 'x' }, headers);
    }
    const { items } = await admin.ask('listAudit', { from, verb: 'login', limit: 200 });
    expect(items.filter(({ outcome }) => outcome === 'UNAUTHENTICATED')).toHaveLength(20);
  });
});
