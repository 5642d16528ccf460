import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateToken04 } from '@liuyun/token';
import { afterAll, expect, it } from 'vitest';
import { createApp } from '../../server/operations/createApp.ts';
import { SqliteRecordStore } from '../../server/stores/sqlite/records/SqliteRecordStore.ts';
import { SqliteAppStore } from '../../server/stores/sqlite/SqliteAppStore.ts';
import { Client } from '../protocol/Client.ts';
import { track } from '../protocol/rtp.ts';
import { openSend } from '../protocol/server.ts';

const ROOT = join(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-records-'));
const started: ChildProcess[] = [];

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

function spawnServer(): ChildProcess {
  const flags = ['--port', '0', '--media-port', '0', '--workers', '1', '--data-dir', dataDir];
  const child = spawn(process.execPath, ['server/main.ts', 'start', ...flags], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  return child;
}

async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawnServer();
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: unknown) => {
      output += chunk;
      const found = /wss?:\/\/[^\s"]+/.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
  return { child, url };
}

it('[REC-16] kill -9 in the middle of a call: stays are there and closed, and no sample is lost that is older than 5 s; [REC-17] a second server on the folder is refused', async () => {
  const apps = SqliteAppStore.open(dataDir);
  const { appID, serverSecret } = await createApp(apps, { name: 'crash' });
  await apps.close();
  const first = await startServer();
  const clients = await Promise.all(
    ['ann', 'bob'].map(async (userID) => {
      const client = await Client.open(first.url);
      await client.ask('loginRoom', {
        appID,
        roomID: 'room',
        user: { userID, userName: userID },
        token: generateToken04(appID, userID, serverSecret, 600, ''),
        userUpdate: true,
        maxMemberCount: 0,
        client: { sdk: 'crash-test', version: '0', platform: 'node' },
      });
      return client;
    }),
  );
  const [ann] = clients;
  if (!ann) throw new Error('nobody');
  const transportID = await openSend(ann);
  await ann.ask('startPublishing', { streamID: 's', transportID, tracks: [track('audio')], extraInfo: '' });
  const reported: number[] = [];
  // In real time: what is tested is what a process had written when it was killed.
  for (let count = 0; count < 5; count += 1) {
    await ann.ask('reportQuality', { samples: [{ streamID: 's', send: true, age: 0, fps: count }] });
    reported.push(Date.now());
    await delay(2_100);
  }
  const gone = once(first.child, 'exit');
  const killedAt = Date.now();
  first.child.kill('SIGKILL');
  await gone;

  const second = await startServer();
  const store = await SqliteRecordStore.open(dataDir);
  try {
    const { items } = await store.searchCalls({ match: 'exact', limit: 10 }, Date.now());
    const [call] = items;
    expect(call).toMatchObject({ roomID: 'room', crashed: true, users: 2, publications: 1 });
    const { stays, publications } = (await store.describeCall(call?.callID ?? '', 0)) ?? {};
    expect(stays?.map(({ userID, reason }) => `${userID} ${reason}`).sort()).toEqual(['ann serverCrashed', 'bob serverCrashed']);
    for (const one of [...(stays ?? []), ...(publications ?? [])]) {
      expect(one.until).toBeLessThanOrEqual(killedAt);
      expect(one.until).toBeGreaterThan(killedAt - 7_000);
    }
    const quality = await store.readQuality({ callID: call?.callID ?? '', points: 600 });
    const due = reported.filter((at) => at < killedAt - 5_000).length;
    expect(due).toBeGreaterThanOrEqual(2);
    expect(quality?.series[0]?.t.length).toBeGreaterThanOrEqual(due);
  } finally {
    await store.close();
  }

  // A second server on the same folder would close what the first one has open.
  const rival = spawnServer();
  let said = '';
  rival.stderr?.on('data', (chunk) => (said += chunk));
  const [code] = await once(rival, 'exit');
  expect(code).toBe(1);
  expect(said).toMatch(/another liuyun runs on the data folder/);
  second.child.kill('SIGTERM');
  await once(second.child, 'exit');
});
