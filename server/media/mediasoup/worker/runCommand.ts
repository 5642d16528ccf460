import { spawn } from 'node:child_process';

/** A command that ended badly; the message ends with the last lines that it printed. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
}

const KEPT_LINES = 25;

export type Command = { program: string; args: readonly string[]; cwd?: string; env?: NodeJS.ProcessEnv };

/** Runs one program with its whole process group tied to `signal`; resolves when it exits with 0. */
export function runCommand({ program, args, cwd, env }: Command, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let printed = '';
    const keep = (chunk: Buffer) => {
      printed = (printed + chunk.toString('utf8')).slice(-100_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // g++ leaves its work to children: stop the whole group.
    const stop = () => {
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', (error) => {
      signal?.removeEventListener('abort', stop);
      reject(new CommandFailed(`${program}: ${error.message}`, { cause: error }));
    });
    child.once('close', (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) return reject(signal.reason);
      if (code === 0) return resolve();
      const tail = printed.trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
      reject(new CommandFailed(`${program} ended with ${killedBy ?? code}\n${tail}`));
    });
  });
}

/** Runs `jobs` in order, at most `limit` at a time; the first failure stops the rest and is thrown once all have ended. */
export async function runJobs(
  jobs: readonly ((signal: AbortSignal) => Promise<void>)[],
  { limit, signal, onDone }: { limit: number; signal?: AbortSignal; onDone?: (done: number) => void },
): Promise<void> {
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < jobs.length && !stop.aborted) {
      const job = jobs[next++];
      await job?.(stop);
      onDone?.(++done);
    }
  };
  const lanes = Array.from({ length: Math.min(limit, jobs.length) }, () =>
    lane().catch((error: unknown) => {
      if (!stop.aborted) failed.abort(error);
    }),
  );
  await Promise.all(lanes);
  stop.throwIfAborted();
}
