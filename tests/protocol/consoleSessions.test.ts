import { describe, expect, it } from 'vitest';
import { consoleStage, PASSWORD } from './consoleStage.ts';
import { elsewhere } from './server.ts';

const HOUR_MS = 3_600_000;
const refused = (name: string) => ({ error: { name } });

describe.skipIf(elsewhere)('console: the first administrator', () => {
  const stage = consoleStage();

  it('[CONSOLE-10] the printed link makes the first administrator, and its key is good for nothing afterwards', async () => {
    const browser = stage.browser();
    expect(await browser.ask('getSession', {})).toMatchObject({
      username: null,
      role: null,
      firstRunNeeded: true,
      secure: false,
    });
    const key = stage.firstRunKey();
    expect(key).toMatch(/^[0-9a-f]{48}$/);
    expect(stage.server.report).toContain(stage.server.consoleLink);
    const first = { username: 'Root', password: PASSWORD };
    await expect(browser.ask('firstRun', { ...first, key: 'guessed' })).rejects.toMatchObject(refused('FORBIDDEN'));
    await expect(browser.ask('firstRun', { ...first, key, password: 'short' })).rejects.toMatchObject({
      error: { name: 'BAD_REQUEST', field: 'password' },
    });
    expect(await browser.ask('firstRun', { ...first, key })).toMatchObject({
      username: 'Root',
      role: 'admin',
      firstRunNeeded: false,
    });
    for (const again of [key, 'guessed'])
      await expect(stage.browser().ask('firstRun', { ...first, username: 'eve', key: again })).rejects.toMatchObject(
        refused('CONFLICT'),
      );
    expect(await browser.ask('listAdministrators', {})).toMatchObject({
      items: [{ username: 'Root', role: 'admin', disabled: false }],
    });
    expect((await stage.browser().ask('getSession', {})).firstRunNeeded).toBe(false);
  });
});

describe.skipIf(elsewhere)('console: signing in', () => {
  const stage = consoleStage({ fakeClock: true });

  it('[CONSOLE-11] the cookie is HttpOnly, SameSite=Strict, for /console, and Secure over https', async () => {
    await stage.admin();
    const login = (headers = {}) => stage.browser().send('login', { username: 'root', password: PASSWORD }, headers);
    const [plain] = (await login()).headers['set-cookie'] as string[];
    expect(plain).toMatch(/^liuyun_console=[0-9a-f]{64}; Path=\/console; HttpOnly; SameSite=Strict; Max-Age=604800$/);
    const [secure] = (await login({ 'x-forwarded-proto': 'https' })).headers['set-cookie'] as string[];
    expect(secure).toMatch(/; Secure$/);
  });

  it('[CONSOLE-12] a wrong name and a wrong password are answered alike', async () => {
    const wrong = async (username: string) => {
      const { status, text } = await stage.browser().send('login', { username, password: 'wrong password' });
      return { status, text };
    };
    const [name, password] = [await wrong('nobody-here'), await wrong('root')];
    expect(name).toEqual(password);
    expect(name.status).toBe(401);
    expect(await stage.browser().login('ROOT', PASSWORD)).toBeDefined();
  });

  it('[CONSOLE-13] wrong passwords make the next try wait, longer each time, and strangers lock nobody out', async () => {
    const home = { 'x-forwarded-for': '198.51.100.7' };
    await stage.browser().send('login', { username: 'root', password: PASSWORD }, home);
    const guess = async (address: string, password = 'wrong password') => {
      const { status, text } = await stage
        .browser()
        .send('login', { username: 'root', password }, { 'x-forwarded-for': address });
      return { status, wait: (JSON.parse(text) as { error?: { retryAfterMs?: number } }).error?.retryAfterMs };
    };
    for (const at of [1, 2, 3, 4, 5]) expect(await guess(`192.0.2.${at}`)).toMatchObject({ status: 401 });
    expect(await guess('192.0.2.6', PASSWORD)).toEqual({ status: 429, wait: 1_000 });
    stage.clock.advance(1_000);
    expect((await guess('192.0.2.7')).status).toBe(401);
    expect(await guess('192.0.2.8')).toEqual({ status: 429, wait: 2_000 });
    expect((await guess('198.51.100.7', PASSWORD)).status).toBe(200);
    const spray = async (at: number) =>
      (await stage.browser().send('login', { username: `user${at}`, password: 'x' }, { 'x-forwarded-for': '203.0.113.9' }))
        .status;
    const spread: number[] = [];
    for (let at = 0; at < 21; at += 1) spread.push(await spray(at));
    expect(spread).toEqual([...Array<number>(20).fill(401), 429]);
  });

  it('[CONSOLE-14] a session ends after 12 hours without use, after 7 days, and at logout', async () => {
    const [idle, busy] = [await stage.admin(), await stage.admin()];
    const alive = async (browser: typeof idle) => (await browser.ask('getSession', {})).username === 'root';
    for (let hours = 0; hours < 11; hours += 1) {
      stage.clock.advance(HOUR_MS);
      expect(await alive(busy)).toBe(true);
    }
    stage.clock.advance(HOUR_MS);
    expect([await alive(idle), await alive(busy)]).toEqual([false, true]);
    await expect(idle.ask('listAdministrators', {})).rejects.toMatchObject({ status: 401, error: { name: 'UNAUTHENTICATED' } });
    for (let hours = 12; hours < 7 * 24; hours += 6) {
      expect(await alive(busy)).toBe(true);
      stage.clock.advance(6 * HOUR_MS);
    }
    expect(await alive(busy)).toBe(false);

    const leaving = await stage.admin();
    const { cookie } = leaving;
    await leaving.ask('logout', {});
    expect(leaving.cookie).toBeUndefined();
    leaving.cookie = cookie;
    expect(await alive(leaving)).toBe(false);
  });

  it('[CONSOLE-15] a new password ends all other sessions, and only the right old one makes it', async () => {
    const [here, there] = [await stage.person('carl', 'viewer'), await stage.browser().login('carl', PASSWORD)];
    await expect(here.ask('changePassword', { oldPassword: 'wrong', newPassword: 'another password' })).rejects.toMatchObject({
      error: { name: 'BAD_REQUEST', field: 'oldPassword' },
    });
    await here.ask('changePassword', { oldPassword: PASSWORD, newPassword: 'another password' });
    expect((await here.ask('getSession', {})).username).toBe('carl');
    expect((await there.ask('getSession', {})).username).toBeNull();
    await expect(stage.browser().login('carl', PASSWORD)).rejects.toMatchObject(refused('UNAUTHENTICATED'));
    await stage.browser().login('carl', 'another password');
  });

  it('[CONSOLE-17] administrators are made, changed and removed; somebody with the role admin is always left', async () => {
    const admin = await stage.admin();
    const dora = await stage.person('Dora', 'viewer');
    await expect(admin.ask('createAdministrator', { username: 'DORA', password: PASSWORD, role: 'admin' })).rejects.toMatchObject(
      {
        status: 409,
        error: { name: 'CONFLICT', field: 'username' },
      },
    );
    await admin.ask('changeAdministrator', { username: 'dora', role: 'admin' });
    expect((await dora.ask('getSession', {})).username).toBeNull();
    await dora.login('dora', PASSWORD);
    await dora.ask('changeAdministrator', { username: 'root', disabled: true });
    expect((await admin.ask('getSession', {})).username).toBeNull();
    await expect(stage.browser().login('root', PASSWORD)).rejects.toMatchObject(refused('UNAUTHENTICATED'));
    for (const change of [{ disabled: true }, { role: 'viewer' as const }])
      await expect(dora.ask('changeAdministrator', { username: 'dora', ...change })).rejects.toMatchObject(refused('CONFLICT'));
    await expect(dora.ask('deleteAdministrator', { username: 'dora' })).rejects.toMatchObject(refused('CONFLICT'));
    await dora.ask('changeAdministrator', { username: 'root', disabled: false, password: 'a third password' });
    await stage.browser().login('root', 'a third password');
    await dora.ask('changeAdministrator', { username: 'root', password: PASSWORD });
    await (await stage.admin()).ask('deleteAdministrator', { username: 'dora' });
    expect((await dora.ask('getSession', {})).username).toBeNull();
    await expect((await stage.admin()).ask('deleteAdministrator', { username: 'dora' })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    );
  });

  it('[CONSOLE-16] no password, key or secret of a session is kept in the clear or logged', async () => {
    const admin = await stage.admin();
    const kept = JSON.stringify(await stage.server.console.administrators.list());
    expect(kept).toMatch(/scrypt\$4\$8\$1\$/);
    const [, token = ''] = admin.cookie?.split('=') ?? [];
    const found = await stage.server.console.administrators.findSession(token);
    expect(found).toBeUndefined();
    for (const secret of [PASSWORD, token, stage.firstRunKey()]) {
      expect(stage.logLines.join('\n')).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
  });
});
