import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasApt, installPackages, missingPackages } from './apt.ts';
import { debian, type TestMachine, testMachine } from './testMachine.ts';

/** What apt-get was asked to do, without its options. */
function aptCalls(machine: TestMachine): string[] {
  return machine.calls().flatMap((call) => /^apt-get .*?\b(update|install .*)$/.exec(call)?.[1] ?? []);
}

function readLists(machine: TestMachine, hoursAgo: number): void {
  writeFileSync(join(machine.aptLists, 'deb.example_dists_bookworm_main_binary-amd64_Packages.lz4'), '');
  const then = new Date(Date.now() - hoursAgo * 3600_000);
  utimesSync(machine.aptLists, then, then);
}

describe('apt', () => {
  test('[SETUP-20] only packages that are not installed count as missing', () => {
    const machine = testMachine();
    debian(machine, ['g++', 'ffmpeg']);
    expect(missingPackages(['g++', 'libuv1-dev', 'ffmpeg', 'chromium'], machine)).toEqual(['libuv1-dev', 'chromium']);
    expect(missingPackages([], machine)).toEqual([]);
  });

  test('[SETUP-20] nothing missing means apt-get is not called', async () => {
    const machine = testMachine();
    debian(machine);
    await installPackages([], machine);
    expect(machine.calls()).toEqual([]);
  });

  test('[SETUP-21] absent lists are read before installing', async () => {
    const machine = testMachine();
    debian(machine);
    await installPackages(['g++', 'ffmpeg'], machine);
    expect(aptCalls(machine)).toEqual(['update', 'install -y --no-install-recommends g++ ffmpeg']);
    expect(machine.lines).toEqual(['installing g++, ffmpeg with apt-get']);
  });

  test('[SETUP-21] lists older than a day are read again, fresh ones are used as they are', async () => {
    const stale = testMachine();
    debian(stale);
    readLists(stale, 25);
    await installPackages(['g++'], stale);
    expect(aptCalls(stale)[0]).toBe('update');

    const fresh = testMachine();
    debian(fresh);
    readLists(fresh, 23);
    await installPackages(['g++'], fresh);
    expect(aptCalls(fresh)).toEqual(['install -y --no-install-recommends g++']);
  });

  test('[SETUP-21] lists that cannot be refreshed are no reason to stop', async () => {
    const machine = testMachine();
    debian(machine, [], 'case "$*" in *update*) exit 100;; esac');
    await installPackages(['g++'], machine);
    expect(missingPackages(['g++'], machine)).toEqual([]);
  });

  test('[SETUP-22] without root the one line is the whole command, and nothing is called', async () => {
    const machine = testMachine({ root: false });
    debian(machine);
    await expect(installPackages(['g++', 'libuv1-dev'], machine)).rejects.toThrow(
      /^please run this once, then try again: sudo apt-get install -y g\+\+ libuv1-dev$/,
    );
    expect(machine.calls()).toEqual([]);
  });

  test('[SETUP-24] a failing apt-get is reported with what it printed last', async () => {
    const machine = testMachine();
    debian(machine, [], 'case "$*" in *install*) echo "E: no space left" >&2; exit 100;; esac');
    await expect(installPackages(['g++'], machine)).rejects.toThrow(/^apt-get could not install g\+\+: .*E: no space left$/s);
  });

  test('[SETUP-25] a package that the mirror dropped is found after a refresh', async () => {
    const machine = testMachine();
    const refreshed = join(machine.dir, 'refreshed');
    debian(machine, [], `case "$*" in *update*) touch '${refreshed}';; *install*) [ -e '${refreshed}' ] || exit 100;; esac`);
    readLists(machine, 1);
    await installPackages(['g++'], machine);
    expect(aptCalls(machine).map((call) => call.split(' ')[0])).toEqual(['install', 'update', 'install']);
  });

  test('[SETUP-23] a system without apt-get or dpkg is recognised', () => {
    const machine = testMachine();
    expect(hasApt(machine)).toBe(false);
    debian(machine);
    expect(hasApt(machine)).toBe(true);
  });
});
