import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the mediasoup npm package lies and which version it is. */
export type MediasoupPackage = { dir: string; version: string };

/** Thrown when no worker binary is found; its message says what to do. */
export class WorkerBinMissing extends Error {
  override name = 'WorkerBinMissing';
}

/** Finds the installed mediasoup package, wherever npm put it. */
export function mediasoupPackage(): MediasoupPackage {
  // Its exports hide package.json, so start from the main file (node/lib/index.js).
  const dir = resolve(dirname(createRequire(import.meta.url).resolve('mediasoup')), '../..');
  const { version } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as { version: string };
  return { dir, version };
}

/** Liuyun's cache of things built once per machine: LIUYUN_CACHE_DIR, else `liuyun` in the user's cache directory. */
export function cacheDir(env: Env = process.env): string {
  if (env.LIUYUN_CACHE_DIR) return resolve(env.LIUYUN_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'liuyun');
}

/** Where setup keeps the worker of one mediasoup version for this platform: outside node_modules, so `npm ci` does not lose it. */
export function cachedWorkerBin(version: string, env: Env = process.env): string {
  return join(cacheDir(env), 'mediasoup-worker', `${version}-${process.platform}-${process.arch}`, 'mediasoup-worker');
}

/**
 * Path of the mediasoup worker to run: MEDIASOUP_WORKER_BIN, else what setup cached, else what mediasoup's own
 * installer built. Throws WorkerBinMissing when there is none.
 */
export function workerBin(env: Env = process.env, pack: MediasoupPackage = mediasoupPackage()): string {
  const named = env.MEDIASOUP_WORKER_BIN;
  if (named) {
    if (isExecutable(named)) return named;
    throw new WorkerBinMissing(`MEDIASOUP_WORKER_BIN names ${named}, which is not an executable file`);
  }
  for (const path of [cachedWorkerBin(pack.version, env), join(pack.dir, 'worker/out/Release/mediasoup-worker')]) {
    if (isExecutable(path)) return path;
  }
  throw new WorkerBinMissing(
    `no mediasoup worker ${pack.version} on this machine: run \`npm run setup\`, or set MEDIASOUP_WORKER_BIN`,
  );
}

/** Whether `path` is a file that this user may execute. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
