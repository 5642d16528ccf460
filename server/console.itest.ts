import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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
