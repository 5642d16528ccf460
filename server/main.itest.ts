import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const task of undo.splice(0).reverse()) await task();
});

type Liuyun = {
  child: ChildProcess;
  output: () => string;
  exit: Promise<number | null>;
  until: (pattern: RegExp) => Promise<RegExpExecArray>;
};

/** The command as a person would run it, in a process of its own. */
function liuyun(...argv: string[]): Liuyun {
  return watched(spawn(process.execPath, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** The same as from a terminal: in a process group, which all get what is typed there. */
function liuyunInGroup(...argv: string[]): Liuyun {
  return watched(spawn(process.execPath, [MAIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], detached: true }));
}

function watched(child: ChildProcess): Liuyun {
  let text = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data) => {
      text += String(data);
      for (const watch of [...watchers]) watch();
    });
  }
  const exit = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  undo.push(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const until = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const watch = () => {
        const found = pattern.exec(text);
        if (!found) return;
        watchers.delete(watch);
        resolve(found);
      };
      watchers.add(watch);
      exit.then((code) => reject(new Error(`ended with ${code} before ${pattern}:\n${text}`)));
      watch();
    });
  return { child, output: () => text, exit, until };
}

function startOptions(...more: string[]): string[] {
  const dataDir = mkdtempSync(join(tmpdir(), 'liuyun-main-'));
  undo.push(() => rmSync(dataDir, { recursive: true, force: true }));
  return ['start', '--port', '0', '--media-port', '0', '--workers', '1', '--data-dir', dataDir, ...more];
}

/** Processes whose parent is `pid`. */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        return Number(readFileSync(`/proc/${candidate}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });
}

/** Somebody is in a room, and does not leave. */
async function enter(output: string): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const of = (pattern: RegExp) => pattern.exec(output)?.[1] ?? '';
  const socket = new WebSocket(of(/Server URL +(\S+)/), 'liuyun.1');
  undo.push(() => socket.terminate());
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const params = {
    appID: Number(of(/AppID +(\d+)/)),
    roomID: 'room',
    user: { userID: 'ann', userName: 'Ann' },
    appSign: of(/AppSign +(\S+)/),
    userUpdate: false,
    maxMemberCount: 0,
    client: { sdk: 'itest', version: '0', platform: 'node' },
  };
  const answered = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
  socket.send(JSON.stringify({ id: 1, ask: 'loginRoom', params }));
  expect(JSON.parse(await answered)).toHaveProperty('ok.sessionID');
  return { socket, closed };
}

describe('liuyun start', () => {
  it('[CLOSE-14] SIGTERM drains and ends the process with code 0; no process, port or file is left', async () => {
    const options = startOptions('--dev', '--drain-ms', '300');
    const server = liuyun(...options);
    await server.until(/#start=\w+/);
    const { closed } = await enter(server.output());
    const pid = server.child.pid ?? 0;
    const workers = childrenOf(pid);
    expect(workers).toHaveLength(1);
    server.child.kill('SIGTERM');
    expect(await closed).toBe(4003);
    expect(await server.exit).toBe(0);
    await expect.poll(() => workers.filter((worker) => readdirSync('/proc').includes(String(worker)))).toEqual([]);
    const [, port] = /Web +127\.0\.0\.1:(\d+)/.exec(server.output()) ?? [];
    const [, mediaPort] = /Media +127\.0\.0\.1:(\d+)/.exec(server.output()) ?? [];
    for (const one of [port, mediaPort]) await listenOn(Number(one));
    const dataDir = options[options.indexOf('--data-dir') + 1] ?? '';
    expect(readdirSync(dataDir)).toEqual(['liuyun.db', 'records.db', 'secret.key', 'server.lock']);
  });

  it('[CLOSE-17] Ctrl-C reaches every process of the terminal; media goes on while the server drains, and nothing is an error', async () => {
    const server = liuyunInGroup(...startOptions('--dev', '--drain-ms', '86400000'));
    await server.until(/#start=\w+/);
    const { socket, closed } = await enter(server.output());
    const pid = server.child.pid ?? 0;
    const workers = childrenOf(pid);
    expect(workers).toHaveLength(1);
    process.kill(-pid, 'SIGINT');
    await server.until(/stopping/);
    // Media rooms are still opened and closed for who is in: the worker answers.
    const opened = new Promise<string>((resolve) =>
      socket.on('message', (data) => String(data).includes('"id":2') && resolve(String(data))),
    );
    socket.send(JSON.stringify({ id: 2, ask: 'openTransport', params: { direction: 'receive' } }));
    expect(JSON.parse(await opened)).toHaveProperty('ok.transportID');
    expect(childrenOf(pid)).toEqual(workers);
    socket.send(JSON.stringify({ id: 3, ask: 'logoutRoom', params: {} }));
    await closed;
    expect(await server.exit).toBe(0);
    expect(server.output()).not.toMatch(/"level":(40|50|60)|WARN|ERROR|died/);
    await expect.poll(() => workers.filter((worker) => readdirSync('/proc').includes(String(worker)))).toEqual([]);
  });

  it('[CLOSE-15] a second signal does not wait', async () => {
    const server = liuyun(...startOptions('--dev', '--drain-ms', '86400000'));
    await server.until(/#start=\w+/);
    const { closed } = await enter(server.output());
    server.child.kill('SIGINT');
    await server.until(/stopping/);
    server.child.kill('SIGTERM');
    expect(await closed).toBe(4003);
    expect(await server.exit).toBe(0);
  });

  it('[CLOSE-15] a signal that comes during the start is not lost', async () => {
    const server = liuyun(...startOptions('--dev'));
    await expect.poll(() => childrenOf(server.child.pid ?? 0).length, { timeout: 120_000, interval: 5 }).toBe(1);
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
  });

  it('[CLOSE-1] a busy port is one clear line and exit code 1; nothing is left running', async () => {
    const busy = await listenOn(0);
    const port = (busy.address() as { port: number }).port;
    const options = startOptions();
    options[options.indexOf('--port') + 1] = String(port);
    const server = liuyun(...options);
    expect(await server.exit).toBe(1);
    expect(server.output()).toBe(`liuyun: port ${port} is in use on 127.0.0.1: stop what uses it, or take another with --port\n`);
  });
});

async function listenOn(port: number) {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  undo.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return server;
}
