import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Passwords } from '../operations/admin/passwords.ts';
import type { AppRecord } from '../stores/AppStore.ts';
import { SqliteAdministratorStore } from '../stores/sqlite/SqliteAdministratorStore.ts';
import { SqliteAppStore } from '../stores/sqlite/SqliteAppStore.ts';
import { SqliteAuditStore } from '../stores/sqlite/SqliteAuditStore.ts';
import { runCli } from './runCli.ts';

/** Hashing a password takes some tenths of a second by design, and more on a busy machine. */
const SLOW_MS = 60_000;

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'liuyun-cli-admin-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

async function liuyun(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const ended = { code: 0, out: '', err: '' };
  ended.code = await runCli({
    argv,
    env: { LIUYUN_DATA_DIR: dataDir },
    out: (line) => (ended.out += `${line}\n`),
    err: (line) => (ended.err += `${line}\n`),
    serve: async () => 0,
  });
  return ended;
}

const createdApp = async () => JSON.parse((await liuyun('app', 'create', '--json')).out) as AppRecord;

async function storedApp(appID: number): Promise<AppRecord | undefined> {
  const store = SqliteAppStore.open(dataDir);
  const found = await store.find(appID);
  await store.close();
  return found;
}

it(
  '[CLI-20] rotate-secret makes a new ServerSecret, and the former one is good for as long as asked',
  async () => {
    const { appID, serverSecret } = await createdApp();
    const id = String(appID);
    const changed = JSON.parse((await liuyun('app', 'rotate-secret', id, '--grace-hours', '2', '--json')).out);
    const stored = await storedApp(appID);
    expect(stored).toMatchObject({
      serverSecret: changed.serverSecret,
      previousSecret: { secret: serverSecret, until: changed.graceUntil },
    });
    expect(Math.abs(changed.graceUntil - Date.now() - 7_200_000)).toBeLessThan(60_000);
    expect((await liuyun('app', 'rotate-secret', id, '--grace-hours', '0')).out).toContain('The former one is good no longer.');
    expect((await storedApp(appID))?.previousSecret).toBeUndefined();
    expect(await liuyun('app', 'rotate-secret', id, '--grace-hours', 'x')).toMatchObject({ code: 2 });
    expect(await liuyun('app', 'rotate-secret', '7')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no app "7"'),
    });
  },
  SLOW_MS,
);

it(
  '[CLI-21] administrators are made and let in again with a password that is printed once',
  async () => {
    expect(await liuyun('admin', 'create', 'ann')).toMatchObject({ code: 1, err: expect.stringContaining('there is no data') });
    await createdApp();
    const made = await liuyun('admin', 'create', 'ann');
    const passwordOf = ({ out }: { out: string }) => /^ann signs in with the password ([0-9a-f-]{23})\n$/.exec(out)?.[1] ?? '';
    expect(await liuyun('admin', 'create', 'ANN')).toMatchObject({ code: 1, err: 'liuyun: this name is taken\n' });
    expect(await liuyun('admin', 'create', 'b b')).toMatchObject({ code: 2 });
    const store = SqliteAdministratorStore.open(dataDir);
    const passwords = new Passwords();
    const hash = async () => (await store.find('ann'))?.passwordHash;
    expect(await passwords.check(passwordOf(made), await hash())).toBe(true);
    await store.addSession({ hash: 'h', username: 'ann', createdAt: 1, seenAt: 1 });
    await store.change('ann', { disabled: true });
    const reset = await liuyun('admin', 'reset-password', 'Ann');
    expect(await passwords.check(/password (\S+)/.exec(reset.out)?.[1] ?? '', await hash())).toBe(true);
    expect(await store.find('ann')).toMatchObject({ disabled: false, role: 'admin' });
    expect(await store.findSession('h')).toBeUndefined();
    expect((await liuyun('admin', 'list')).out).toMatch(/^ann +admin +never$/m);
    expect(await liuyun('admin', 'reset-password', 'eve')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no administrator "eve"'),
    });
    await store.close();
  },
  SLOW_MS,
);

it(
  '[CLI-22] every command that changes something is in the audit log, without a secret',
  async () => {
    const { appID, serverSecret } = await createdApp();
    await liuyun('app', 'set', String(appID), '--callback-url', 'https://app.example/', '--callback-secret', 'hush-hush');
    await liuyun('app', 'set', String(appID), '--keep-ms', '1');
    await liuyun('app', 'rotate-secret', String(appID));
    const { out } = await liuyun('admin', 'create', 'ann', '--role', 'viewer');
    await liuyun('secrets', 'rotate-key');
    await liuyun('app', 'show', String(appID));
    const audit = SqliteAuditStore.open(dataDir);
    const entries = await audit.list({ limit: 99 });
    await audit.close();
    expect(entries.map(({ verb, target, outcome }) => [verb, target, outcome]).reverse()).toEqual([
      ['app create', `app ${appID}`, 'done'],
      ['app set', `app ${appID}`, 'done'],
      ['app set', `app ${appID}`, 'INPUT_PARAM'],
      ['app rotate-secret', `app ${appID}`, 'done'],
      ['admin create', 'administrator ann', 'done'],
      ['secrets rotate-key', '', 'done'],
    ]);
    for (const entry of entries) expect(entry).toMatchObject({ actor: userInfo().username, via: 'command line', address: '' });
    const secrets = [
      serverSecret,
      (await storedApp(appID))?.serverSecret ?? '',
      'hush-hush',
      out.split(' ').at(-1)?.trim() ?? '',
    ];
    for (const secret of secrets) expect(JSON.stringify(entries)).not.toContain(secret);
  },
  SLOW_MS,
);
