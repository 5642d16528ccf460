import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hesitantFlags } from '../hesitant/hesitation.ts';

const ROOT = join(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'server/bin/liuyun.js');
const READY_MS = 60_000;
const STOP_MS = 15_000;

export type Access = { appID: number; server: string; token: string; expiresAt: number };

/** A whole cloud in a process of its own, as `npm start` runs it: real workers, free ports, its own data folder. */
export type Cloud = {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  startKey: string;
  pid: number;
  /** Gone when it has stopped. */
  dataDir: string;
  /** What the quick-start page does with its key. */
  access(user: { userID: string; roomID?: string }): Promise<Access>;
  /** Everything that the server has printed. */
  output(): string;
  /** SIGTERM, then waiting. Resolves the exit code. */
  stop(): Promise<number | null>;
};

/** Starts `liuyun start --dev` and waits until it has printed its link. */
export async function startCloud(flags: readonly string[] = []): Promise<Cloud> {
  const dataDir = await mkdtemp(join(tmpdir(), 'liuyun-test-'));
  const child = spawn(
    process.execPath,
    // biome-ignore format: one option per line
    [
      ...hesitantFlags(),
      CLI, 'start', '--dev',
      '--port', '0',
      '--media-port', '0',
      '--workers', '1',
      '--drain-ms', '0',
      '--data-dir', dataDir,
      ...flags,
    ],
    // As below npm: it ends with us, even when we are killed.
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: { npm_command: 'exec', ...process.env } },
  );
  let output = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => (output += chunk));
  const exited = once(child, 'exit');

  try {
    const { origin, startKey } = await printedLink(child, () => output);
    return {
      origin,
      startKey,
      pid: child.pid ?? 0,
      dataDir,
      access: (user) => askAccess({ origin, startKey, user }),
      output: () => output,
      stop: async () => {
        await stop(child, exited);
        await rm(dataDir, { recursive: true, force: true });
        return child.exitCode;
      },
    };
  } catch (error) {
    await stop(child, exited);
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exited;
  clearTimeout(force);
}

function printedLink(child: ChildProcess, output: () => string): Promise<{ origin: string; startKey: string }> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`the cloud ${why}. It printed:\n${output()}`));
    };
    const timer = setTimeout(() => fail(`printed no link within ${READY_MS} ms`), READY_MS);
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.stdout?.on('data', () => {
      const found = /(https?:\/\/[^/\s]+)\/samples\/quick-start\/#start=([\w~.%+-]+)\s/.exec(output());
      const [, origin, startKey] = found ?? [];
      if (!origin || !startKey) return;
      clearTimeout(timer);
      resolve({ origin, startKey });
    });
  });
}

async function askAccess({
  origin,
  startKey,
  user,
}: {
  origin: string;
  startKey: string;
  user: { userID: string; roomID?: string };
}): Promise<Access> {
  const answer = await fetch(`${origin}/start/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${startKey}` },
    body: JSON.stringify(user),
  });
  if (!answer.ok) throw new Error(`/start/token answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Access;
}
