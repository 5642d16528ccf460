import { spawnSync } from 'node:child_process';
import { runCommand } from './runCommand.ts';

/** The worker's own exit code for «started without MEDIASOUP_VERSION» (upstream's main.cpp). */
const STARTED_WITHOUT_VERSION = 41;

/** Whether the binary starts on this machine at all (its libraries are found): a few milliseconds. */
export function workerStarts(path: string): boolean {
  return spawnSync(path, { stdio: 'ignore', env: {}, timeout: 10_000 }).status === STARTED_WITHOUT_VERSION;
}

/**
 * Opens a worker, a router and a WebRTC transport with the binary at `path`, and closes them: what a fresh binary
 * must do before it is trusted. Runs in a process of its own, so that a bad binary cannot hurt the caller.
 */
export async function tryWorker(path: string, signal?: AbortSignal): Promise<void> {
  const args = [import.meta.filename, path];
  await runCommand({ program: process.execPath, args, cwd: import.meta.dirname }, signal);
}

async function openEverything(path: string): Promise<void> {
  const mediasoup = await import('mediasoup');
  const worker = await mediasoup.createWorker({ workerBin: path, logLevel: 'error' });
  const router = await worker.createRouter({
    mediaCodecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 }],
  });
  await router.createWebRtcTransport({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
  worker.close();
}

const [, script, path] = process.argv;
if (script === import.meta.filename && path) {
  // A worker that neither answers nor dies must not hold up setup.
  setTimeout(() => process.exit(1), 20_000).unref();
  await openEverything(path);
}
