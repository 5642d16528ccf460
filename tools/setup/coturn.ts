import { type Step, which } from './Machine.ts';

/** A TURN server for the call that gets through nothing else (`npm run faults`); that test runs on Linux only. */
export const coturn: Step = {
  name: 'coturn',
  packages: ['coturn'],
  elsewhere: 'install coturn',
  ready: ({ env }) => process.platform !== 'linux' || which(['turnserver'], env) !== undefined,
};
