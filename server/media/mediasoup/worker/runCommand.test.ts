import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { runCommand, runJobs } from './runCommand.ts';

function scratch(): string {
  const dir = mkdtempSync(join(tmpdir(), 'liuyun-run-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

test('[SETUP-14] the error of a failing command ends with what it printed last', async () => {
  const failing = runCommand({ program: 'sh', args: ['-c', 'echo one; echo two >&2; exit 3'] });
  await expect(failing).rejects.toThrow(/^sh ended with 3\n(one\ntwo|two\none)$/);
});

test('[SETUP-14] a program that does not exist is a failure, not a hang', async () => {
  await expect(runCommand({ program: '/nonexistent/g++', args: [] })).rejects.toThrow('ENOENT');
});

test('[SETUP-14] the first failing job stops the running ones and starts no other', async () => {
  const events: string[] = [];
  const untilStopped = (signal: AbortSignal) =>
    new Promise<void>((_, reject) => {
      signal.addEventListener('abort', () => {
        events.push('stopped');
        reject(signal.reason);
      });
    });
  const jobs = [
    untilStopped,
    async () => {
      throw new Error('clash');
    },
    async () => void events.push('started late'),
  ];
  await expect(runJobs(jobs, { limit: 2 })).rejects.toThrow('clash');
  expect(events).toEqual(['stopped']);
});

test('[SETUP-14] jobs report how many are done, and never more than the limit run at once', async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const job = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  await runJobs(
    Array.from({ length: 7 }, () => job),
    { limit: 3, onDone: (n) => done.push(n) },
  );
  expect(most).toBe(3);
  expect(done).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('[SETUP-11] stopping a command ends its children too', async () => {
  const dir = scratch();
  const stop = new AbortController();
  const running = runCommand({ program: 'sh', args: ['-c', 'sleep 60 & touch ready; wait'], cwd: dir }, stop.signal);
  await vi.waitFor(() => expect(existsSync(join(dir, 'ready'))).toBe(true));
  stop.abort(new Error('enough'));
  // The child shares the output pipe: while it lives, the command has not ended.
  await expect(running).rejects.toThrow('enough');
});
