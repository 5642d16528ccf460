import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, start } from '../../server/compose.ts';
import { createLog } from '../../server/log.ts';
import { CodeclessPeer } from '../kit/codecless/CodeclessPeer.ts';

let server: RunningServer;
let dataDir: string;
const peers: CodeclessPeer[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'liuyun-call-'));
  server = await start(
    {
      port: 0,
      host: '127.0.0.1',
      announcedAddress: '127.0.0.1',
      mediaHost: '127.0.0.1',
      mediaPort: 0,
      workers: 2,
      turnUrls: [],
      turnSecret: undefined,
      dataDir,
      secretKeyFile: undefined,
      secretKey: undefined,
      tls: 'off',
      dev: true,
      logLevel: 'silent',
      callbackAllowPrivate: false,
      socketsPerAddress: 2_000,
      unauthenticatedSockets: 10_000,
      loginsPerAddress: 100,
      serverApiRate: 100,
      serverApiRates: {},
      trustedProxies: ['loopback'],
      metricsToken: undefined,
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      metricsApps: 0,
      otelEndpoint: undefined,
      otelShare: 100,
      awayMs: 5000,
      drainMs: 0,
      recordsDays: 30,
      recordsRows: 100_000,
      qualityReports: true,
      qualityDays: 7,
      qualityRows: 100_000,
    },
    { log: createLog({ level: 'silent', pretty: false }) },
  );
});
afterAll(async () => {
  await Promise.allSettled(peers.map((peer) => peer.close()));
  await server?.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function enter(userID: string, roomID: string): Promise<CodeclessPeer> {
  const { appID, appSign } = server.app ?? { appID: 0, appSign: '' };
  const peer = await CodeclessPeer.join({ url: server.signallingUrl, appID, appSign, roomID, userID });
  peers.push(peer);
  return peer;
}

describe('a call of clients without codecs, over the whole server', () => {
  it('[MEDIA-60] two people in one room receive each other, and one in another room receives both', async () => {
    const [ann, bob, cat] = await Promise.all([enter('ann', 'room'), enter('bob', 'room'), enter('cat', 'elsewhere')]);
    await Promise.all([
      ann.publish('ann-camera', { video: 'VP8', audio: true }),
      bob.publish('bob-camera', { video: 'H264', audio: true }),
    ]);
    const heard = await bob.signalling.notice('roomStreamUpdate', ({ streams }) =>
      streams.some(({ streamID }) => streamID === 'ann-camera'),
    );
    expect(heard.change).toBe('ADD');
    const streams = await Promise.all([
      bob.play('ann-camera'),
      ann.play('bob-camera'),
      cat.play('ann-camera'),
      cat.play('bob-camera'),
    ]);
    for (const stream of streams)
      await stream.when(({ keyFrames, audioPackets, videoPackets }) => keyFrames > 0 && audioPackets > 10 && videoPackets > 10);
    await ann.leave();
    const gone = await cat.signalling.notice('playingEnded');
    expect(gone.streamID).toBe('ann-camera');
  });

  it('[MEDIA-61] ten people in one room all receive each other', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `user${index}`);
    const people = await Promise.all(names.map((name) => enter(name, 'ten')));
    await Promise.all(
      people.map((person, index) => person.publish(`ten-${index}`, { video: 'VP8', audio: true, kbps: 100, fps: 8 })),
    );
    const streams = await Promise.all(
      people.flatMap((person, index) => names.flatMap((_, other) => (other === index ? [] : person.play(`ten-${other}`)))),
    );
    expect(streams).toHaveLength(90);
    for (const stream of streams) await stream.when(({ keyFrames, audioPackets }) => keyFrames > 0 && audioPackets > 10);
    await Promise.all(people.map((person) => person.leave()));
  });
});
