import { type Step, which } from './Machine.ts';

/** Microphones and speakers that tests can unplug (`npm run faults`), and a speaker, without which Firefox runs no Web Audio. Linux only. */
export const pulseaudio: Step = {
  name: 'PulseAudio',
  packages: ['pulseaudio', 'pulseaudio-utils'],
  elsewhere: 'install pulseaudio and pactl',
  ready: ({ env }) => process.platform !== 'linux' || ['pulseaudio', 'pactl'].every((name) => which([name], env) !== undefined),
};
