import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { ConsoleCaller } from '../tests/protocol/ConsoleCaller.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const PASSWORD = 'correct horse battery';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const task of undo.splice(0).reverse()) await task();
});

type Server = { child: ChildProcess; link: URL; exit: Promise<unknown> };

/** The server as a person would start it; resolves with the link to the console that it prints. */
async function started(dataDir: string): Promise<Server> {
  const argv = ['start', '--port', '0', '--media-port', '0', '--workers', '1', '--data-dir', dataDir];
  const child = spawn(process.execPath, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = new Promise((resolve) => child.on('close', resolve));
  undo.push(() => {
    child.kill('SIGKILL');
    return exit;
  });
  let text = '';
  const link = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data) => {
      text += String(data);
      const [, found] = /Console +(\S+)/.exec(text) ?? [];
      if (found) resolve(found);
    });
    exit.then(() => reject(new Error(`ended before it was ready:\n${text}`)));
  });
  return { child, link: new URL(link), exit };
}

it('[CONSOLE-74] a change that was answered survives kill -9, and so does its line in the audit log', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-console-'));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const first = await started(dataDir);
  const browser = new ConsoleCaller(() => first.link.origin);
  await browser.firstRun(first.link.hash.replace('#first-run=', ''), 'root', PASSWORD);
  const { appID } = await browser.ask('createApp', { name: 'kept' });
  await browser.ask('createAdministrator', { username: 'vera', password: PASSWORD, role: 'viewer' });
  await browser.ask('forbidUser', { appID, userID: 'eve', seconds: 3_600 });
  const { value } = await browser.ask('rotateServerSecret', { appID, graceHours: 1 });
  first.child.kill('SIGKILL');
  await first.exit;

  const second = await started(dataDir);
  expect(second.link.hash).toBe('');
  const again = new ConsoleCaller(() => second.link.origin);
  // The session is still good: it was on the disk too.
  again.cookie = browser.cookie;
  again.csrf = browser.csrf;
  expect(await again.ask('getApp', { appID })).toMatchObject({ name: 'kept', graceUntil: expect.any(Number) });
  expect(await again.ask('revealCredentials', { appID, which: 'serverSecret' })).toEqual({ value });
  expect((await again.ask('listRules', { appID })).items).toMatchObject([{ userID: 'eve' }]);
  const { items } = await again.ask('listAudit', {});
  expect(items.map(({ verb, outcome }) => [verb, outcome])).toEqual([
    ['revealCredentials', 'done'],
    ['rotateServerSecret', 'done'],
    ['forbidUser', 'done'],
    ['createAdministrator', 'done'],
    ['createApp', 'done'],
    ['firstRun', 'done'],
  ]);
  await new ConsoleCaller(() => second.link.origin).login('vera', PASSWORD);
});

/** Runs a command to its end; what it says. */
async function liuyun(...argv: string[]): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.on('data', (data) => {
    text += String(data);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([argv[0], code]).toEqual([argv[0], 0]);
  return text;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'liuyun-console-'));
  undo.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const parts = (dataDir: string) => readdirSync(dataDir).filter((name) => name.startsWith('.backup-'));

it('[CONSOLE-76] [CONSOLE-77] a backup made in the console is the same server elsewhere, also after the key was changed', async () => {
  const dataDir = folder();
  const server = await started(dataDir);
  const admin = new ConsoleCaller(() => server.link.origin);
  await admin.firstRun(server.link.hash.replace('#first-run=', ''), 'root', PASSWORD);
  const { appID } = await admin.ask('createApp', { name: 'kept' });
  const secret = () => admin.ask('revealCredentials', { appID, which: 'serverSecret' });
  const { value } = await secret();

  const rotated = await admin.ask('rotateSecretsKey', {});
  expect(rotated).toMatchObject({ made: true, secrets: 2 });
  expect(await secret()).toEqual({ value });
  expect(await admin.ask('forgetOldKeys', {})).toEqual({ count: 1 });
  expect(await admin.ask('forgetOldKeys', {})).toEqual({ count: 0 });
  expect(await secret()).toEqual({ value });
  expect((await admin.ask('getSettings', {})).keyPlace).toBe(join(dataDir, 'secret.key'));

  await expect(admin.ask('makeBackup', { password: 'a wrong one' })).rejects.toMatchObject({ error: { field: 'password' } });
  const made = await admin.ask('makeBackup', { password: PASSWORD });
  expect(made).toMatchObject({ holdsKey: true, bytes: expect.any(Number) });
  const download = (who: ConsoleCaller, ticket: string) =>
    fetch(new URL(`/console/api/downloadBackup?ticket=${ticket}`, server.link), { headers: { cookie: who.cookie ?? '' } });
  await admin.ask('createAdministrator', { username: 'other', password: PASSWORD, role: 'admin' });
  const other = await new ConsoleCaller(() => server.link.origin).login('other', PASSWORD);
  // It is for who asked for it, and once.
  expect((await download(other, made.ticket)).status).toBe(404);
  const given = await download(admin, made.ticket);
  expect([given.status, given.headers.get('content-length')]).toEqual([200, String(made.bytes)]);
  const file = join(folder(), 'backup.tar.gz');
  writeFileSync(file, new Uint8Array(await given.arrayBuffer()));
  expect((await download(admin, made.ticket)).status).toBe(404);
  await expect.poll(() => parts(dataDir)).toEqual([]);

  // One that nobody comes for goes when the server ends.
  await admin.ask('makeBackup', { records: false, password: PASSWORD });
  expect(parts(dataDir)).toHaveLength(1);
  server.child.kill('SIGTERM');
  await server.exit;
  expect(parts(dataDir)).toEqual([]);

  const elsewhere = folder();
  expect(await liuyun('restore', file, '--data-dir', elsewhere)).toContain('1 app');
  const second = await started(elsewhere);
  const again = await new ConsoleCaller(() => second.link.origin).login('root', PASSWORD);
  expect(await again.ask('revealCredentials', { appID, which: 'serverSecret' })).toEqual({ value });
  const { items } = await again.ask('listAudit', { verb: 'rotateSecretsKey' });
  expect(items).toMatchObject([{ actor: 'root', outcome: 'done' }]);
});
