import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import type { Config } from './config/Config.ts';
import { openTraces } from './openTraces.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
/** Takes what it is sent and never answers. */
const silent = createServer(() => {});

afterEach(() => {
  vi.useRealTimers();
  silent.closeAllConnections();
  silent.close();
});

test('[TRACE-4] a collector that never answers is waited for two seconds at the end, by the clock that counts them', async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const traces = await openTraces({ otelEndpoint: `http://127.0.0.1:${port}`, otelShare: 100 } as Config, log);
  const asked = new Promise((resolve) => silent.once('request', resolve));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const who = { appID: 1, roomID: 'room', userID: 'ann' };
  await traces.spans?.around(
    async () => traces.spans?.answered({ request: 'heartbeat', outcome: 'ok', who } as never),
    'heartbeat',
  );
  let closed = false;
  const closing = traces.close().then(() => (closed = true));
  await asked;
  await vi.advanceTimersByTimeAsync(1_999);
  expect(closed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(closed).toBe(true);
  await closing;
});
