import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Answer, LATE_EXIT, type TaskName, type Tasks } from './messages.ts';

const LOAD = join(import.meta.dirname, 'load.ts');
const END_MS = 3_000;

type Pending = { resolve(result: never): void; reject(error: Error): void };

/** The parent's end of a load process. */
export class LoadProcess {
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #nextID = 1;

  /** @param options `lifeMs`: after this it ends, whatever it does. */
  constructor({ lifeMs }: { lifeMs: number }) {
    this.#child = fork(LOAD, [String(Math.ceil(lifeMs))], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.pid = this.#child.pid ?? 0;
    this.#child.on('message', (message) => this.#answered(message as Answer));
    const over = (why: string) => {
      for (const { reject } of this.#pending.values()) reject(new Error(`a load process ${why}`));
      this.#pending.clear();
    };
    this.#child.once('exit', (code, signal) =>
      over(code === LATE_EXIT ? 'took longer than it may' : `ended with ${code ?? signal}`),
    );
    this.#child.once('error', (error) => over(error.message));
  }

  /** @throws Error saying what went wrong there, or that the process ended. */
  ask<N extends TaskName>(name: N, params: Tasks[N]['params']): Promise<Tasks[N]['result']> {
    const id = this.#nextID++;
    return new Promise<Tasks[N]['result']>((resolve, reject) => {
      if (!this.#child.connected) return reject(new Error('a load process has ended'));
      this.#pending.set(id, { resolve: resolve as never, reject });
      this.#child.send({ id, ask: name, params });
    });
  }

  /** Lets its people leave, then ends it, whatever it does. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    const force = setTimeout(() => child.kill('SIGKILL'), END_MS);
    await Promise.race([this.ask('leave', {}).catch(() => {}), exited]);
    if (child.connected) child.disconnect();
    await exited;
    clearTimeout(force);
  }

  #answered(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('ok' in answer) pending?.resolve(answer.ok as never);
    else pending?.reject(new Error(answer.fail));
  }
}
