import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Machine } from './Machine.ts';

/** A machine whose PATH holds nothing but what the test puts there; every program notes how it was called. */
export type TestMachine = Machine & {
  dir: string;
  lines: string[];
  /** Puts a shell script on the PATH. */
  program: (name: string, script?: string) => string;
  /** How programs were called, oldest first: `apt-get update`. */
  calls: () => string[];
};

/** Makes a machine in a temporary folder that is gone after the test. */
export function testMachine({ root = true, env = {} }: { root?: boolean; env?: Record<string, string> } = {}): TestMachine {
  const dir = mkdtempSync(join(tmpdir(), 'liuyun-setup-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const bin = join(dir, 'bin');
  const lists = join(dir, 'lists');
  for (const folder of [bin, lists]) mkdirSync(folder);
  const log = join(dir, 'calls');
  const lines: string[] = [];
  return {
    dir,
    lines,
    env: { PATH: bin, HOME: dir, LIUYUN_CACHE_DIR: join(dir, 'cache'), ...env },
    root,
    aptLists: lists,
    say: (line) => lines.push(line),
    progress: () => {},
    program: (name, script = '') => {
      const path = join(bin, name);
      writeFileSync(path, `#!/bin/sh\necho "${name} $*" >> '${log}'\nPATH=/usr/bin:/bin\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    },
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
  };
}

/** Puts a dpkg-query and an apt-get on the machine; `installed` are there already, apt-get adds what it is asked for. */
export function debian(machine: TestMachine, installed: readonly string[] = [], aptGet = ''): void {
  const state = join(machine.dir, 'installed');
  writeFileSync(state, installed.map((name) => `${name}\n`).join(''));
  machine.program(
    'dpkg-query',
    `shift 2; for p in "$@"; do if grep -qx "$p" '${state}'; then echo "$p installed"; else code=1; fi; done; exit $code`,
  );
  machine.program('apt-get', `${aptGet}\ncase "$*" in *install*) for p in "$@"; do echo "$p" >> '${state}'; done;; esac`);
}
