import { generateToken04 } from '@liuyun/token';
import { startCloud } from '../../kit/browser/startCloud.ts';
import type { Door, Pass } from './messages.ts';
import type { Target } from './options.ts';
import { ServerWatch } from './ServerWatch.ts';

/** A server under load: how to get in, and how to look at it. */
export type Server = { door: Door; pass(userID: string): Pass; watch: ServerWatch; stop(): Promise<unknown> };

/** `tokenMs`: how long tokens for the target hold (ten minutes). */
type Options = { target?: Target; workers: number; tokenMs?: number };

/** A server of our own on the loopback address, or the one that was named. */
export async function startServer({ target, workers, tokenMs = 600_000 }: Options): Promise<Server> {
  if (target) {
    return {
      door: { url: target.url, appID: target.appID, bindAddress: target.here ? '127.0.0.1' : null },
      pass: (userID) => ({ token: generateToken04(target.appID, userID, target.secret, Math.ceil(tokenMs / 1000), '') }),
      watch: new ServerWatch({ metrics: target.metrics.url, token: target.metrics.token }),
      stop: async () => {},
    };
  }
  const cloud = await startCloud(['--log-level', 'warn', '--workers', String(workers)]);
  try {
    const { appID, server } = await cloud.access({ userID: 'bench' });
    const appSign = /AppSign\s+(\w+)/.exec(cloud.output())?.[1];
    return {
      door: { url: server, appID, bindAddress: '127.0.0.1' },
      pass: () => ({ appSign }),
      watch: new ServerWatch({ pid: cloud.pid, metrics: `${cloud.origin}/metrics`, token: process.env.LIUYUN_METRICS_TOKEN }),
      stop: () => cloud.stop(),
    };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}
