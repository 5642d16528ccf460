import { expect, test } from 'vitest';
import { pulseaudio } from './pulseaudio.ts';
import { testMachine } from './testMachine.ts';

test.runIf(process.platform === 'linux')('[SETUP-32] PulseAudio is there when both of its programs are', () => {
  const machine = testMachine();
  expect(pulseaudio.ready(machine)).toBe(false);
  machine.program('pulseaudio');
  expect(pulseaudio.ready(machine)).toBe(false);
  machine.program('pactl');
  expect(pulseaudio.ready(machine)).toBe(true);
});
