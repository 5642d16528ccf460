import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@liuyun/kit';
import { checkToken } from '@liuyun/token';
import { afterEach, describe, expect, it } from 'vitest';
import { type Overrides, type RunningServer, start } from '../../server/compose.ts';
import type { Config } from '../../server/config/Config.ts';
import { createFakeMediaEngine } from '../../server/media/fake/FakeMediaEngine.ts';
import { MemoryAppStore } from '../../server/stores/memory/MemoryAppStore.ts';
import { Client, failureOf, within } from './Client.ts';
import { track } from './rtp.ts';
import { elsewhere, loginParams, openReceive, openSend, type Stage, testConfig } from './server.ts';

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const task of undo.splice(0).reverse()) await task();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'liuyun-closing-'));
  undo.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function open(config: Partial<Config> = {}, overrides: Overrides = {}) {
  const engine = createFakeMediaEngine();
  const server = await start(testConfig(folder(), { dev: true, ...config }), {
    engine,
    store: new MemoryAppStore(),
    log,
    ...overrides,
  });
  undo.push(() => server.close());
  return { server, engine };
}

async function join2(server: RunningServer, userID: string, roomID = 'room') {
  const client = await Client.open(server.signallingUrl);
  undo.push(() => client.vanish());
  const stage = { app: server.app, token: () => undefined } as unknown as Stage;
  const params = { ...loginParams(stage, { userID, roomID }), token: undefined, appSign: server.app?.appSign };
  return { client, params, enter: () => client.ask('loginRoom', params) };
}

describe.skipIf(elsewhere)('starting', () => {
  it('[CLOSE-1] a busy port is one clear line, and nothing is left', async () => {
    const { server } = await open();
    const port = Number(new URL(server.url).port);
    const engine = createFakeMediaEngine();
    await expect(open({ port }, { engine })).rejects.toThrow(`port ${port} is in use on 127.0.0.1`);
    expect((await engine.describe()).workers).toEqual([]);
    await expect(open({ host: '203.0.113.1' })).rejects.toThrow('203.0.113.1 is not an address of this machine');
  });

  it('[CLOSE-2] --dev creates one app on the first start and finds it again', async () => {
    const dataDir = folder();
    const make = () => start(testConfig(dataDir, { dev: true }), { engine: createFakeMediaEngine(), log });
    const first = await make();
    await first.close();
    const second = await make();
    undo.push(() => second.close());
    expect(second.app).toEqual(first.app);
    expect(second.startLink).not.toBe(first.startLink?.replace(/:\d+/, new URL(second.url).port));
  });

  it('[CLOSE-4] without --dev no secret is printed and no start link exists', async () => {
    const { server } = await open({ dev: false });
    expect(server.app).toBeUndefined();
    expect(server.startLink).toBeUndefined();
    expect(server.report).not.toMatch(/AppSign|ServerSecret|start=/);
    expect((await fetch(`${server.url}start/token`, { method: 'POST' })).status).toBe(404);
  });
});

describe.skipIf(elsewhere)('stopping', () => {
  it('[CLOSE-10] a closing server takes no logins and serves who is in', async () => {
    const { server } = await open();
    const ann = await join2(server, 'ann');
    const { sessionID, sessionKey } = await ann.enter();
    expect((await fetch(`${server.url}readyz`)).status).toBe(200);
    const hurry = new AbortController();
    const drained = server.drain(60_000, hurry.signal);
    const ready = await fetch(`${server.url}readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reasons: ['closing'] }]);
    const bob = await join2(server, 'bob');
    expect(await failureOf(bob.enter())).toBe('SERVER_CLOSING');
    expect(await failureOf(bob.client.ask('resumeRoom', { sessionID, sessionKey }))).toBe('SERVER_CLOSING');
    await openSend(ann.client);
    hurry.abort();
    await drained;
  });

  it('[CLOSE-11] users hear serverClosing with a time to come back, spread at random', async () => {
    const { server } = await open();
    const clients = [];
    for (let index = 0; index < 12; index++) {
      const one = await join2(server, `user-${index}`, `room-${index % 3}`);
      await one.enter();
      clients.push(one.client);
    }
    const hurry = new AbortController();
    const drained = server.drain(60_000, hurry.signal);
    const times = await Promise.all(clients.map(async (client) => (await client.next('serverClosing')).retryAfterMs));
    expect(new Set(times).size).toBeGreaterThan(6);
    for (const time of times) expect(time).toBeGreaterThanOrEqual(500);
    hurry.abort();
    await drained;
  });

  it('[CLOSE-12] draining ends with the last user, or at the deadline; then sockets close with SERVER_CLOSING', async () => {
    const { server } = await open();
    const [ann, bob] = [await join2(server, 'ann'), await join2(server, 'bob')];
    await ann.enter();
    await bob.enter();
    const drained = server.drain(60_000);
    await ann.client.ask('logoutRoom', {});
    await bob.client.ask('logoutRoom', {});
    await within(drained, 'the end of draining');

    const second = (await open()).server;
    const cat = await join2(second, 'cat');
    await cat.enter();
    await within(second.drain(50), 'the deadline');
    await second.close();
    expect((await cat.client.closed).code).toBe(4003);
  });

  it('[CLOSE-13] a closed server leaves no session, transport, room or timer; [CLOSE-16] closing twice is closing once', async () => {
    const clock = new FakeClock();
    const { server, engine } = await open({}, { clock });
    const [ann, bob] = [await join2(server, 'ann'), await join2(server, 'bob', 'other')];
    await ann.enter();
    const { mediaCapabilities: capabilities } = await bob.enter();
    const streamID = 's';
    await ann.client.ask('startPublishing', {
      streamID,
      transportID: await openSend(ann.client),
      tracks: [track('audio')],
      extraInfo: '',
    });
    const transportID = await openReceive(bob.client);
    await bob.client.ask('startPlaying', { streamID, transportID, capabilities, audio: true, video: true });
    await Client.open(server.signallingUrl);
    await Client.open(server.signallingUrl, 'liuyun.99');
    const before = await engine.describe();
    expect(before.workers.reduce((sum, { transports }) => sum + transports, 0)).toBe(2);
    const closings = [server.close(), server.close()];
    expect(closings[0]).toBe(closings[1]);
    await within(Promise.all(closings), 'closing');
    expect(server.cloud.apps.sessionCount).toBe(0);
    expect(server.cloud.openSessionMedia).toBe(0);
    expect(server.cloud.mediaRooms.size).toBe(0);
    expect([...server.cloud.apps.all()].map(({ rooms, streams }) => [rooms.size, streams.size])).toEqual([[0, 0]]);
    expect((await engine.describe()).workers).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(server.sockets()).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

describe.skipIf(elsewhere)('pages', () => {
  function folders() {
    const root = folder();
    const files = {
      'pages/home/index.html': '<p>home</p>',
      'pages/debug/index.html': '<p>debug</p>',
      'pages/check/index.html': '<p>check</p>',
      'samples/quick-start/index.html': '<p>quick</p>',
      'samples/.hidden': 'hidden',
      'sdk/ZegoExpressWebRTC.js': 'var ZegoExpressEngine;',
      'secret.txt': 'secret',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return { pages: join(root, 'pages'), samples: join(root, 'samples'), sdk: join(root, 'sdk') };
  }

  it('[CLOSE-20] /healthz, /readyz and /metrics answer', async () => {
    const { server } = await open();
    const ann = await join2(server, 'ann');
    await ann.enter();
    await failureOf(ann.client.askAnything('openTransport', {}));
    expect(await (await fetch(`${server.url}healthz`)).json()).toMatchObject({ ok: true });
    expect(await (await fetch(`${server.url}readyz`)).json()).toEqual({ ready: true, reasons: [] });
    const text = await (await fetch(`${server.url}metrics`)).text();
    for (const line of [
      'liuyun_rooms 1',
      'liuyun_users 1',
      'liuyun_sockets 1',
      'liuyun_workers 2',
      'liuyun_login_seconds_count 1',
      'liuyun_requests_total{request="loginRoom",outcome="ok"} 1',
      'liuyun_requests_total{request="openTransport",outcome="INPUT_PARAM"} 1',
    ]) {
      expect(text).toContain(line);
    }
  });

  it('[CLOSE-20] a server without media workers is not ready', async () => {
    const { server, engine } = await open();
    await engine.close();
    expect((await fetch(`${server.url}readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}healthz`)).status).toBe(200);
  });

  it('[CLOSE-21] pages forbid foreign scripts, the SDK may be loaded by other sites, unchanged files are not sent again', async () => {
    const { server } = await open({}, { folders: folders() });
    for (const path of ['', 'debug', 'check', 'samples/quick-start', 'samples/quick-start/']) {
      const page = await fetch(`${server.url}${path}`);
      expect(page.status).toBe(200);
      expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(page.headers.get('access-control-allow-origin')).toBeNull();
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    }
    const sdk = await fetch(`${server.url}sdk/ZegoExpressWebRTC.js`);
    expect(sdk.headers.get('access-control-allow-origin')).toBe('*');
    expect(sdk.headers.get('content-type')).toContain('javascript');
    expect(sdk.headers.get('cache-control')).toBe('no-cache');
    const again = await rawGet(server, '/sdk/ZegoExpressWebRTC.js', { 'If-None-Match': sdk.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('[CLOSE-22] nothing outside the served folders can be read', async () => {
    const { server } = await open({}, { folders: folders() });
    const paths = [
      '/samples/../secret.txt',
      '/samples/..%2fsecret.txt',
      '/samples/%2e%2e/secret.txt',
      '/samples/..\\secret.txt',
      '/samples/..%5csecret.txt',
      '/sdk/%252e%252e/secret.txt',
      '/samples/.hidden',
      '/samples//secret.txt',
      '/samples/quick-start/..%00/secret.txt',
      '//etc/passwd',
      '/file:///etc/passwd',
      '/%zz',
    ];
    for (const path of paths) {
      const { status, text } = await rawGet(server, path);
      expect(status, path).toBeGreaterThanOrEqual(400);
      expect(status, path).toBeLessThan(500);
      expect(text).not.toMatch(/secret$|hidden$|root:/);
    }
  });

  it('[CLOSE-23] what does not exist is a page that says what to do, with hostile paths made harmless', async () => {
    const missing = { ...folders(), sdk: join(folder(), 'not-built') };
    const { server } = await open({}, { folders: missing });
    const page = await fetch(`${server.url}%3Cscript%3E<img src=x>`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(404);
    const html = await page.text();
    expect(html).toContain('Nothing is here');
    expect(html).not.toMatch(/<script|<img/);
    const sdk = await fetch(`${server.url}sdk/ZegoExpressWebRTC.js`);
    expect([sdk.status, (await sdk.json()).detail]).toEqual([404, 'the SDK has not been built yet: run "npm run build"']);
    mkdirSync(missing.sdk);
    writeFileSync(join(missing.sdk, 'ZegoExpressWebRTC.js'), 'built');
    expect(await (await fetch(`${server.url}sdk/ZegoExpressWebRTC.js`)).text()).toBe('built');
  });

  it('[CLOSE-24] whoever has the start key gets tokens, not too often', async () => {
    const clock = new FakeClock(Date.now());
    const { server } = await open({}, { clock });
    const key = new URL(server.startLink ?? '').hash.replace('#start=', '');
    const ask = (body: unknown, authorization = `Bearer ${key}`) =>
      fetch(`${server.url}start/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const answer = await ask({ userID: 'ann', roomID: 'room' });
    const { appID, token, expiresAt, server: url } = await answer.json();
    expect([answer.status, appID, url]).toEqual([200, server.app?.appID, server.signallingUrl]);
    const said = { appID, userID: 'ann', secret: server.app?.serverSecret ?? '', now: clock.now(), checkPrivileges: true };
    expect(checkToken({ ...said, token, roomID: 'room' })).toMatchObject({ ok: true, token: { expiresAt: expiresAt / 1000 } });
    expect(checkToken({ ...said, token, roomID: 'other' })).toMatchObject({ ok: false });
    const anyRoom = await (await ask({ userID: 'ann' })).json();
    expect(checkToken({ ...said, token: anyRoom.token, roomID: 'other' })).toMatchObject({ ok: true });
    const wrong: [unknown, number][] = [
      [{}, 400],
      [{ userID: '' }, 400],
      [{ userID: 'a b' }, 400],
      [{ userID: 'ann', roomID: 'r'.repeat(129) }, 400],
      ['{"userID":', 400],
      [{ userID: 'x'.repeat(20_000) }, 413],
      ['{"__proto__":{"userID":"ann"}}', 400],
    ];
    for (const [body, status] of wrong) expect((await ask(body)).status, JSON.stringify(body).slice(0, 60)).toBe(status);
    for (const authorization of ['', 'Bearer ', 'Basic x', `Bearer ${key}x`])
      expect((await ask({ userID: 'ann' }, authorization)).status).toBe(401);
    for (let count = 4; count < 20; count++) await ask({ userID: 'ann' }, 'Bearer guess');
    expect((await ask({ userID: 'ann' }, 'Bearer guess')).status).toBe(429);
    clock.advance(60_000);
    const many = await Promise.all(Array.from({ length: 210 }, () => ask({ userID: 'ann' })));
    expect(many.filter(({ status }) => status === 200)).toHaveLength(200);
    expect(many.filter(({ status }) => status === 429)).toHaveLength(10);
  });
});

/** `fetch` would tidy the path up before it is sent, and asks for a fresh copy when it is given a condition. */
function rawGet(server: RunningServer, path: string, headers = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const asked = request({ hostname, port, path, headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (data) => (text += String(data)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}
