import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Overrides, RunningServer } from '../../server/compose.ts';
import { start } from '../../server/compose.ts';
import type { Config } from '../../server/config/Config.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { track } from './rtp.ts';
import { apiOf, elsewhere, loginParams, onStage, openReceive, openSend, testConfig } from './server.ts';

type Headers = { [name: string]: string };

/** `fetch` takes no Host header. */
function get(url: string, headers: Headers = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    asking.on('error', reject).end();
  });
}

/** The figures, by name and labels as they are written. */
async function figuresOf(server: Pick<RunningServer, 'url'>): Promise<Map<string, number>> {
  const { text } = await get(`${server.url}metrics`);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

describe.skipIf(elsewhere)('figures of a call', () => {
  const stage = onStage();
  const figures = () => figuresOf(stage.server);

  it('[METRICS-2] what is open now, [METRICS-5] who left and came back, [METRICS-6] how soon there was a picture', async () => {
    const [room, streamID] = [stage.fresh('room'), stage.fresh('s')];
    const ann = await stage.login(stage.fresh('ann'), room);
    const bob = await stage.login(stage.fresh('bob'), room);
    await ann.ask('startPublishing', {
      transportID: await openSend(ann),
      streamID,
      tracks: [track('audio'), track('video')],
      extraInfo: '',
    });
    const transportID = await openReceive(bob);
    const { mediaCapabilities: capabilities } = bob.snapshot;
    await bob.ask('startPlaying', { streamID, transportID, capabilities, audio: true, video: true });
    expect((await figures()).get('liuyun_first_picture_seconds_count')).toBe(0);
    await bob.ask('resumePlaying', { streamID });
    await bob.ask('restartIce', { transportID });
    let now = await figures();
    const open = ['rooms', 'users', 'users_away', 'streams', 'plays', 'sockets'].map((name) => now.get(`liuyun_${name}`));
    expect(open).toEqual([1, 2, 0, 1, 1, 2]);
    expect(now.get('liuyun_first_picture_seconds_count')).toBe(1);
    expect(now.get('liuyun_reconnects_total{cause="ice"}')).toBe(1);
    expect(now.get('liuyun_join_seconds_count')).toBe(2);

    const again = await stage.open();
    const { sessionID, sessionKey } = bob.snapshot;
    await again.ask('resumeRoom', { sessionID, sessionKey });
    await ann.ask('logoutRoom', {});
    now = await figures();
    expect(now.get('liuyun_reconnects_total{cause="replaced"}')).toBe(1);
    expect(now.get('liuyun_sessions_ended_total{reason="loggedOut"}')).toBe(1);
    expect(now.get('liuyun_sockets_closed_total{reason="LOGGED_OUT"}')).toBe(1);
    expect(now.get('liuyun_sockets_closed_total{reason="REPLACED"}')).toBe(1);
    expect(now.get('liuyun_sockets_closed_total{reason="SLOW"}')).toBe(0);
  });
});

describe.skipIf(elsewhere)('figures of what goes wrong, and of media', () => {
  const webhooks = new FakeWebhookSender();
  const stage = onStage({ overrides: { webhooks } });
  const figures = () => figuresOf(stage.server);

  it('[METRICS-4] refusals are counted by code, and no label holds what a client wrote', async () => {
    const hostile = 'x"} 1\nliuyun_rooms 99';
    const nobody = await stage.open();
    const params = loginParams(stage, { userID: stage.fresh('eve'), roomID: 'r', token: 'nonsense' });
    await nobody.ask('loginRoom', params).catch(() => {});
    await nobody.askAnything(hostile, {}).catch(() => {});
    await get(`${stage.server.url}?Action=${encodeURIComponent(hostile)}&Signature=1`);
    await apiOf(stage).call('DescribeUserNum', { RoomId: ['nowhere'] });
    const now = await figures();
    const names = [...now.keys()];
    const refused = [...now].filter(([name, count]) => name.startsWith('liuyun_logins_refused_total') && count > 0);
    expect(refused.map(([name]) => name)).toEqual([
      expect.stringMatching(/^liuyun_logins_refused_total\{failure="TOKEN_\w+",code="\d+"\}$/),
    ]);
    expect(now.get('liuyun_requests_total{request="unknown",outcome="NOT_LOGGED_IN"}')).toBeUndefined();
    expect(now.get('liuyun_requests_total{request="unknown",outcome="REQUEST_UNKNOWN"}')).toBe(1);
    expect(now.get('liuyun_server_api_requests_total{action="DescribeUserNum",code="0"}')).toBe(1);
    expect(names.filter((name) => name.includes('action="unknown"'))).toHaveLength(1);
    expect(now.get('liuyun_rooms')).not.toBe(99);
  });

  it('[METRICS-7] media that passed and workers that died; [METRICS-8] callbacks', async () => {
    const { passed } = stage.engine;
    Object.assign(passed.sent, { bytes: 1_000, packets: 10, lost: 1 });
    stage.engine.killWorker(0);
    let now = await figures();
    expect(now.get('liuyun_media_bytes_total{direction="sent"}')).toBe(1_000);
    expect(now.get('liuyun_media_packets_total{direction="sent"}')).toBe(10);
    expect(now.get('liuyun_media_packets_lost_total{direction="sent"}')).toBe(1);
    expect(now.get('liuyun_workers_died_total')).toBe(1);
    expect([now.get('liuyun_callbacks_waiting'), now.get('liuyun_callback_lag_seconds')]).toEqual([0, 0]);
    await stage.server.cloud.store.update(stage.app.appID, { callback: { url: 'https://app.example/', secret: 'secret' } });
    webhooks.answer = () => ({ ok: false, error: 'HTTP 500' });
    await stage.login(stage.fresh('ann'), stage.fresh('room'));
    await expect.poll(async () => (await figures()).get('liuyun_callback_attempts_total{outcome="retried"}')).toBeGreaterThan(0);
    now = await figures();
    expect(now.get('liuyun_callbacks_waiting')).toBe(2);
    expect(now.get('liuyun_callback_seconds_count')).toBeGreaterThan(0);
    await expect.poll(async () => (await figures()).get('liuyun_callback_lag_seconds')).toBeGreaterThan(0);
    webhooks.answer = () => ({ ok: true });
  });

  it('[METRICS-9] every figure has a help text', async () => {
    const { text } = await get(`${stage.server.url}metrics`);
    const helped = new Set([...text.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name));
    const named = [...(await figures()).keys()].map((name) => name.replace(/\{.*/, '').replace(/_(bucket|sum|count)$/, ''));
    expect([...new Set(named)].filter((name) => !helped.has(name))).toEqual([]);
    expect(helped.size).toBeGreaterThan(35);
    const now = await figures();
    for (const [name, label] of [
      ['logins_refused_total', 'failure="USER_FORBIDDEN",code="1002066"'],
      ['handshakes_refused_total', 'status="429"'],
      ['sockets_closed_total', 'reason="SLOW"'],
      ['reconnects_total', 'cause="silent"'],
      ['callback_attempts_total', 'outcome="failed"'],
    ])
      expect([name, now.get(`liuyun_${name}{${label}}`)]).toEqual([name, 0]);
  });
});

describe.skipIf(elsewhere)('who may read the figures', () => {
  async function serve(config: Partial<Config>): Promise<RunningServer & AsyncDisposable> {
    const parts: Overrides = { engine: createFakeMediaEngine(), store: new MemoryAppStore(), log: quiet };
    const server = await start(testConfig('/nowhere', config), parts);
    return { ...server, [Symbol.asyncDispose]: () => server.close() };
  }
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

  it('[METRICS-10] not whom a proxy speaks for, nor a page whose name leads here', async () => {
    await using server = await serve({});
    const url = `${server.url}metrics`;
    expect((await get(url)).status).toBe(200);
    const refused = await get(url, { 'X-Forwarded-For': '127.0.0.1' });
    expect([refused.status, refused.text.includes('liuyun_')]).toEqual([403, false]);
    expect((await get(url, { Host: 'rebound.example' })).status).toBe(403);
  });

  it('[METRICS-11] whoever shows the token, and nobody without it', async () => {
    const metricsToken = 'a-token-of-enough-length';
    await using server = await serve({ metricsToken });
    const url = `${server.url}metrics`;
    expect((await get(url)).status).toBe(401);
    const shown = await get(url, { Authorization: `Bearer ${metricsToken}`, 'X-Forwarded-For': '192.0.2.1', Host: 'x.example' });
    expect([shown.status, shown.text.includes('liuyun_info{version=')]).toEqual([200, true]);
  });

  it('[METRICS-12] on a port of its own, which serves nothing else', async () => {
    await using server = await serve({ metricsPort: 0 });
    expect((await get(`${server.url}metrics`)).status).toBe(404);
    const own = server.metricsUrl ?? '';
    expect(own).toMatch(/:\d+\/metrics$/);
    const answer = await get(own, { Host: 'prometheus.internal' });
    expect([answer.status, answer.text.includes('liuyun_rooms 0')]).toEqual([200, true]);
    expect((await get(own.replace('/metrics', '/healthz'))).status).toBe(404);
  });

  it('[METRICS-3] the busiest apps have their own figures, the others share one', async () => {
    await using server = await serve({ metricsApps: 1 });
    for (const appID of [7, 8, 9]) server.cloud.apps.open(appID, { keepSessionMs: 1, strictTokenExpiry: false });
    const [app] = server.cloud.apps.all();
    app?.reservePlace({ roomID: 'r' as never, userID: 'ann' as never, maxMemberCount: 0, now: 0 });
    const now = await figuresOf(server);
    const of = (name: string) => [...now].filter(([key]) => key.startsWith(`liuyun_app_${name}`));
    expect(of('rooms')).toEqual([
      ['liuyun_app_rooms{app="7"}', 1],
      ['liuyun_app_rooms{app="other"}', 0],
    ]);
    expect(of('users')).toHaveLength(2);
  });
});
