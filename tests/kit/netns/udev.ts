import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './Lab.ts';
import { run } from './run.ts';

const UDEV = join(import.meta.dirname, 'udev.py');

/** Says to everybody on this machine what its udev daemon would say: that is how browsers learn of devices. */
export async function tellUdev(machine: Machine, action: 'add' | 'remove', subsystem: 'sound' | 'video4linux'): Promise<void> {
  await run('ip', 'netns', 'exec', machine.namespace, 'python3', UDEV, action, subsystem);
}

/**
 * A script that runs a program where there seems to be a udev: its `/run` is its own. `more` are commands of `sh` that
 * come before it. Runs inside a machine only.
 */
export async function withUdev(folder: string, program: string, more: readonly string[] = []): Promise<string> {
  const path = join(folder, 'with-udev');
  const lines = ['mount -t tmpfs tmpfs /run', 'mkdir /run/udev', 'touch /run/udev/control', ...more, `exec ${program} "$@"`];
  await writeFile(path, `#!/bin/sh\nset -e\n${lines.join('\n')}\n`, { mode: 0o755 });
  return path;
}
