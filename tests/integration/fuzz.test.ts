import { systemClock } from '@liuyun/kit';
import { describe, expect, it } from 'vitest';
import { createMediasoupEngine } from '../../server/media/mediasoup/createMediasoupEngine.ts';
import { workerBin } from '../../server/media/mediasoup/worker/workerBin.ts';
import { attackWire } from '../kit/hostile/attackWire.ts';
import { wireTemplates } from '../kit/hostile/wireTemplates.ts';
import { dtlsParameters, track } from '../protocol/rtp.ts';
import { elsewhere, onStage, openReceive, openSend, type Stage } from '../protocol/server.ts';

const limits = { requestsPerSecond: 100_000, requestBurst: 100_000 };
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** One worker, so that what hurts it hurts everybody. */
const engine = await createMediasoupEngine({
  workers: 1,
  listenHost: '127.0.0.1',
  mediaPort: 0,
  announcedAddress: '127.0.0.1',
  workerBin: workerBin(),
  log,
  clock: systemClock,
});

describe.skipIf(elsewhere)('the whole server with its real media engine, under attack of somebody who is in', () => {
  const stage: Stage = onStage({ overrides: { limits, engine } });
  const publish = async (userID: string, roomID: string) => {
    const client = await stage.login(userID, roomID);
    const [streamID, transportID] = [`${userID}-s`, await openSend(client)];
    await client.ask('startPublishing', { streamID, transportID, tracks: [track('audio'), track('video')], extraInfo: '' });
    return { client, streamID };
  };

  it('[SEC-72] transports, publications and playbacks that are wrong anywhere are refused; the worker lives and serves the others', async () => {
    const pids = (await engine.describe()).workers.map(({ pid }) => pid);
    const media = new Set([
      'connectTransport',
      'restartIce',
      'startPublishing',
      'changePublishing',
      'startPlaying',
      'startBroadcastingData',
      'startSubscribingData',
      'openTransport',
    ]);
    const enter = async () => {
      const roomID = stage.fresh('room');
      const { streamID: otherStreamID } = await publish(stage.fresh('ann'), roomID);
      const client = await stage.login(stage.fresh('eve'), roomID);
      const { userID } = client.params.user;
      const all = wireTemplates({
        streamID: stage.fresh('eve-s'),
        otherStreamID,
        userID,
        send: await openSend(client),
        receive: await openReceive(client),
        token: stage.token(userID),
        capabilities: client.snapshot.mediaCapabilities,
        dtlsParameters,
        track: track('video'),
      });
      return { client, templates: Object.fromEntries(Object.entries(all).filter(([name]) => media.has(name))) };
    };
    const { answered, refused } = await attackWire({ enter, runs: 150 });
    expect(refused / answered).toBeGreaterThan(0.2);
    expect(stage.logLines.filter((line) => line.includes('unexpectedly'))).toEqual([]);
    expect((await engine.describe()).workers.map(({ pid }) => pid)).toEqual(pids);
    const { streamID } = await publish(stage.fresh('bob'), 'after');
    const cat = await stage.login(stage.fresh('cat'), 'after');
    const play = {
      streamID,
      transportID: await openReceive(cat),
      capabilities: cat.snapshot.mediaCapabilities,
      audio: true,
      video: true,
    };
    expect((await cat.ask('startPlaying', play)).tracks).toHaveLength(2);
  });
});
