import { type Step, which } from './Machine.ts';

/** A screen for tabs that are really hidden (`npm run faults`); those tests run on Linux only. */
export const xvfb: Step = {
  name: 'Xvfb',
  packages: ['xvfb'],
  elsewhere: 'install Xvfb',
  ready: ({ env }) => process.platform !== 'linux' || which(['Xvfb'], env) !== undefined,
};
