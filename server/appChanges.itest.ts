import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateToken04 } from '@liuyun/token';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Client } from '../tests/protocol/Client.ts';
import type { AppRecord } from './stores/AppStore.ts';
import { SqliteAppStore } from './stores/sqlite/SqliteAppStore.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const CHANGES = 150;

let dataDir: string;
const children: { child: ChildProcess; ended: Promise<number | null> }[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'liuyun-changes-'));
});
afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(dataDir, { recursive: true });
});

/** A process of its own, with what it printed. */
function run(argv: string[]) {
  const child = spawn(process.execPath, argv, { env: { ...process.env, LIUYUN_DATA_DIR: dataDir } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  children.push({ child, ended });
  return { child, output: () => text, ended };
}

/** `liuyun …` as a person would call it, until it has ended. */
async function liuyun(...argv: string[]): Promise<string> {
  const called = run([here('./main.ts'), ...argv]);
  expect([await called.ended, called.output()]).toEqual([0, expect.anything()]);
  return called.output();
}

async function createdApp(): Promise<AppRecord> {
  return JSON.parse(await liuyun('app', 'create', '--name', 'Old', '--json')) as AppRecord;
}

/** Changes one limit over and over, and looks each time whether it is still what this process, alone, made of it. */
const changer = (appID: number, limit: string) => `
  import { changeApp } from ${JSON.stringify(here('./operations/changeApp.ts'))};
  import { SqliteAppStore } from ${JSON.stringify(here('./stores/sqlite/SqliteAppStore.ts'))};
  const store = SqliteAppStore.open(process.env.LIUYUN_DATA_DIR);
  let lost = 0;
  for (let at = 1; at <= ${CHANGES}; at += 1) {
    await changeApp(store, ${appID}, { options: { ${limit}: at } });
    const { options } = await store.find(${appID});
    if (options.${limit} !== at) lost += 1;
  }
  await store.close();
  console.log('lost ' + lost);`;

describe('apps that are changed by several processes', () => {
  it('[APP-8] two processes that change different options at the same moment lose nothing of each other', async () => {
    const { appID } = await createdApp();
    const limits = ['maxUsers', 'maxRooms'];
    const both = limits.map((limit) => run(['--input-type=module', '-e', changer(appID, limit)]));
    await Promise.all(both.map(({ ended }) => ended));
    expect(both.map(({ output }) => output().trim())).toEqual(['lost 0', 'lost 0']);
    const store = SqliteAppStore.open(dataDir);
    const found = await store.find(appID);
    await store.close();
    expect(found?.options).toMatchObject({ maxUsers: CHANGES, maxRooms: CHANGES });
  });

  it('[CLI-17] a running server has who is in go by what `liuyun app set` changed, and puts everybody out after `liuyun app delete`', async () => {
    const { appID, serverSecret } = await createdApp();
    const server = run([here('./main.ts'), 'start', '--port', '0', '--media-port', '0', '--workers', '1', '--log-level', 'warn']);
    await expect.poll(server.output, { timeout: 30_000 }).toMatch(/Server URL +ws/);
    const [, url = ''] = /Server URL +(ws\S+)/.exec(server.output()) ?? [];
    const enter = async (userID: string, seconds: number) => {
      const client = await Client.open(url);
      const about = { sdk: 'itest', version: '0', platform: 'node' };
      const token = generateToken04(appID, userID, serverSecret, seconds, '');
      const user = { userID, userName: userID };
      await client.ask('loginRoom', { appID, roomID: 'room', user, token, userUpdate: false, maxMemberCount: 0, client: about });
      return client;
    };
    const [ann, bob] = [await enter('ann', 2), await enter('bob', 3_600)];
    // Not strict at first: ann stays though her token is over.
    await expect.poll(() => ann.told.map(({ tell }) => tell)).toContain('tokenWillExpire');
    await expect.poll(() => ann.ask('heartbeat', {}).then(() => Date.now())).toBeGreaterThan(Date.now() + 2_500);
    await liuyun('app', 'set', String(appID), '--strict-expiry', 'on');
    expect(await ann.next('kickedOut')).toMatchObject({ failure: 'KICKED_TOKEN_EXPIRED' });
    await liuyun('app', 'rotate-secret', String(appID), '--grace-hours', '0');
    await expect(enter('dan', 60)).rejects.toMatchObject({ failure: 'TOKEN_FORMAT' });
    await liuyun('app', 'delete', String(appID), '--name', 'Old');
    expect(await bob.next('kickedOut')).toMatchObject({ failure: 'KICKED_BY_SERVER', detail: 'the app was deleted' });
    await expect(enter('cat', 60)).rejects.toMatchObject({ failure: 'APP_ID_UNKNOWN' });
    expect(server.output()).not.toMatch(/"level":(40|50|60)/);
  });
});
