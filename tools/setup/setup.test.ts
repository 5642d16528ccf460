import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testMachine } from './testMachine.ts';

const SETUP = join(import.meta.dirname, 'setup.js');
/** Makes the program believe that it runs on a Node of long ago. */
const OLD_NODE = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.9.0"}})';

/** A checkout with nothing but the entry file in it. */
function checkout(): { root: string; setup: string } {
  const { dir: root } = testMachine();
  mkdirSync(join(root, 'tools/setup'), { recursive: true });
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  const setup = join(root, 'tools/setup/setup.js');
  copyFileSync(SETUP, setup);
  return { root, setup };
}

test('[SETUP-41] a Node that is too old says in one line what is needed', () => {
  const { setup } = checkout();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', OLD_NODE, setup], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^liuyun: Node 20\.9\.0 is too old \(22\.18 or newer is needed\).*npm ci.*\n$/);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('[SETUP-42] a Node that is too old hands over to the pinned one, with arguments and exit code', () => {
  const { root, setup } = checkout();
  const machine = testMachine();
  const pinned = machine.program('node', 'echo "pinned: $2 $3"; exit 7');
  copyFileSync(pinned, join(root, 'node_modules/.bin/node'));
  const args = ['--import', OLD_NODE, setup, '--for', 'test'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stdout).toBe('pinned: --for test\n');
  expect(status).toBe(7);
});

test('[SETUP-45] a pinned Node whose link npm has lost is linked again and used', () => {
  const { root, setup } = checkout();
  const machine = testMachine();
  const pinned = machine.program('node', 'echo "pinned: $2 $3"');
  const home = join(root, `node_modules/node-${process.platform}-${process.arch}/bin`);
  mkdirSync(home, { recursive: true });
  copyFileSync(pinned, join(home, 'node'));
  const { stdout, status } = spawnSync(process.execPath, ['--import', OLD_NODE, setup, '--for', 'run'], { encoding: 'utf8' });
  expect(stdout).toBe('pinned: --for run\n');
  expect(status).toBe(0);
  expect(realpathSync(join(root, 'node_modules/.bin/node'))).toBe(realpathSync(join(home, 'node')));
});

test('[SETUP-44] an unknown purpose is named with the known ones', () => {
  const { status, stderr } = spawnSync(process.execPath, [SETUP, '--for', 'fun'], { encoding: 'utf8' });
  expect(stderr).toBe('setup: --for fun: one of run, test, faults is meant\n');
  expect(status).toBe(1);
});
