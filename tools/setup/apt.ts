import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { runCommand } from '../../server/media/mediasoup/worker/runCommand.ts';
import { type Machine, SetupError, which } from './Machine.ts';
import { elapsed } from './progress.ts';

/** Lists older than this may name package files that the mirrors no longer have. */
const LISTS_MAX_AGE_MS = 24 * 3600_000;

/** Whether this is Debian or a child of it. */
export function hasApt({ env }: Machine): boolean {
  return which(['apt-get'], env) !== undefined && which(['dpkg-query'], env) !== undefined;
}

/** Those of `packages` that are not installed. */
export function missingPackages(packages: readonly string[], { env }: Machine): string[] {
  if (packages.length === 0) return [];
  const query = spawnSync('dpkg-query', ['-W', '-f', '$' + '{Package} $' + '{db:Status-Status}\n', ...packages], {
    env,
    encoding: 'utf8',
  });
  const installed = new Set(
    query.stdout.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  return packages.filter((name) => !installed.has(name));
}

/**
 * Installs `packages` with apt-get, refreshing its lists when they are absent or a day old. Without root it
 * installs nothing and throws a SetupError whose one line is the command to run.
 */
export async function installPackages(packages: readonly string[], machine: Machine): Promise<void> {
  if (packages.length === 0) return;
  if (!machine.root) throw new SetupError(`please run this once, then try again: sudo apt-get install -y ${packages.join(' ')}`);
  machine.say(`installing ${packages.join(', ')} with apt-get`);
  const fresh = listsAreFresh(machine.aptLists);
  // Old lists may still do, so that a mirror which is away is no reason to stop yet.
  if (!fresh) await aptGet(['update'], machine).catch(ignoreUnlessStopped(machine));
  try {
    await install(packages, machine);
  } catch (error) {
    if (!fresh) throw error;
    machine.signal?.throwIfAborted();
    await aptGet(['update'], machine).catch(ignoreUnlessStopped(machine));
    await install(packages, machine);
  }
}

async function install(packages: readonly string[], machine: Machine): Promise<void> {
  try {
    await aptGet(['install', '-y', '--no-install-recommends', ...packages], machine);
  } catch (error) {
    machine.signal?.throwIfAborted();
    throw new SetupError(`apt-get could not install ${packages.join(' ')}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}

async function aptGet(args: string[], { env, signal, progress }: Machine): Promise<void> {
  // Another apt may be at work (unattended upgrades, a second setup): wait for it.
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2'];
  const startedAt = Date.now();
  const tick = setInterval(() => progress(`apt-get ${args[0]}, ${elapsed(startedAt)}`), 1_000);
  try {
    const quiet = { ...env, DEBIAN_FRONTEND: 'noninteractive' };
    await runCommand({ program: 'apt-get', args: [...options, ...args], env: quiet }, signal);
  } finally {
    clearInterval(tick);
  }
}

function ignoreUnlessStopped({ signal }: Machine): () => void {
  return () => signal?.throwIfAborted();
}

function listsAreFresh(dir: string): boolean {
  try {
    const lists = readdirSync(dir).filter((file) => /_Packages/.test(file));
    return lists.length > 0 && Date.now() - statSync(dir).mtimeMs < LISTS_MAX_AGE_MS;
  } catch {
    return false;
  }
}
