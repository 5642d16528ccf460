import { expect, test } from 'vitest';
import { SetupError, type Step } from './Machine.ts';
import { provide } from './provide.ts';
import { debian, testMachine } from './testMachine.ts';

/** A step that is ready once `make` ran, or from the start. */
function step(name: string, packages: string[], done = false): Step & { made: number } {
  const self = {
    name,
    packages,
    elsewhere: `get ${name}`,
    made: 0,
    ready: () => done || self.made > 0,
    make: async () => {
      self.made++;
    },
  };
  return self;
}

test('[SETUP-40] when everything is there nothing is printed, asked or made', async () => {
  const machine = testMachine();
  debian(machine);
  const there = step('a worker', ['g++'], true);
  await provide([there], machine);
  expect(machine.lines).toEqual([]);
  expect(machine.calls()).toEqual([]);
  expect(there.made).toBe(0);
});

test('[SETUP-20] the packages of all steps are installed in one go, before anything is made', async () => {
  const machine = testMachine();
  debian(machine, ['g++']);
  const a = step('a worker', ['g++', 'libuv1-dev']);
  const b = step('a browser', ['chromium']);
  await provide([a, b], machine);
  const installs = machine.calls().filter((call) => / install /.test(call));
  expect(installs).toEqual([expect.stringMatching(/ libuv1-dev chromium$/)]);
  expect([a.made, b.made]).toEqual([1, 1]);
});

test('[SETUP-20] a step with a shortcut needs no packages', async () => {
  const machine = testMachine();
  const quick = { ...step('a worker', ['g++']), shortcut: async () => true };
  await provide([quick], machine);
  expect(machine.calls()).toEqual([]);
});

test('[SETUP-23] without apt the error names each thing and what to do', async () => {
  const lacking = provide([step('a worker', ['g++']), step('a browser', ['chromium'])], testMachine());
  await expect(lacking).rejects.toThrow(/^this system has no apt-get; for a worker: get a worker; for a browser: get a browser$/);
});

test('[SETUP-22] without root the one line names the missing packages of all steps', async () => {
  const machine = testMachine({ root: false });
  debian(machine, ['g++']);
  const lacking = provide([step('a worker', ['g++', 'libuv1-dev']), step('a browser', ['chromium'])], machine);
  await expect(lacking).rejects.toThrow(/: sudo apt-get install -y libuv1-dev chromium$/);
  await expect(lacking).rejects.toBeInstanceOf(SetupError);
});

test('[SETUP-24] a step that is still not ready afterwards is an error', async () => {
  const machine = testMachine();
  debian(machine);
  const stubborn = { ...step('a browser', ['chromium']), make: async () => {} };
  await expect(provide([stubborn], machine)).rejects.toThrow('a browser is still missing: get a browser');
});
