import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateToken04 } from '@liuyun/server-assistant';
import type { Access, Cloud } from '../kit/browser/startCloud.ts';
import type { Machine } from '../kit/netns/Lab.ts';
import { ip } from '../kit/netns/run.ts';

const ROOT = join(import.meta.dirname, '../..');
const CLI = join(ROOT, 'server/bin/liuyun.js');
const PORT = 8080;
const READY_MS = 60_000;
const TOKEN_SECONDS = 3_600;

type Secrets = { appID: number; serverSecret: string };

/** A whole cloud on a machine of the laboratory. It can be killed and started again with what it has on disk. */
export class FaultCloud implements Cloud {
  readonly #machine: Machine;
  readonly dataDir: string;
  readonly startKey = '';
  #secrets: Secrets = { appID: 0, serverSecret: '' };
  #child: ChildProcess | undefined;
  #output = '';

  readonly #more: string[];

  private constructor(given: { machine: Machine; dataDir: string; more: string[] }) {
    this.#machine = given.machine;
    this.dataDir = given.dataDir;
    this.#more = given.more;
  }

  /** `more`: options of `liuyun start`. */
  static async start(machine: Machine, more: string[] = []): Promise<FaultCloud> {
    const cloud = new FaultCloud({ machine, more, dataDir: await mkdtemp(join(tmpdir(), 'liuyun-faults-')) });
    try {
      await cloud.run();
      await cloud.#readSecrets();
      return cloud;
    } catch (error) {
      await cloud.stop();
      throw error;
    }
  }

  get origin(): string {
    return `http://${this.#machine.address()}:${PORT}`;
  }

  get port(): number {
    return PORT;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** For the server API, as the app's own server has them. */
  get credentials(): Secrets {
    return this.#secrets;
  }

  get appID(): number {
    return this.#secrets.appID;
  }

  /** Starts it (again). Resolves when it listens: ms since the epoch. */
  async run(): Promise<number> {
    const address = this.#machine.address();
    this.#output = '';
    // biome-ignore format: one option per line
    const child = spawn('ip', [
      'netns', 'exec', this.#machine.namespace,
      process.execPath, CLI, 'start', '--dev',
      '--host', address,
      '--media-host', address,
      '--announced-address', address,
      '--port', String(PORT),
      '--workers', '1',
      '--drain-ms', '0',
      '--log-level', process.env.FAULTS_LOG_LEVEL ?? 'warn',
      '--data-dir', this.dataDir,
      ...this.#more,
    ], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    return await new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`the cloud ${why}. It printed:\n${this.#output}`));
      const timer = setTimeout(() => fail(`did not listen within ${READY_MS} ms`), READY_MS);
      child.once('exit', (code) => fail(`ended with ${code}`));
      const read = (chunk: unknown) => {
        this.#output += chunk;
        if (!this.#output.includes('#start=')) return;
        clearTimeout(timer);
        resolve(Date.now());
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
    });
  }

  /** `kill -9`. Its workers end by themselves. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    const workers = await this.workers();
    // The command line may have started a newer Node than the one it was called with: that one is the server then.
    for (const pid of await this.#processes()) if (!workers.includes(pid)) process.kill(pid, 'SIGKILL');
    await exited;
  }

  /** The media workers that run now. */
  async workers(): Promise<number[]> {
    const pids = await this.#processes();
    const names = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
    return pids.filter((_, index) => names[index]?.startsWith('mediasoup'));
  }

  async #processes(): Promise<number[]> {
    return (await ip(`netns pids ${this.#machine.namespace}`)).split('\n').filter(Boolean).map(Number);
  }

  /** `liuyun …` over the same data. */
  async command(...words: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...words, '--data-dir', this.dataDir], { cwd: ROOT });
    return stdout;
  }

  token(userID: string, seconds = TOKEN_SECONDS, payload = ''): string {
    const { appID, serverSecret } = this.#secrets;
    return generateToken04(appID, userID, serverSecret, seconds, payload);
  }

  async access({ userID }: { userID: string }): Promise<Access> {
    const server = `ws://${this.#machine.address()}:${PORT}/signalling`;
    return { appID: this.#secrets.appID, server, token: this.token(userID), expiresAt: Date.now() + TOKEN_SECONDS * 1_000 };
  }

  output(): string {
    return this.#output;
  }

  async stop(): Promise<number | null> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await exited;
      clearTimeout(force);
    }
    await rm(this.dataDir, { recursive: true, force: true });
    return child?.exitCode ?? null;
  }

  async #readSecrets(): Promise<void> {
    const [app] = JSON.parse(await this.command('app', 'list', '--json')) as { appID: number }[];
    if (!app) throw new Error('the cloud made no app');
    this.#secrets = JSON.parse(await this.command('app', 'show', String(app.appID), '--secrets', '--json')) as Secrets;
  }
}
