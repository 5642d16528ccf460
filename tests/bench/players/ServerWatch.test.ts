import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ServerWatch } from './ServerWatch.ts';

const TOKEN = 'a-token-of-enough-length';
const FIGURES = `# HELP liuyun_cpu_seconds_total CPU time of the signalling process
# TYPE liuyun_cpu_seconds_total counter
liuyun_cpu_seconds_total 2.5
liuyun_resident_memory_bytes 120000000
liuyun_event_loop_lag_seconds 0.004
liuyun_worker_cpu_seconds{worker="0"} 7
liuyun_worker_cpu_seconds{worker="1"} 9.25
liuyun_worker_memory_bytes{worker="0"} 30000000
liuyun_worker_memory_bytes{worker="1"} 40000000
`;

const undo: (() => unknown)[] = [];
afterEach(() => Promise.all(undo.splice(0).map((one) => one())));

/** A server elsewhere, as far as its figures go: it shows them to whoever shows the token. */
async function figuresAt(path: string, text = FIGURES): Promise<string> {
  const server = createServer(({ url, headers }, response) => {
    if (url !== path) response.writeHead(404).end();
    else if (headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end();
    else response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a server elsewhere', () => {
  it('[BENCH-26] its signalling and its workers are seen by the figures that it shows to whoever has the token', async () => {
    const origin = await figuresAt('/hidden/metrics');
    const watch = new ServerWatch({ metrics: `${origin}/hidden/metrics`, token: TOKEN });
    const from = performance.now();
    const { processes, at, loopDelayP99Ms, dropped, unseen } = await watch.look();
    expect(processes.map(({ name, cpuMs, rssBytes }) => [name, cpuMs, rssBytes])).toEqual([
      ['server, signalling', 2_500, 120_000_000],
      ['server, worker 0', 7_000, 30_000_000],
      ['server, worker 1', 9_250, 40_000_000],
    ]);
    expect(new Set(processes.map(({ pid }) => pid)).size).toBe(3);
    expect(at).toBeGreaterThan(from);
    expect(at).toBeLessThan(performance.now());
    expect({ loopDelayP99Ms, dropped, unseen }).toEqual({ loopDelayP99Ms: 4, dropped: undefined, unseen: undefined });
  });

  it.each([
    ['without the token', '/metrics', undefined, 'answered 401'],
    ['at another place', '/other', TOKEN, 'answered 404'],
  ])('[BENCH-15] [BENCH-26] what it does not show %s is left out, and why is said', async (_, path, token, why) => {
    const origin = await figuresAt('/metrics');
    const { processes, unseen } = await new ServerWatch({ metrics: origin + path, token }).look();
    expect(processes).toEqual([]);
    expect(unseen).toBe(`${origin}${path} ${why}`);
  });

  it('[BENCH-15] a part of it is not taken for the whole', async () => {
    const origin = await figuresAt('/metrics', FIGURES.replace(/^liuyun_cpu_seconds_total.*\n/m, ''));
    const { processes, unseen } = await new ServerWatch({ metrics: `${origin}/metrics`, token: TOKEN }).look();
    expect(processes).toEqual([]);
    expect(unseen).toContain('not the figures of a whole server');
  });
});
