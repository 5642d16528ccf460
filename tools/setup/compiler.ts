import { type Step, which } from './Machine.ts';

/** For the cameras that tests can unplug (`npm run faults`); those tests run on Linux only. */
export const compiler: Step = {
  name: 'a C compiler',
  packages: ['gcc', 'libc6-dev'],
  elsewhere: 'install a C compiler and the headers of Linux',
  ready: ({ env }) => process.platform !== 'linux' || which(['cc'], env) !== undefined,
};
