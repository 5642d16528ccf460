import { expect, test } from 'vitest';
import { chromium, chromiumBin } from './chromium.ts';
import { testMachine } from './testMachine.ts';

test('[SETUP-30] CHROMIUM_BIN comes before the PATH', () => {
  const machine = testMachine();
  machine.program('chromium');
  const mine = machine.program('my-browser');
  expect(chromiumBin({ ...machine.env, CHROMIUM_BIN: mine })).toBe(mine);
});

test('[SETUP-30] a CHROMIUM_BIN that cannot run is named, even when there is a Chromium', () => {
  const machine = testMachine();
  machine.program('chromium');
  const env = { ...machine.env, CHROMIUM_BIN: '/nonexistent/chromium' };
  expect(() => chromiumBin(env)).toThrow('CHROMIUM_BIN names /nonexistent/chromium');
  expect(() => chromium.ready({ ...machine, env })).toThrow('CHROMIUM_BIN names /nonexistent/chromium');
});

test.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])(
  '[SETUP-31] %s on the PATH is found',
  (name) => {
    const machine = testMachine();
    const path = machine.program(name);
    expect(chromiumBin(machine.env)).toBe(path);
  },
);
