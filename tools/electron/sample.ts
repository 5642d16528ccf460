/**
 * `node tools/electron/sample.ts [Electron's program]`: the Electron sample in the real Electron, called by a Web user, under Xvfb
 * where there is no screen. Says in one line what is missing where it cannot (and ends with 2).
 */
import { spawnSync } from 'node:child_process';
import { ROOT } from '../build/inputs.ts';
import { findElectron } from './electronProgram.ts';

const { env, platform } = process;
const found = findElectron({ env, platform, argument: process.argv[2], folder: ROOT });
if ('missing' in found) {
  console.error(`electron: not run, missing: ${found.missing}`);
  process.exit(2);
}
const [program = 'npx', ...args] = [
  ...found.under,
  'npx',
  'vitest',
  'run',
  '--project',
  'e2e',
  'tests/e2e/electronSample.test.ts',
  '-t',
  'SAMPLE-41',
];
const { status } = spawnSync(program, args, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...env, LIUYUN_ELECTRON: found.program },
  shell: platform === 'win32',
});
process.exitCode = status ?? 1;
