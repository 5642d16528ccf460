import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './inputs.ts';
import { gzipped } from './size.ts';

const CONSOLE = join(ROOT, 'apps/console');
/** What all scripts of the console may weigh after gzip. */
const MOST_BYTES = 300_000;

/** The pages of the console into apps/console/dist, which the server serves. Rejects when their scripts have grown too heavy. */
export async function buildConsole(): Promise<void> {
  if (!existsSync(CONSOLE)) return;
  const from = performance.now();
  // Vite takes a while to load: only when it is needed.
  const { build } = await import('vite');
  await build({ root: CONSOLE, logLevel: 'warn' });
  const assets = join(CONSOLE, 'dist/assets');
  const scripts = readdirSync(assets).filter((file) => file.endsWith('.js'));
  const bytes = scripts.reduce((sum, file) => sum + gzipped(readFileSync(join(assets, file))), 0);
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`console: built in ${seconds} s, ${(bytes / 1000).toFixed(1)} kB of scripts after gzip`);
  if (bytes > MOST_BYTES) throw new Error(`the console's scripts weigh ${bytes} bytes after gzip; ${MOST_BYTES} are allowed`);
}
