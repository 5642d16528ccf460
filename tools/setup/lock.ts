import { mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The holder renews its lock this often; a lock not renewed for STALE_MS belongs to nobody. */
const RENEW_MS = 2_000;
const STALE_MS = 15_000;
const ASK_AGAIN_MS = 250;

/**
 * Runs `work` while holding the lock file `path`, after whoever holds it now. The lock spares double work; what it
 * guards must be put in place by a rename, because a holder that was suspended may be overtaken.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { onWait, signal }: { onWait?: () => void; signal?: AbortSignal } = {},
): Promise<T> {
  mkdirSync(dirname(path), { recursive: true });
  for (let first = true; !take(path); first = false) {
    if (first) onWait?.();
    // Its own error would hide why we were stopped.
    await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
  const renew = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // Somebody cleared the cache; the rename at the end still works.
    }
  }, RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renew);
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    writeFileSync(path, `${process.pid}\n`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const renewed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (Date.now() - renewed > STALE_MS) rmSync(path, { force: true });
  return false;
}
