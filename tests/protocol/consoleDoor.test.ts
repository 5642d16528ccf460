import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdminRequestName, adminRoutes } from '@liuyun/protocol/admin/requests';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { consoleStage, PASSWORD } from './consoleStage.ts';
import { elsewhere } from './server.ts';

const names = Object.keys(adminRoutes) as AdminRequestName[];
const dist = mkdtempSync(join(tmpdir(), 'liuyun-console-'));
afterAll(() => rmSync(dist, { recursive: true }));
mkdirSync(join(dist, 'assets'));
writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Console</title>');
writeFileSync(join(dist, 'assets', 'index-abc.js'), 'export {}');

describe.skipIf(elsewhere)('console: the door', () => {
  const stage = consoleStage({ overrides: { folders: { console: dist } } });

  it('[CONSOLE-1] a failure has its name, its status and, for a wrong field, the field', async () => {
    const admin = await stage.admin();
    const failure = async (path: string, more = {}) => {
      const { status, text, headers } = await admin.raw(path, more);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(headers['cache-control']).toBe('no-store');
      return { status, ...(JSON.parse(text) as { error: { name: string; field?: string } }).error };
    };
    expect(await failure('/console/api/noSuchThing')).toMatchObject({ status: 404, name: 'NOT_FOUND' });
    expect(await failure('/console/api/a/b')).toMatchObject({ status: 404, name: 'NOT_FOUND' });
    expect(await failure('/console/api/login')).toMatchObject({ status: 400, name: 'BAD_REQUEST' });
    expect(await failure('/console/api/listAdministrators?limit=0')).toMatchObject({
      status: 400,
      name: 'BAD_REQUEST',
      field: 'limit',
    });
    expect(await failure('/console/api/listAdministrators?limit=x')).toMatchObject({ status: 400, field: 'limit' });
    const { status, text } = await admin.send('createAdministrator', { username: 'a b', password: PASSWORD, role: 'admin' });
    expect([status, JSON.parse(text).error.field]).toEqual([400, 'username']);
  });

  it('[CONSOLE-2] who has not signed in may only sign in, and a viewer may look and change nothing', async () => {
    const [nobody, viewer] = [stage.browser(), await stage.person('vera', 'viewer')];
    for (const name of names) {
      const { role } = adminRoutes[name];
      const asNobody = await nobody.send(name, {});
      if (role !== 'anyone')
        expect([name, asNobody.status, JSON.parse(asNobody.text).error.name]).toEqual([name, 401, 'UNAUTHENTICATED']);
      else expect([name, asNobody.status]).toEqual([name, name === 'getSession' ? 200 : 400]);
      if (role !== 'admin') continue;
      const asViewer = await viewer.send(name, {});
      expect([name, asViewer.status, JSON.parse(asViewer.text).error.name]).toEqual([name, 403, 'FORBIDDEN']);
    }
    const changing = names.filter((name) => adminRoutes[name].method === 'POST' && adminRoutes[name].role !== 'admin');
    expect(changing).toEqual(['firstRun', 'login', 'logout', 'changePassword']);
  });

  it('[CONSOLE-3] a POST needs the session’s own value in its header, and comes from the same site', async () => {
    const [admin, other] = [await stage.admin(), await stage.admin()];
    const params = { username: 'zed', password: PASSWORD, role: 'viewer' };
    const status = async (headers: { [name: string]: string }) =>
      (await admin.send('createAdministrator', params, headers)).status;
    expect(await status({ 'x-liuyun-csrf': '' })).toBe(403);
    expect(await status({ 'x-liuyun-csrf': 'nobody' })).toBe(403);
    expect(await status({ 'x-liuyun-csrf': other.csrf })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await status({ 'content-type': 'text/plain' })).toBe(400);
    expect((await stage.browser().send('login', { username: 'root', password: PASSWORD }, { 'x-liuyun-csrf': '' })).status).toBe(
      403,
    );
    expect((await admin.ask('listAdministrators', {})).items.map(({ username }) => username)).not.toContain('zed');
    expect(await status({ 'sec-fetch-site': 'same-origin' })).toBe(200);
  });

  it('[CONSOLE-4] hostile input has a documented answer', async () => {
    const admin = await stage.admin();
    const documented = new Set([200, 400, 401, 403, 404, 409, 429]);
    const bodies = [
      '',
      '[]',
      'null',
      '{',
      '"x"',
      '{"__proto__":{"role":"admin"}}',
      `{"appID":1e400}`,
      '\ud800',
      'x'.repeat(70_000),
    ];
    for (const body of bodies) {
      const headers = { 'content-type': 'application/json', 'x-liuyun-csrf': admin.csrf };
      const { status, text } = await admin.raw('/console/api/createAdministrator', { method: 'POST', body, headers });
      expect([body.slice(0, 20), status]).toEqual([body.slice(0, 20), 400]);
      expect(JSON.parse(text).error.name).toBe('BAD_REQUEST');
    }
    for (const cookie of [
      'liuyun_console=',
      'liuyun_console=x',
      `liuyun_console=${'0'.repeat(64)}`,
      ';;;=;',
      `a=${'x'.repeat(4_000)}`,
    ]) {
      const browser = stage.browser();
      browser.cookie = cookie;
      expect(await browser.ask('getSession', {})).toMatchObject({ username: null });
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.dictionary(fc.string(), fc.jsonValue()), async (name, params) => {
        // As many as come, from as many places.
        const headers = { 'x-forwarded-for': fc.sample(fc.ipV4(), 1)[0] ?? '' };
        const { status, text } = await stage.browser().send(name, params, headers);
        expect(documented).toContain(status);
        JSON.parse(text);
      }),
      { numRuns: 150 },
    );
  });

  it('[CONSOLE-6] pages are served for every path of the console, under a policy without inline script', async () => {
    const browser = stage.browser();
    for (const path of ['/console/', '/console/apps/7/rooms/a.b', '/console/calls?x=1.js']) {
      const { status, text, headers } = await browser.raw(path);
      expect([path, status, text]).toEqual([path, 200, '<!doctype html><title>Console</title>']);
      expect(headers['content-security-policy']).toMatch(
        /default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/,
      );
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['cache-control']).toBe('no-cache');
    }
    expect(await browser.raw('/console')).toMatchObject({ status: 302, headers: { location: '/console/' } });
    const script = await browser.raw('/console/assets/index-abc.js');
    expect([script.status, script.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    for (const path of [
      '/console/assets/gone.js',
      '/console/../package.json',
      '/console/%2e%2e/%2e%2e/package.json',
      '/console/favicon.ico',
    ])
      expect([403, 404]).toContain((await browser.raw(path)).status);
  });
});

describe.skipIf(elsewhere)('console: not built', () => {
  const stage = consoleStage({ overrides: { folders: { console: join(dist, 'nowhere') } } });

  it('[CONSOLE-6] where the pages were not built, a page says how', async () => {
    const { status, text } = await stage.browser().raw('/console/');
    expect(status).toBe(503);
    expect(text).toContain('npm run build');
    expect((await stage.browser().raw('/console/main.js')).status).toBe(404);
  });
});

describe.skipIf(elsewhere)('console: who asks too often', () => {
  const stage = consoleStage({ fakeClock: true });

  it('[CONSOLE-5] who asks too often is told when to ask again', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.77' };
    const statuses = async (count: number) =>
      Promise.all(Array.from({ length: count }, async () => (await stage.browser().send('getSession', {}, headers)).status));
    const lateOf = (all: number[]) => all.filter((status) => status === 429).length;
    expect(lateOf(await statuses(220))).toBe(70);
    expect((await stage.browser().send('getSession', {}, headers)).headers['retry-after']).toBe('1');
    expect((await stage.browser().send('getSession', {})).status).toBe(200);
    stage.clock.advance(1_000);
    expect(lateOf(await statuses(40))).toBe(10);
  });
});
