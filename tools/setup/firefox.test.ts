import { expect, test } from 'vitest';
import { firefox, firefoxBin } from './firefox.ts';
import { testMachine } from './testMachine.ts';

test('[SETUP-33] FIREFOX_BIN comes before the PATH, and one that cannot run is named', () => {
  const machine = testMachine();
  const path = machine.program('firefox-esr');
  expect(firefoxBin(machine.env)).toBe(path);
  const mine = machine.program('my-firefox');
  expect(firefoxBin({ ...machine.env, FIREFOX_BIN: mine })).toBe(mine);
  const env = { ...machine.env, FIREFOX_BIN: '/nonexistent/firefox' };
  expect(() => firefoxBin(env)).toThrow('FIREFOX_BIN names /nonexistent/firefox');
  expect(() => firefox.ready({ ...machine, env })).toThrow('FIREFOX_BIN names /nonexistent/firefox');
});

test.runIf(process.platform === 'linux')('[SETUP-33] without a Firefox setup provides the package', () => {
  const machine = testMachine();
  expect(firefox.ready(machine)).toBe(false);
  expect(() => firefoxBin(machine.env)).toThrow('run `npm run setup`, or set FIREFOX_BIN');
  machine.program('firefox');
  expect(firefox.ready(machine)).toBe(true);
});
