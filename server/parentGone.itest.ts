import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** A program that prints `ready`, then `gone` when its parent is, and ends by itself after `lastsMs`. */
const program = (lastsMs: number) => `
  import { watchParent } from ${JSON.stringify(new URL('./parentGone.ts', import.meta.url).href)};
  watchParent(() => { console.log('gone'); process.exit(); });
  setTimeout(() => { console.log('stayed'); process.exit(); }, ${lastsMs});
  console.log('ready');`;

/** Runs it below a shell, as npm does, kills the shell only, and tells what the program said afterwards. */
function saidAfterShellDied(env: NodeJS.ProcessEnv, lastsMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = '"$0" --input-type=module -e "$1"; true';
    const shell = spawn('sh', ['-c', command, process.execPath, program(lastsMs)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    shell.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.trim() === 'ready') shell.kill('SIGTERM');
    });
    shell.stdout.on('close', () => resolve(said.replace('ready\n', '').trim()));
    shell.on('error', reject);
  });
}

describe('watchParent', () => {
  const { npm_command: _, ...plain } = process.env;

  it('[CLI-14] below npm, the end of the shell in between is told, since it passes no signal on', async () => {
    expect(await saidAfterShellDied({ ...plain, npm_command: 'exec' }, 20_000)).toBe('gone');
  });

  it('[CLI-14] without npm a program outlives its parent', async () => {
    expect(await saidAfterShellDied(plain, 1_500)).toBe('stayed');
  });
});
