import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withLock } from './lock.ts';

function lockPath(): string {
  const dir = mkdtempSync(join(tmpdir(), 'liuyun-lock-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return join(dir, 'a/worker.lock');
}

test('[SETUP-12] the second waits until the first has ended, and says so once', async () => {
  const path = lockPath();
  const events: string[] = [];
  let finish = () => {};
  const first = withLock(path, async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    events.push('first ended');
  });
  const second = withLock(path, async () => void events.push('second began'), {
    onWait: () => {
      events.push('second waits');
      finish();
    },
  });
  await Promise.all([first, second]);
  expect(events).toEqual(['second waits', 'first ended', 'second began']);
  expect(existsSync(path)).toBe(false);
});

test('[SETUP-12] the lock is free again after a failure', async () => {
  const path = lockPath();
  await expect(withLock(path, () => Promise.reject(new Error('no space')))).rejects.toThrow('no space');
  expect(await withLock(path, async () => 'mine')).toBe('mine');
});

test('[SETUP-13] a lock that its holder no longer renews is taken over', async () => {
  const path = lockPath();
  await withLock(path, async () => {});
  writeFileSync(path, '1\n');
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  expect(await withLock(path, async () => 'mine')).toBe('mine');
});

test('[SETUP-11] whoever waits can be stopped', async () => {
  const path = lockPath();
  const stop = new AbortController();
  await withLock(path, async () => {
    const waiting = withLock(path, async () => 'never', {
      signal: stop.signal,
      onWait: () => stop.abort(new Error('stopped by SIGINT')),
    });
    await expect(waiting).rejects.toThrow('stopped by SIGINT');
  });
});
