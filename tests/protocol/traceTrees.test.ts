import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Overrides, type RunningServer, start } from '../../server/compose.ts';
import type { Config } from '../../server/config/Config.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { fakeCapabilities } from '../../server/media/fake/fakeCapabilities.ts';
import { FakeWebhookSender } from '../../server/webhooks/fake/FakeWebhookSender.ts';
import { Client } from './Client.ts';
import { attributesOf, Collector, type Span } from './Collector.ts';
import { track } from './rtp.ts';
import { ServerApiCaller } from './ServerApiCaller.ts';
import { elsewhere, openReceive, openSend, testConfig } from './server.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0[01]$/;

describe.skipIf(elsewhere)('what belongs together in traces', () => {
  let collector: Collector;
  let endpoint: string;
  let folder: string;
  let webhooks: FakeWebhookSender;
  beforeEach(async () => {
    collector = new Collector();
    endpoint = await collector.open();
    folder = mkdtempSync(join(tmpdir(), 'liuyun-traces-'));
    webhooks = new FakeWebhookSender();
  });
  afterEach(async () => {
    await collector.close();
    rmSync(folder, { recursive: true });
  });

  async function serve(more: Partial<Config> = {}, overrides: Overrides = {}): Promise<RunningServer> {
    const parts = { engine: createFakeMediaEngine(), log: quiet, webhooks, ...overrides };
    const server = await start(testConfig(folder, { dev: true, otelEndpoint: endpoint, ...more }), parts);
    await server.cloud.store.update(server.app?.appID ?? 0, { callback: { url: 'https://app.example/', secret: 'hush' } });
    return server;
  }

  async function call({ app, signallingUrl }: RunningServer, userID: string): Promise<Client> {
    const client = await Client.open(signallingUrl);
    await client.ask('loginRoom', {
      appID: app?.appID ?? 0,
      roomID: 'room',
      user: { userID, userName: userID },
      appSign: app?.appSign,
      userUpdate: true,
      maxMemberCount: 0,
      client: { sdk: 'test', version: '0', platform: 'node' },
    });
    return client;
  }

  const named = (name: string): Span[] => collector.spans.filter((span) => span.name === name);
  const one = (name: string): Span => {
    const [span, ...more] = named(name);
    if (!span || more.length > 0) throw new Error(`${more.length + (span ? 1 : 0)} spans ${name}`);
    return span;
  };
  const below = ({ spanId, traceId }: Span): string[] =>
    collector.spans.filter((span) => span.parentSpanId === spanId && span.traceId === traceId).map(({ name }) => name);
  const told = (event: string) => webhooks.tried.find(({ body }) => JSON.parse(body).event === event)?.headers.traceparent ?? '';

  it('[TRACE-5] below a login, a publish and a play are the steps that took time: the store, the token, the media worker', async () => {
    const server = await serve();
    const ann = await call(server, 'ann');
    const streamID = 'stream';
    await ann.ask('startPublishing', { transportID: await openSend(ann), streamID, tracks: [track('audio')], extraInfo: '' });
    const bob = await call(server, 'bob');
    const playing = { streamID, transportID: await openReceive(bob), capabilities: fakeCapabilities, audio: true, video: true };
    await bob.ask('startPlaying', playing);
    await bob.ask('resumePlaying', { streamID });
    await server.close();

    const [login] = named('loginRoom');
    expect(login && below(login)).toEqual(
      expect.arrayContaining(['read the app', 'check the token', 'open the media room', 'write the callback']),
    );
    expect(below(one('startPublishing'))).toEqual(expect.arrayContaining(['media: publish', 'write the callback']));
    expect(below(one('startPlaying'))).toEqual(['media: play']);
    expect(below(one('resumePlaying'))).toEqual(['media: resume']);
    expect(below(one('connectTransport'))).toEqual(['media: connect']);
    expect(named('openTransport').map(below)).toEqual([['media: open transport'], ['media: open transport']]);
  });

  it('[TRACE-5] a step that failed says so by our name of the failure, and is an error only if it is our fault', async () => {
    const server = await serve();
    const client = await Client.open(server.signallingUrl);
    const who = { user: { userID: 'eve', userName: 'eve' }, roomID: 'room', appSign: 'ff'.repeat(32) };
    const more = { userUpdate: true, maxMemberCount: 0, client: { sdk: 'test', version: '0', platform: 'node' } };
    await expect(client.askAnything('loginRoom', { appID: server.app?.appID, ...who, ...more })).rejects.toThrow();
    await server.close();
    const check = one('check the token');
    expect(attributesOf(check)).toEqual({ 'liuyun.outcome': 'APP_SIGN_WRONG' });
    expect(check.status?.code ?? 0).toBe(0);
  });

  it('[TRACE-6] a callback is part of the trace of what caused it, and so is what its receiver does', async () => {
    const server = await serve();
    await call(server, 'ann');
    await expect.poll(() => webhooks.accepted.length).toBe(2);
    await server.close();
    const login = one('loginRoom');
    const attempt = one('callback room_login');
    expect(attempt.traceId).toBe(login.traceId);
    const writing = collector.spans.find(({ spanId }) => spanId === attempt.parentSpanId);
    expect(writing).toMatchObject({ name: 'write the callback', parentSpanId: login.spanId });
    expect(told('room_login')).toBe(`00-${attempt.traceId}-${attempt.spanId}-01`);
  });

  it('[TRACE-6] that holds from the trace of the own server of an app, through the server API, back to it', async () => {
    const server = await serve();
    await call(server, 'ann');
    const app = { appID: server.app?.appID ?? 0, serverSecret: server.app?.serverSecret ?? '' };
    const api = new ServerApiCaller(
      () => server.url.replace(/\/$/, ''),
      () => app,
    );
    const query = api.query('KickoutUser', { RoomId: 'room', UserId: ['ann'] });
    await fetch(`${server.url}?${query}`, { headers: { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` } });
    await expect.poll(() => told('room_logout')).toMatch(TRACEPARENT);
    await server.close();
    expect(told('room_logout').split('-')[1]).toBe('ab'.repeat(16));
    expect(one('server API KickoutUser').parentSpanId).toBe('cd'.repeat(8));
  });

  it('[TRACE-6] a restart does not tear it off', async () => {
    webhooks.answer = () => ({ ok: false, error: 'HTTP 503' });
    const first = await serve();
    await call(first, 'ann');
    await expect.poll(() => webhooks.tried.length).toBeGreaterThan(0);
    await first.close();
    const login = one('loginRoom');
    webhooks = new FakeWebhookSender();
    const second = await serve();
    await expect.poll(() => told('room_login'), { timeout: 10_000 }).toMatch(TRACEPARENT);
    await second.close();
    expect(told('room_login').split('-')[1]).toBe(login.traceId);
  });

  it('[TRACE-6] what is not sampled is told to be so, and without traces nothing is told', async () => {
    const unsampled = await serve({ otelShare: 0 });
    await call(unsampled, 'ann');
    await expect.poll(() => told('room_login')).toMatch(/-00$/);
    await unsampled.close();
    expect(collector.texts).toEqual([]);
    webhooks = new FakeWebhookSender();
    const without = await serve({ otelEndpoint: undefined });
    await call(without, 'bob');
    await expect.poll(() => webhooks.tried.length).toBeGreaterThan(1);
    await without.close();
    expect(webhooks.tried.filter(({ headers }) => 'traceparent' in headers)).toEqual([]);
  });
});
