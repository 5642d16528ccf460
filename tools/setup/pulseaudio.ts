import { type Step, which } from './Machine.ts';

/** Microphones that tests can unplug (`npm run faults`), and a loudspeaker, without which Firefox runs no Web Audio. Linux only. */
export const pulseaudio: Step = {
  name: 'PulseAudio',
  packages: ['pulseaudio', 'pulseaudio-utils'],
  elsewhere: 'install pulseaudio and pactl',
  ready: ({ env }) => process.platform !== 'linux' || ['pulseaudio', 'pactl'].every((name) => which([name], env) !== undefined),
};
