import { existsSync } from 'node:fs';
import { chromiumBin } from '../../../tools/setup/chromium.ts';
import { ip, run } from './run.ts';

/** Why this machine cannot run the fault laboratory, in words for the test report; undefined if it can. */
export async function missingForFaults(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'network namespaces need Linux';
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  if (!existsSync('/dev/net/tun')) return 'there is no /dev/net/tun';
  const name = `ly-try-${process.pid}`;
  try {
    await run('python3', '-c', 'import fcntl, heapq');
    await ip(`netns add ${name}`);
    await ip(`-n ${name} rule add iif lo lookup 100`);
    chromiumBin();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await ip(`netns del ${name}`).catch(() => undefined);
  }
}
