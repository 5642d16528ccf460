import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFraction, seededRandom } from '@liuyun/kit';
import { verifyCallback } from '@liuyun/server-assistant';
import { generateToken04 } from '@liuyun/token';
import { afterAll, expect, it } from 'vitest';
import { changeApp } from '../../server/operations/changeApp.ts';
import { createApp } from '../../server/operations/createApp.ts';
import { SqliteAppStore } from '../../server/stores/sqlite/SqliteAppStore.ts';
import { ServerProcess } from '../kit/node/ServerProcess.ts';
import { Client, failureOf } from '../protocol/Client.ts';
import { track } from '../protocol/rtp.ts';
import { ServerApiCaller } from '../protocol/ServerApiCaller.ts';
import { openSend } from '../protocol/server.ts';

const CRASHES = 2;
const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-crashes-'));
const secret = 'callback-secret';
const started: ServerProcess[] = [];
const random = seededRandom(4);
const upTo = (most: number) => Math.floor(randomFraction(random) * most);

type Told = { callback: string; event: string; room: string; [name: string]: unknown };
const told: Told[] = [];
let attempts = 0;
let moody = true;
/** Takes its time, and refuses some: there is always something on its way, and something that waits for its next attempt. */
const receiver = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const checked = verifyCallback(Buffer.concat(parts), request.headers, { secret });
  await new Promise((resolve) => setTimeout(resolve, 5));
  attempts += 1;
  const taken = checked.ok && !(moody && attempts % 10 === 0);
  if (taken) {
    const callback = String(request.headers['x-liuyun-callback-id']);
    const room = String(checked.fields.room_id);
    // At least once: doubles have the same ID.
    if (!told.some((one) => one.callback === callback)) told.push({ ...checked.fields, event: checked.event, callback, room });
  }
  response.writeHead(taken ? 200 : 500).end();
});

afterAll(async () => {
  for (const server of started) await server.kill();
  receiver.closeAllConnections();
  receiver.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const startServer = async () => {
  const server = await ServerProcess.start(dataDir, '--callback-allow-private');
  started.push(server);
  return server;
};

it('[CALLBACK-16] killed at any moment, again and again, it tells every coming and going in pairs and in order; [REST-55] what was forbidden and answered is in force after it', async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const apps = SqliteAppStore.open(dataDir);
  const app = await createApp(apps, { name: 'crashes' });
  const { appID, serverSecret } = app;
  await changeApp(apps, appID, { callback: { url: `http://127.0.0.1:${port}/callbacks`, secret } });
  await apps.close();
  const tokenOf = (userID: string) => generateToken04(appID, userID, serverSecret, 600, '');
  const enter = async (url: string, { userID, roomID, token }: { userID: string; roomID: string; token?: string }) => {
    const client = await Client.open(url);
    const asked = client.ask('loginRoom', {
      ...{ appID, roomID, user: { userID, userName: userID }, token: token ?? tokenOf(userID) },
      ...{ userUpdate: true, maxMemberCount: 0, client: { sdk: 'crash-test', version: '0', platform: 'node' } },
    });
    return { client, asked };
  };

  const stolen = tokenOf('eve');
  const answered: string[] = [];
  for (let crash = 0; crash < CRASHES; crash += 1) {
    const server = await startServer();
    const api = new ServerApiCaller(
      () => server.origin,
      () => app,
    );
    for (const token of crash > 0 ? [stolen] : []) {
      const again = await enter(server.url, { userID: 'eve', roomID: 'room-0', token });
      expect(await failureOf(again.asked)).toBe('TOKEN_EXPIRED');
    }
    for (let earlier = 0; earlier < crash; earlier += 1) {
      const banned = await enter(server.url, { userID: `banned-${earlier}`, roomID: 'room-0' });
      expect(await failureOf(banned.asked)).toBe('USER_FORBIDDEN');
    }
    /** One after the other, until the server is gone. */
    const busy = async (who: number) => {
      for (let turn = 0; ; turn += 1) {
        const { client, asked } = await enter(server.url, { userID: `user-${who}`, roomID: `room-${upTo(3)}` });
        const { sessionID } = await asked;
        // What is answered in the turn of a crash may be told to nobody (decision 0015). Who is answered again is in a later one.
        for (let again = 0; again < 2; again += 1) await client.ask('heartbeat', {});
        answered.push(sessionID);
        const streamID = `stream-${who}`;
        if (turn % 2 === 0)
          await client.ask('startPublishing', {
            ...{ streamID, transportID: await openSend(client), tracks: [track('audio')], extraInfo: '' },
          });
        if (randomFraction(random) < 0.7) await client.ask('logoutRoom', {});
      }
    };
    const before = answered.length;
    const everybody = [1, 2, 3, 4].map((who) => busy(who).catch(() => {}));
    await expect.poll(() => answered.length - before, { timeout: 40_000, interval: 5 }).toBeGreaterThan(8 + upTo(10));
    const ban = { RuleType: 3, UserId: `banned-${crash}`, DisabledPrivilege: [1], EffectiveTime: 600 };
    const done = await Promise.all([
      api.call('SetForbidUserRule', ban),
      ...(crash === 0 ? [api.call('RevokeTokens', { UserId: ['eve'] })] : []),
    ]);
    // In the same breath.
    await server.kill();
    expect(new Set(done.map(({ Code }) => Code))).toEqual(new Set([0]));
    await Promise.all(everybody);
  }

  moody = false;
  const last = await startServer();
  const of = (event: string) => told.filter((one) => one.event === event);
  const pairs = [
    ['room_create', 'room_close', 'room_session_id'],
    ['room_login', 'room_logout', 'session_id'],
    ['stream_create', 'stream_close', 'stream_sid'],
  ] as const;
  const unpaired = () =>
    pairs.flatMap(([opening, closing, id]) => {
      const closed = new Set(of(closing).map((one) => String(one[id])));
      return of(opening).filter((one) => !closed.has(String(one[id])));
    });
  /** Whoever was in before the turn of the crash is told, however full the outbox was. */
  expect(answered.length).toBeGreaterThan(CRASHES * 5);
  const untold = () => {
    const loggedIn = new Set(of('room_login').map((one) => String(one.session_id)));
    return answered.filter((sessionID) => !loggedIn.has(sessionID));
  };
  await expect.poll(() => [...untold(), ...unpaired()], { timeout: 90_000, interval: 200 }).toEqual([]);
  for (const [opening, closing, id] of pairs) {
    const ids = (event: string) => of(event).map((one) => String(one[id]));
    expect(of(opening).length).toBeGreaterThan(0);
    // Each once, and nobody leaves who never came.
    expect(ids(opening)).toHaveLength(new Set(ids(opening)).size);
    expect([closing, ids(closing).toSorted()]).toEqual([closing, ids(opening).toSorted()]);
    for (const one of ids(opening)) {
      const places = told.flatMap((each, at) => (String(each[id]) === one ? [[each.event, at] as const] : []));
      const at = new Map(places);
      expect(at.get(opening)).toBeLessThan(at.get(closing) ?? -1);
    }
  }
  await last.stop();
}, 200_000);
