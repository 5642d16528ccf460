import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { hesitantFlags } from '../hesitant/hesitation.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** A whole server in a process of its own, which a test may kill: on free ports of the loopback address, with one worker. */
export class ServerProcess {
  /** ws://HOST:PORT/signalling */
  readonly url: string;
  readonly #child: ChildProcess;

  /** Resolves when it can be called; rejects with what it said when it ended instead. */
  static async start(dataDir: string, ...options: string[]): Promise<ServerProcess> {
    const flags = ['--port', '0', '--media-port', '0', '--workers', '1', '--data-dir', dataDir, ...options];
    const child = spawn(process.execPath, [...hesitantFlags(), 'server/main.ts', 'start', ...flags], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: unknown) => {
        output += chunk;
        const found = /wss?:\/\/[^\s"]+/.exec(output);
        if (found) resolve(found[0]);
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
    });
    return new ServerProcess(child, url);
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** `http://HOST:PORT`, for pages and the server API. */
  get origin(): string {
    return new URL(this.url).origin.replace(/^ws/, 'http');
  }

  /** At once and without a word, as a crash or the kernel would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** In order. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill(signal);
    await gone;
  }
}
