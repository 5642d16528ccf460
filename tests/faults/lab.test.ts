import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Lab, type Machine } from '../kit/netns/Lab.ts';
import type { Direction } from '../kit/netns/Router.ts';
import { ip, run } from '../kit/netns/run.ts';
import { missing } from './stage.ts';

const ECHO = join(import.meta.dirname, '../kit/netns/echo.ts');

describe.skipIf(missing)('the laboratory measures what it says', () => {
  let lab: Lab;
  let ann: Machine;
  let server: Machine;
  beforeAll(async () => {
    lab = await Lab.open();
    server = await lab.add('server');
    ann = await lab.add('ann');
    const echo = spawn('ip', ['netns', 'exec', server.namespace, process.execPath, ECHO, 'serve', server.address()]);
    await once(echo.stdout, 'data');
  });
  afterEach(() => lab.router.shape('ann', {}));
  afterAll(() => lab?.close());

  /** Sends datagrams to the echo; what came back, and after how long. */
  async function ask({ count = 50, everyMs = 10, bytes = 100 } = {}): Promise<{ sent: number; back: number; trips: number[] }> {
    const words = ['ask', server.address(), ...[count, everyMs, bytes].map(String)];
    const told = JSON.parse(await run('ip', 'netns', 'exec', ann.namespace, process.execPath, ECHO, ...words));
    return { ...told, back: told.trips.length, trips: told.trips.toSorted((a: number, b: number) => a - b) };
  }
  const up = (direction: Direction) => lab.router.shape('ann', { up: direction });

  test('[LAB-1] without a fault every packet arrives', async () => {
    const { sent, back } = await ask();
    expect(back).toBe(sent);
  });

  test('[LAB-2] packets are delayed by what was asked for, give or take the jitter', async () => {
    await up({ delayMs: 200, jitterMs: 100 });
    const { trips } = await ask();
    expect(trips[0]).toBeGreaterThanOrEqual(100);
    const middle = trips[Math.floor(trips.length / 2)] ?? 0;
    expect(middle).toBeGreaterThan(150);
    expect(middle).toBeLessThan(320);
  });

  test('[LAB-3] the share of lost packets is the one asked for', async () => {
    await up({ loss: 0.3 });
    const { sent, back } = await ask({ count: 400, everyMs: 4 });
    expect(1 - back / sent).toBeGreaterThan(0.2);
    expect(1 - back / sent).toBeLessThan(0.4);
  });

  test('[LAB-4] a narrow place lets through its rate, queues for a while and drops the rest', async () => {
    await up({ rateKbps: 300, queueMs: 300 });
    // 800 kbit/s for 1.5 s into 300 kbit/s: the queue of 0.3 s and 1.5 s of the rate come through, 66 of 150.
    const { back, trips } = await ask({ count: 150, everyMs: 10, bytes: 1000 });
    expect(back).toBeGreaterThan(45);
    expect(back).toBeLessThan(100);
    expect(trips.at(-1)).toBeGreaterThan(200);
  });

  test('[LAB-5] a cut stops what it names and nothing else', async () => {
    await up({ stop: [{ proto: 'tcp' }] });
    expect((await ask({ count: 10 })).back).toBe(10);
    await up({ stop: [{ proto: 'udp' }] });
    expect((await ask({ count: 10 })).back).toBe(0);
  });

  test('[LAB-6] a machine that moves has another address and reaches the same server', async () => {
    const before = ann.address();
    await ann.move();
    expect(ann.address()).not.toBe(before);
    expect((await ask({ count: 10 })).back).toBe(10);
  });

  test('[LAB-7] a closed laboratory leaves no namespace and no process behind', async () => {
    const other = await Lab.open();
    const machine = await other.add('carol');
    const sleeper = spawn('ip', ['netns', 'exec', machine.namespace, 'sleep', '60']);
    await once(sleeper, 'spawn');
    await other.close();
    expect(await ip('netns list')).not.toContain(machine.namespace);
    if (sleeper.signalCode === null) await once(sleeper, 'exit');
    expect(sleeper.signalCode).toBe('SIGKILL');
  });
});
