import { expect, test } from 'vitest';
import { compiler } from './compiler.ts';
import { testMachine } from './testMachine.ts';
import { xvfb } from './xvfb.ts';

test.runIf(process.platform === 'linux')('[SETUP-32] a C compiler is there when `cc` is, a screen when `Xvfb` is', () => {
  const machine = testMachine();
  expect(compiler.ready(machine)).toBe(false);
  machine.program('cc');
  expect(compiler.ready(machine)).toBe(true);
  expect(xvfb.ready(machine)).toBe(false);
  machine.program('Xvfb');
  expect(xvfb.ready(machine)).toBe(true);
});
