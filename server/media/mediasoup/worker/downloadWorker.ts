import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './runCommand.ts';

/** How long the server may take to begin its answer; setup compiles instead of waiting. */
const DECIDE_MS = 5_000;
/** How long the whole download (about 4 MB) may take. */
const DOWNLOAD_MS = 90_000;

const RELEASES = 'https://github.com/versatica/mediasoup/releases/download';
const DIGESTS = 'https://api.github.com/repos/versatica/mediasoup/releases/tags';

type Env = Readonly<Record<string, string | undefined>>;

/** Address of the official prebuilt worker for this machine: the same that mediasoup's own installer asks for. */
export function prebuiltUrl(version: string, env: Env = process.env): string {
  const base = (env.MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL || RELEASES).replace(/\/$/, '');
  const kernel = process.platform === 'linux' ? `-kernel${Number(release().split('.')[0])}` : '';
  return `${base}/${version}/mediasoup-worker-${version}-${process.platform}-${process.arch}${kernel}.tgz`;
}

/**
 * Downloads the official worker into `dir` and returns its path; throws an error with a short reason when there is
 * none for this machine, it cannot be reached, or its SHA-256 is not the one that the release states.
 */
export async function downloadWorker(
  version: string,
  dir: string,
  { env = process.env, signal }: { env?: Env; signal?: AbortSignal } = {},
): Promise<string> {
  if (env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD) throw new Error('MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD is set');
  const url = prebuiltUrl(version, env);
  const digest = url.startsWith(RELEASES) ? statedDigest(version, url) : Promise.resolve(undefined);
  const archive = await download(url, signal);
  const stated = await digest;
  if (stated && stated !== createHash('sha256').update(archive).digest('hex')) throw new Error('its SHA-256 is wrong');

  const tgz = join(dir, 'worker.tgz');
  writeFileSync(tgz, archive);
  await runCommand({ program: 'tar', args: ['-xzf', tgz, '-C', dir, 'mediasoup-worker'] }, signal);
  const path = join(dir, 'mediasoup-worker');
  if (!lstatSync(path).isFile()) throw new Error('it is not a file');
  chmodSync(path, 0o755);
  return path;
}

async function download(url: string, signal?: AbortSignal): Promise<Buffer> {
  const tooSlow = new AbortController();
  const decide = setTimeout(() => tooSlow.abort(new Error(`no answer in ${DECIDE_MS / 1000} s`)), DECIDE_MS);
  const signals = [tooSlow.signal, AbortSignal.timeout(DOWNLOAD_MS), ...(signal ? [signal] : [])];
  try {
    const response = await fetch(url, { signal: AbortSignal.any(signals) });
    clearTimeout(decide);
    if (response.status === 404) throw new Error('there is none for this machine');
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    signal?.throwIfAborted();
    // fetch says no more than «fetch failed»; the reason is its cause.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new Error(cause instanceof Error ? cause.message : String(cause), { cause: error });
  } finally {
    clearTimeout(decide);
  }
}

/** The SHA-256 that GitHub states for the archive, when it can be asked (it limits anonymous questions). */
async function statedDigest(version: string, url: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${DIGESTS}/${version}`, { signal: AbortSignal.timeout(DECIDE_MS) });
    const { assets } = (await response.json()) as { assets?: { name?: string; digest?: string }[] };
    const digest = assets?.find(({ name }) => name === url.slice(url.lastIndexOf('/') + 1))?.digest;
    return digest?.startsWith('sha256:') ? digest.slice('sha256:'.length) : undefined;
  } catch {
    return undefined;
  }
}
