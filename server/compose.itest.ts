import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Client } from '../tests/protocol/Client.ts';
import { dtlsParameters, track } from '../tests/protocol/rtp.ts';
import { testConfig } from '../tests/protocol/server.ts';
import { start } from './compose.ts';

const folder = mkdtempSync(join(tmpdir(), 'liuyun-compose-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the whole server with real media workers', () => {
  it('[CLOSE-13] start, call, stop: no session, transport, room or worker process is left', async () => {
    const server = await start(testConfig(folder, { dev: true, workers: 2 }), { log });
    const { cloud, app } = server;
    if (!app) throw new Error('no app');
    const pids = (await cloud.engine.describe()).workers.map(({ pid }) => pid);
    expect(pids).toHaveLength(2);
    const enter = async (userID: string, roomID: string) => {
      const client = await Client.open(server.signallingUrl);
      const snapshot = await client.ask('loginRoom', {
        appID: app.appID,
        roomID,
        user: { userID, userName: userID },
        appSign: app.appSign,
        userUpdate: true,
        maxMemberCount: 0,
        client: { sdk: 'itest', version: '0', platform: 'node' },
      });
      return Object.assign(client, { snapshot });
    };
    // Two rooms, so that playing crosses workers.
    const [ann, bob] = [await enter('ann', 'one'), await enter('bob', 'two')];
    const { transportID } = await ann.ask('openTransport', { direction: 'send' });
    await ann.ask('connectTransport', { transportID, dtlsParameters });
    await ann.ask('startPublishing', { streamID: 's', transportID, tracks: [track('audio'), track('video')], extraInfo: '' });
    const receive = await bob.ask('openTransport', { direction: 'receive' });
    const capabilities = bob.snapshot.mediaCapabilities;
    const { tracks } = await bob.ask('startPlaying', {
      streamID: 's',
      transportID: receive.transportID,
      capabilities,
      audio: true,
      video: true,
    });
    expect(tracks).toHaveLength(2);
    await ann.ask('logoutRoom', {});
    expect(await bob.next('playingEnded')).toMatchObject({ streamID: 's' });
    const counts = async () => (await cloud.engine.describe()).workers.map(({ rooms, transports }) => ({ rooms, transports }));
    expect((await counts()).reduce((sum, { rooms }) => sum + rooms, 0)).toBe(1);
    await server.close();
    expect((await bob.closed).code).toBe(4003);
    expect([cloud.apps.sessionCount, cloud.openSessionMedia, cloud.mediaRooms.size, server.sockets()]).toEqual([0, 0, 0, 0]);
    await expect.poll(() => pids.filter(alive)).toEqual([]);
  });

  it('[STREAM-30] killing a worker: mediaLost, and [STREAM-31] everything can be opened anew', async () => {
    const server = await start(testConfig(folder, { dev: true, workers: 1 }), { log });
    const { app, cloud } = server;
    if (!app) throw new Error('no app');
    const ann = await Client.open(server.signallingUrl);
    await ann.ask('loginRoom', {
      appID: app.appID,
      roomID: 'one',
      user: { userID: 'ann', userName: 'ann' },
      appSign: app.appSign,
      userUpdate: true,
      maxMemberCount: 0,
      client: { sdk: 'itest', version: '0', platform: 'node' },
    });
    const [worker] = (await cloud.engine.describe()).workers;
    process.kill(worker?.pid ?? 0, 'SIGKILL');
    expect(await ann.next('mediaLost')).toEqual({});
    await expect.poll(async () => (await cloud.engine.describe()).workers.length).toBe(1);
    const { transportID } = await ann.ask('openTransport', { direction: 'send' });
    await ann.ask('connectTransport', { transportID, dtlsParameters });
    await ann.ask('startPublishing', { streamID: 's', transportID, tracks: [track('audio')], extraInfo: '' });
    await server.close();
  });
});
