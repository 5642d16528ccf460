import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BUILD_PACKAGES, buildWorker } from '../../server/media/mediasoup/worker/buildWorker.ts';
import { tryWorker, workerStarts } from '../../server/media/mediasoup/worker/checkWorker.ts';
import { downloadWorker } from '../../server/media/mediasoup/worker/downloadWorker.ts';
import { cachedWorkerBin, mediasoupPackage, WorkerBinMissing, workerBin } from '../../server/media/mediasoup/worker/workerBin.ts';
import { withLock } from './lock.ts';
import { type Machine, SetupError, type Step } from './Machine.ts';
import { elapsed } from './progress.ts';

/** The media worker: the user's own, the cached one, the official one, or one compiled here — in this order. */
export const worker: Step = {
  name: 'media worker',
  packages: BUILD_PACKAGES,
  elsewhere:
    'set MEDIASOUP_WORKER_BIN to a mediasoup-worker of the version in server/package.json, or let this machine reach github.com for the official one',
  ready,
  shortcut: (machine) => intoCache(machine, (dir) => download(dir, machine)),
  make: async (machine) => {
    await intoCache(machine, (dir) => compile(dir, machine));
  },
};

function ready({ env }: Machine): boolean {
  try {
    if (workerStarts(workerBin(env))) return true;
  } catch (error) {
    if (!(error instanceof WorkerBinMissing)) throw error;
    if (!env.MEDIASOUP_WORKER_BIN) return false;
    throw new SetupError(error.message, { cause: error });
  }
  if (env.MEDIASOUP_WORKER_BIN)
    throw new SetupError(
      `MEDIASOUP_WORKER_BIN names ${env.MEDIASOUP_WORKER_BIN}, which is not a mediasoup worker that runs here`,
    );
  return false;
}

/** Lets `provide` put a binary into a fresh folder; tries it, then moves it into the cache in one step. */
async function intoCache(machine: Machine, provide: (dir: string) => Promise<string | undefined>): Promise<boolean> {
  const target = cachedWorkerBin(mediasoupPackage().version, machine.env);
  const home = dirname(target);
  const onWait = () => machine.say('another setup is preparing the media worker; waiting for it');
  const work = async () => {
    if (ready(machine)) return true;
    clearLeftovers(home);
    const dir = mkdtempSync(join(home, SCRATCH));
    try {
      const binary = await provide(dir);
      if (!binary) return false;
      renameSync(binary, target);
      return true;
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  };
  mkdirSync(home, { recursive: true });
  return withLock(`${home}.lock`, work, { onWait, signal: machine.signal });
}

const SCRATCH = '.building-';

/** Whoever holds the lock is alone: what a killed setup left behind can go. */
function clearLeftovers(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith(SCRATCH)) rmSync(join(home, name), { recursive: true, force: true });
  }
}

async function download(dir: string, machine: Machine): Promise<string | undefined> {
  try {
    const path = await downloadWorker(mediasoupPackage().version, dir, { env: machine.env, signal: machine.signal });
    await tryWorker(path, machine.signal);
    machine.say('media worker: took the official build');
    return path;
  } catch (error) {
    machine.signal?.throwIfAborted();
    machine.say(`media worker: no official build (${firstLine(error)})`);
    return undefined;
  }
}

async function compile(dir: string, machine: Machine): Promise<string> {
  const { dir: packageDir, version } = mediasoupPackage();
  machine.say(`media worker: compiling mediasoup ${version}, once for this machine`);
  const startedAt = Date.now();
  try {
    const path = await buildWorker(
      { packageDir, buildDir: dir },
      {
        signal: machine.signal,
        env: machine.env,
        onProgress: (step, done, total) => machine.progress(`${done}/${total} ${step}, ${elapsed(startedAt)}`),
      },
    );
    await tryWorker(path, machine.signal);
    machine.say(`media worker: compiled in ${elapsed(startedAt)}`);
    return path;
  } catch (error) {
    machine.signal?.throwIfAborted();
    throw new SetupError(
      `the media worker could not be compiled; MEDIASOUP_WORKER_BIN can name one from elsewhere. ${error instanceof Error ? error.message : error}`,
      { cause: error },
    );
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
