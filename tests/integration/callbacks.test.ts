import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyCallback } from '@liuyun/server-assistant';
import { generateToken04 } from '@liuyun/token';
import { afterAll, expect, it } from 'vitest';
import { changeApp } from '../../server/operations/changeApp.ts';
import { createApp } from '../../server/operations/createApp.ts';
import { SqliteAppStore } from '../../server/stores/sqlite/SqliteAppStore.ts';
import { ServerProcess } from '../kit/node/ServerProcess.ts';
import { Client } from '../protocol/Client.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-crash-'));
const secret = 'callback-secret';
const started: ServerProcess[] = [];

type Told = { event: string; [name: string]: unknown };
const told: Told[] = [];
const sameNews = (one: Told, other: Told) =>
  ['event', 'user_account', 'session_id', 'room_session_id'].every((field) => one[field] === other[field]);
/** A receiver as an app's server would be: it refuses what is not genuine. */
const receiver = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const checked = verifyCallback(Buffer.concat(parts), request.headers, { secret });
  // At least once is what is promised: what was answered a moment before the crash may be told again.
  const again = checked.ok && told.some((one) => sameNews(one, { ...checked.fields, event: checked.event }));
  if (checked.ok && !again) told.push({ ...checked.fields, event: checked.event });
  response.writeHead(checked.ok ? 200 : 401).end();
});

afterAll(async () => {
  for (const server of started) await server.kill();
  receiver.closeAllConnections();
  receiver.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function startServer(): Promise<ServerProcess> {
  const server = await ServerProcess.start(dataDir, '--callback-allow-private');
  started.push(server);
  return server;
}

it('[CALLBACK-14] kill -9 with users in a room: the next start tells their room_logout and the room_close', async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const apps = SqliteAppStore.open(dataDir);
  const { appID, serverSecret } = await createApp(apps, { name: 'crash' });
  await changeApp(apps, appID, { callback: { url: `http://127.0.0.1:${port}/callbacks`, secret } });
  await apps.close();

  const first = await startServer();
  for (const userID of ['ann', 'bob']) {
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
  }
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(3);
  await first.kill();

  const second = await startServer();
  await expect.poll(() => told.length, { timeout: 10_000 }).toBe(6);
  expect(told.map(({ event }) => event)).toEqual([
    ...['room_create', 'room_login', 'room_login'],
    ...['room_logout', 'room_logout', 'room_close'],
  ]);
  const sessions = (event: string) =>
    told.filter((one) => one.event === event).map((one) => `${one.user_account} ${one.session_id}`);
  expect(sessions('room_logout')).toEqual(sessions('room_login'));
  expect(told[3]).toMatchObject({ reason: '2', room_seq: String(told[0]?.room_session_id) });
  await second.stop();
  expect(told).toHaveLength(6);
});
