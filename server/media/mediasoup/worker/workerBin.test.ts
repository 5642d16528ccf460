import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheDir, cachedWorkerBin, mediasoupPackage, workerBin } from './workerBin.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'liuyun-worker-bin-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function binaryAt(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, 0o755);
  return path;
}

describe('workerBin', () => {
  test('[SETUP-1] the environment comes before the cache, the cache before mediasoup’s own folder', () => {
    const pack = { dir: join(root, 'mediasoup'), version: '9.9.9' };
    const env = { LIUYUN_CACHE_DIR: join(root, 'cache') };
    const own = binaryAt(join(pack.dir, 'worker/out/Release/mediasoup-worker'));
    expect(workerBin(env, pack)).toBe(own);
    const cached = binaryAt(cachedWorkerBin('9.9.9', env));
    expect(workerBin(env, pack)).toBe(cached);
    const named = binaryAt(join(root, 'mine'));
    expect(workerBin({ ...env, MEDIASOUP_WORKER_BIN: named }, pack)).toBe(named);
  });

  test('[SETUP-2] a MEDIASOUP_WORKER_BIN that is no executable file is named, even when the cache has a worker', () => {
    const pack = { dir: root, version: '9.9.9' };
    const env = { LIUYUN_CACHE_DIR: root, MEDIASOUP_WORKER_BIN: join(root, 'absent') };
    binaryAt(cachedWorkerBin('9.9.9', env));
    expect(() => workerBin(env, pack)).toThrow(`MEDIASOUP_WORKER_BIN names ${join(root, 'absent')}`);
    expect(() => workerBin({ ...env, MEDIASOUP_WORKER_BIN: root }, pack)).toThrow('not an executable file');
  });

  test('[SETUP-3] the cache folder carries version and platform and follows the usual variables', () => {
    const place = `mediasoup-worker/3.27.1-${process.platform}-${process.arch}/mediasoup-worker`;
    expect(cachedWorkerBin('3.27.1', { HOME: '/home/ann' })).toBe(`/home/ann/.cache/liuyun/${place}`);
    expect(cachedWorkerBin('3.27.1', { HOME: '/home/ann', XDG_CACHE_HOME: '/x' })).toBe(`/x/liuyun/${place}`);
    expect(cacheDir({ HOME: '/home/ann', XDG_CACHE_HOME: '/x', LIUYUN_CACHE_DIR: '/y' })).toBe('/y');
  });

  test('[SETUP-4] without a worker the error says what to run', () => {
    const pack = { dir: root, version: '9.9.9' };
    expect(() => workerBin({ LIUYUN_CACHE_DIR: root }, pack)).toThrow(
      'no mediasoup worker 9.9.9 on this machine: run `npm run setup`',
    );
  });

  test('[SETUP-3] the installed mediasoup package is found with its version', () => {
    expect(mediasoupPackage().version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
