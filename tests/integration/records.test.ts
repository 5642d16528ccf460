import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateToken04 } from '@liuyun/token';
import { afterAll, expect, it } from 'vitest';
import { createApp } from '../../server/operations/createApp.ts';
import { SqliteRecordStore } from '../../server/stores/sqlite/records/SqliteRecordStore.ts';
import { SqliteAppStore } from '../../server/stores/sqlite/SqliteAppStore.ts';
import { ServerProcess } from '../kit/node/ServerProcess.ts';
import { Client } from '../protocol/Client.ts';
import { track } from '../protocol/rtp.ts';
import { openSend } from '../protocol/server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-records-'));
const started: ServerProcess[] = [];

afterAll(async () => {
  for (const server of started) await server.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startServer(): Promise<ServerProcess> {
  const server = await ServerProcess.start(dataDir);
  started.push(server);
  return server;
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
  const killedAt = Date.now();
  await first.kill();

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
  await expect(startServer()).rejects.toThrow(/ended with 1: [\s\S]*another liuyun runs on the data folder/);
  await second.stop();
});
