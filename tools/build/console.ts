import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './inputs.ts';

const CONSOLE = join(ROOT, 'apps/console');

/** The pages of the console into apps/console/dist, which the server serves. */
export async function buildConsole(): Promise<void> {
  if (!existsSync(CONSOLE)) return;
  const from = performance.now();
  // Vite takes a while to load: only when it is needed.
  const { build } = await import('vite');
  await build({ root: CONSOLE, logLevel: 'warn' });
  console.log(`console: built in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}
