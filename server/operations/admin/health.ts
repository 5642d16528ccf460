import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem, loadavg, totalmem } from 'node:os';
import type { AdminResult } from '@liuyun/protocol/admin/requests';
import { countCloud } from '../countCloud.ts';
import { describeMedia, readiness } from '../readiness.ts';
import type { Asking } from './Desk.ts';

export async function getHealth({ desk }: Asking): Promise<AdminResult<'getHealth'>> {
  const { cloud, watch, version, startedAt, dataDir } = desk;
  const [media, bitrate] = await Promise.all([describeMedia(cloud), watch.bitrate()]);
  const { own, workers, eventLoopDelayMs } = watch.shares(media);
  const { rooms, users, usersAway, streams, plays } = countCloud(cloud);
  const memory = process.memoryUsage();
  return {
    version,
    uptimeMs: cloud.clock.now() - startedAt,
    ...(await readiness(cloud)),
    node: { version: process.version, platform: `${process.platform} ${process.arch}`, cores: availableParallelism() },
    process: { cpu: own, rssBytes: memory.rss, heapBytes: memory.heapUsed, eventLoopDelayMs },
    workers: media.workers.map((worker) => {
      const { pid, rssBytes, rooms: open, transports } = worker;
      return { pid, cpu: workers.get(pid) ?? null, rssBytes, rooms: open, transports };
    }),
    workersDied: watch.workersDied,
    ports: media.listening,
    cloud: { rooms, users, usersAway, streams, plays },
    bitrate,
    callbacksWaiting: await countWaiting(desk.callbacks),
    machine: { memoryBytes: totalmem(), memoryFreeBytes: freemem(), load: loadavg()[0] ?? 0 },
    disk: await diskOf(dataDir),
  };
}

async function countWaiting(callbacks: {
  appsWaiting(): Promise<number[]>;
  countWaiting(appID: number): Promise<number>;
}): Promise<number> {
  const counts = await Promise.all((await callbacks.appsWaiting()).map((appID) => callbacks.countWaiting(appID)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Where a system does not say, or the folder is not there, nothing is known. */
async function diskOf(folder: string): Promise<{ totalBytes: number; freeBytes: number } | null> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder);
    return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
  } catch {
    return null;
  }
}
