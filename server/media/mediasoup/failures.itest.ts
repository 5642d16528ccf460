import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { FakeClock, systemClock } from '@liuyun/kit';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf } from '../contract/failureOf.ts';
import { track } from '../contract/tracks.ts';
import type { MediaEngine } from '../MediaEngine.ts';
import { createMediasoupEngine } from './createMediasoupEngine.ts';
import { openTestEngine } from './openTestEngine.ts';

const opened: MediaEngine[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((engine) => engine.close()));
});

async function open(options: Parameters<typeof openTestEngine>[0] = {}) {
  const test = await openTestEngine(options);
  opened.push(test.engine);
  return test;
}

/** Ends when `check` holds; the test's own time limit is the deadline. */
async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await check())) await wait(20);
}

const pids = async (engine: MediaEngine) => (await engine.describe()).workers.map(({ pid }) => pid);

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Throws when the port is taken, by UDP or by TCP. */
async function bind(port: number): Promise<() => void> {
  const udp = createSocket('udp4').bind(port, '127.0.0.1');
  const tcp = createServer().listen(port, '127.0.0.1');
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  return () => {
    udp.close();
    tcp.close();
  };
}

/** The port of an engine that is running, and the one before it is nobody's: whoever runs on this machine takes ports too. */
async function portBehindFreeOne(): Promise<number> {
  for (;;) {
    const { engine } = await open({ workers: 1 });
    const { listening } = await engine.describe();
    const port = listening[0]?.port ?? 0;
    const free = await bind(port - 1).catch(() => undefined);
    free?.();
    if (free) return port;
  }
}

describe('workers', () => {
  it('[MEDIA-42] a replaced worker listens on the port of the dead one, and one error is logged', async () => {
    const { engine, lines, killWorker } = await open({ workers: 1 });
    const before = await engine.describe();
    for (let times = 1; times <= 2; times++) {
      const [pid] = await pids(engine);
      await killWorker(0);
      await until(async () => (await pids(engine)).some((now) => now !== pid));
      expect(lines.filter(({ level }) => level === 'error')).toHaveLength(times);
    }
    const room = await engine.openRoom();
    const { parameters } = await room.openTransport({ direction: 'send', tcpOnly: false });
    const ports = (parameters.iceCandidates as { port: number }[]).map(({ port }) => port);
    expect(new Set(ports)).toEqual(new Set([before.listening[0]?.port]));
  });

  it('[MEDIA-69] an address beside the first one is offered after it, over UDP; it is followed when it changes', async () => {
    const clock = new FakeClock();
    let own: string | undefined = '127.0.0.2';
    const { engine, lines } = await open({ workers: 1, clock, beside: () => own });
    const offered = async () => {
      const room = await engine.openRoom();
      const { parameters } = await room.openTransport({ direction: 'send', tcpOnly: false });
      const found = parameters.iceCandidates as { address: string; protocol: string; priority: number }[];
      return found.toSorted((a, b) => b.priority - a.priority).map(({ address, protocol }) => `${protocol} ${address}`);
    };
    expect(await offered()).toEqual(['udp 127.0.0.1', 'udp 127.0.0.2', 'tcp 127.0.0.1']);
    expect((await engine.describe()).listening).toMatchObject([{ host: '127.0.0.1', beside: '127.0.0.2' }]);

    const [first] = await pids(engine);
    own = undefined;
    clock.advance(6_000);
    expect(await pids(engine)).toEqual([first]);
    own = '127.0.0.3';
    const lost = new Promise((resolve) => engine.facts.on('roomsLost', resolve));
    clock.advance(6_000);
    await lost;
    clock.advance(1_000);
    await until(async () => (await pids(engine)).some((pid) => pid !== first));
    expect(await offered()).toEqual(['udp 127.0.0.1', 'udp 127.0.0.3', 'tcp 127.0.0.1']);

    // Not one of this machine: media goes on without it, and it is not tried for again and again.
    own = '192.0.2.200';
    const again = new Promise((resolve) => engine.facts.on('roomsLost', resolve));
    clock.advance(6_000);
    await again;
    clock.advance(1_000);
    await until(async () => (await pids(engine)).length === 1);
    expect(await offered()).toEqual(['udp 127.0.0.1', 'tcp 127.0.0.1']);
    const alone = await pids(engine);
    for (let times = 0; times < 2; times++) {
      clock.advance(6_000);
      expect(await pids(engine)).toEqual(alone);
    }
    expect([await pids(engine), lines.filter(({ text }) => text.includes('loopback only')).length]).toEqual([alone, 1]);
  });

  it('[MEDIA-47] a room that is asked for while the only worker is replaced opens on the new one', async () => {
    const { engine, killWorker } = await open({ workers: 1 });
    const room = await engine.openRoom();
    const lost = new Promise((resolve) => engine.facts.on('roomsLost', resolve));
    await killWorker(0);
    await lost;
    const [next, other] = await Promise.all([engine.openRoom(), engine.openRoom()]);
    expect([room.closed, next.closed, other.closed]).toEqual([true, false, false]);
  });

  it('[MEDIA-47] it does not wait for ever, nor past the end of the engine', async () => {
    const clock = new FakeClock();
    const { engine, killWorker } = await open({ workers: 1, clock });
    const lose = async () => {
      const lost = new Promise((resolve) => engine.facts.on('roomsLost', resolve));
      await killWorker(0);
      await lost;
    };
    await lose();
    const late = failureOf(engine.openRoom());
    const closed = failureOf(engine.openRoom());
    await engine.close();
    expect([await late, await closed]).toEqual(['MEDIA_FAILED', 'MEDIA_FAILED']);
    expect(clock.pending).toBe(0);
  });

  it('[MEDIA-43] after close no process, port or timer is left', async () => {
    const clock = new FakeClock();
    const { engine } = await open({ clock });
    const room = await engine.openRoom();
    await (await room.openTransport({ direction: 'send', tcpOnly: false })).publish([track('video', 'VP8')]);
    const { listening } = await engine.describe();
    const processes = await pids(engine);
    expect([listening.length, processes.filter(runs).length]).toEqual([2, 2]);
    await engine.close();
    expect(processes.filter(runs)).toEqual([]);
    for (const { port } of listening) (await bind(port))();
    expect(clock.pending).toBe(0);
  });

  it('[MEDIA-43] an engine closed while it replaces a worker leaves none', async () => {
    const { engine, killWorker } = await open({ workers: 1 });
    const [pid = 0] = await pids(engine);
    const lost = new Promise((resolve) => engine.facts.on('roomsLost', resolve));
    await killWorker(0);
    await lost;
    const { listening } = await engine.describe();
    await engine.close();
    expect(runs(pid)).toBe(false);
    for (const { port } of listening) (await bind(port))();
  });

  it.each([
    ['a missing program', '/nonexistent/mediasoup-worker', /ENOENT/],
    ['a program that is no worker', '/bin/false', /code:1/],
  ])('[MEDIA-44] %s is an error that says why', async (_, workerBin, reason) => {
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const start = createMediasoupEngine({
      workers: 2,
      listenHost: '127.0.0.1',
      mediaPort: 0,
      announcedAddress: '127.0.0.1',
      workerBin,
      log,
      clock: systemClock,
    });
    await expect(start).rejects.toThrow(reason);
  });

  it('[MEDIA-44] a media port in use is an error that names it, and no worker is left', async () => {
    const port = await portBehindFreeOne();
    await expect(openTestEngine({ workers: 2, mediaPort: port - 1 })).rejects.toThrow(String(port - 1));
    (await bind(port - 1))();
  });

  it('[MEDIA-45] a worker that hangs is killed and replaced', async () => {
    const clock = new FakeClock();
    const { engine, lines } = await open({ workers: 1, clock });
    const room = await engine.openRoom();
    const [pid = 0] = await pids(engine);
    process.kill(pid, 'SIGSTOP');
    await until(async () => {
      clock.advance(1000);
      return room.closed;
    });
    await until(async () => {
      clock.advance(100);
      return !runs(pid) && (await engine.describe()).workers.length === 1;
    });
    expect(lines.some(({ text }) => text.includes('does not answer'))).toBe(true);
    expect((await engine.openRoom()).closed).toBe(false);
  });

  it('[MEDIA-46] SIGINT and SIGTERM are left to the server', async () => {
    const before = ['SIGINT', 'SIGTERM'].map((name) => process.listenerCount(name));
    await open();
    expect(['SIGINT', 'SIGTERM'].map((name) => process.listenerCount(name))).toEqual(before);
  });
});
