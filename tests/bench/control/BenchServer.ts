import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerWatch } from '../players/ServerWatch.ts';
import type { Holding } from '../soak/holding.ts';
import type { Asked, Begin, Begun } from './serverProcess.ts';

const END_MS = 8_000;

/** A server in a process of its own, with many apps and doors that do not count who comes from one address. */
export class BenchServer {
  readonly begun: Begun;
  readonly watch: ServerWatch;
  readonly #child: ChildProcess;
  readonly #folder: string;

  /** `flags`: options of `liuyun start` besides. */
  static async start(given: Omit<Begin, 'dataDir'>): Promise<BenchServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'liuyun-bench-'));
    const child = fork(join(import.meta.dirname, 'serverProcess.ts'), {
      execArgv: profiling(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const begin: Begin = { dataDir, ...given };
    child.send(begin);
    const early = once(child, 'exit').then(([code]) => {
      throw new Error(`the server ended with ${code}`);
    });
    try {
      const [begun] = (await Promise.race([once(child, 'message'), early])) as [Begun];
      early.catch(() => {});
      return new BenchServer({ child, begun, folder: dataDir });
    } catch (error) {
      child.kill('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  private constructor({ child, begun, folder }: { child: ChildProcess; begun: Begun; folder: string }) {
    this.#child = child;
    this.#folder = folder;
    this.begun = begun;
    this.watch = new ServerWatch({ pid: child.pid, metrics: new URL('/metrics', begun.origin).href });
  }

  /** CPU time of the server so far, of signalling and of workers; undefined where it cannot be seen. */
  async cpuMs(): Promise<{ signalling: number; all: number } | undefined> {
    const { processes } = await this.watch.look();
    const [main] = processes;
    return main && { signalling: main.cpuMs, all: processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0) };
  }

  /** Resolves when what happened so far is in the records, where the bench keeps them. */
  async settle(): Promise<void> {
    await this.#ask('settle');
  }

  /** Whether anybody's media is open. */
  async busy(): Promise<boolean> {
    return (await this.#ask('busy')) as boolean;
  }

  /** What the server holds at this moment. */
  async look(): Promise<Holding> {
    return (await this.#ask('look')) as Holding;
  }

  async #ask(asked: Asked): Promise<unknown> {
    const answered = once(this.#child, 'message');
    this.#child.send(asked);
    const [answer] = await answered;
    return answer;
  }

  /** The server's own process, without media workers. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  async rssBytes(): Promise<number | undefined> {
    const { processes } = await this.watch.look();
    return processes.length === 0 ? undefined : processes.reduce((sum, { rssBytes }) => sum + rssBytes, 0);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      const force = setTimeout(() => child.kill('SIGKILL'), END_MS);
      if (child.connected) child.disconnect();
      await exited;
      clearTimeout(force);
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** LIUYUN_BENCH_PROFILE=FOLDER writes what the server's time went into (chrome://inspect reads it). */
function profiling(): string[] {
  const folder = process.env.LIUYUN_BENCH_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}
