import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, start } from '../../server/compose.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { Client } from './Client.ts';
import { attributesOf, Collector } from './Collector.ts';
import { ServerApiCaller } from './ServerApiCaller.ts';
import { elsewhere, testConfig } from './server.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe.skipIf(elsewhere)('traces', () => {
  let collector: Collector;
  let endpoint: string;
  beforeEach(async () => {
    collector = new Collector();
    endpoint = await collector.open();
  });
  afterEach(() => collector.close());

  async function serve(more: object, webhooks = new FakeWebhookSender()): Promise<RunningServer> {
    const parts = { engine: createFakeMediaEngine(), store: new MemoryAppStore(), log: quiet, webhooks };
    return start(testConfig('/nowhere', { dev: true, ...more }), parts);
  }

  function apiOf({ url, app }: RunningServer): ServerApiCaller {
    const credentials = { appID: app?.appID ?? 0, serverSecret: app?.serverSecret ?? '' };
    return new ServerApiCaller(
      () => url.replace(/\/$/, ''),
      () => credentials,
    );
  }

  async function call(server: RunningServer, userID = 'ann') {
    const { app } = server;
    if (!app) throw new Error('no app');
    const client = await Client.open(server.signallingUrl);
    await client.ask('loginRoom', {
      appID: app.appID,
      roomID: 'room',
      user: { userID, userName: 'a private name' },
      appSign: app.appSign,
      userUpdate: true,
      maxMemberCount: 0,
      client: { sdk: 'test', version: '0', platform: 'node' },
    });
    return { app, client };
  }

  it('[TRACE-1] a span for each request, server API call and callback, with IDs and outcomes', async () => {
    const webhooks = new FakeWebhookSender();
    const server = await serve({ otelEndpoint: endpoint }, webhooks);
    const { app } = server;
    await server.cloud.store.update(app?.appID ?? 0, { callback: { url: 'https://app.example/', secret: 'hush' } });
    const { client } = await call(server);
    await client.askAnything('sendBroadcastMessage', { message: 'a private message' });
    await client.askAnything('startPlaying', { streamID: 'nowhere' }).catch(() => {});
    const { RequestId } = await apiOf(server).call('DescribeUserNum', { RoomId: ['room'] });
    await expect.poll(() => webhooks.accepted.length).toBeGreaterThan(1);
    await server.close();

    const by = (name: string) => collector.spans.filter((span) => span.name === name).map(attributesOf);
    const ids = { 'liuyun.app_id': app?.appID, 'liuyun.room_id': 'room', 'liuyun.user_id': 'ann' };
    expect(by('loginRoom')).toEqual([expect.objectContaining({ 'liuyun.outcome': 'ok', ...ids })]);
    expect(by('startPlaying')[0]?.['liuyun.outcome']).toBe('INPUT_PARAM');
    expect(by('server API DescribeUserNum')).toEqual([
      { 'liuyun.action': 'DescribeUserNum', 'liuyun.code': 0, 'liuyun.request_id': RequestId, 'liuyun.app_id': app?.appID },
    ]);
    expect(by('callback room_login')[0]).toMatchObject({ 'liuyun.outcome': 'delivered', 'liuyun.event': 'room_login' });
    expect(new Set(collector.paths)).toEqual(new Set(['POST /v1/traces application/json']));
  });

  it('[TRACE-2] no span holds a token, a secret, a message, a name or an address', async () => {
    const server = await serve({ otelEndpoint: endpoint });
    const { app, client } = await call(server);
    await client.askAnything('sendBroadcastMessage', { message: 'a private message' });
    await client.askAnything('hostile-name', { secret: 'written by a client' }).catch(() => {});
    await server.close();
    const text = collector.texts.join();
    expect(text).toContain('sendBroadcastMessage');
    for (const secret of [app.appSign, app.serverSecret, 'a private', '127.0.0.1', 'hostile-name', 'written by a client']) {
      expect(text.includes(secret), secret.slice(0, 12)).toBe(false);
    }
  });

  it('[TRACE-3] a server API call is part of the trace that its caller names', async () => {
    const server = await serve({ otelEndpoint: endpoint });
    const traceparent = `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01`;
    const signed = () => `${server.url}?${apiOf(server).query('DescribeUserNum', { RoomId: ['room'] })}`;
    await fetch(signed(), { headers: { traceparent } });
    await fetch(signed(), { headers: { traceparent: 'nonsense' } });
    await fetch(`${server.url}?Action=DescribeUserNum`, { headers: { traceparent } });
    await server.close();
    const [child, ...roots] = collector.spans;
    expect(child).toMatchObject({ traceId: 'ab'.repeat(16), parentSpanId: 'cd'.repeat(8) });
    expect(roots.map(({ traceId }) => traceId === 'ab'.repeat(16))).toEqual([false, false]);
  });

  it('[TRACE-4] without an endpoint there are none, and a collector that is not there holds nobody up', async () => {
    const without = await serve({});
    await call(without);
    await without.close();
    expect(collector.texts).toEqual([]);
    await collector.close();
    const server = await serve({ otelEndpoint: endpoint });
    await call(server);
    await server.close();
    await collector.open();
  });
});
