import { type Step, which } from './Machine.ts';

/** Makes and reads media in tests. */
export const ffmpeg: Step = {
  name: 'ffmpeg',
  packages: ['ffmpeg'],
  elsewhere: 'install ffmpeg',
  ready: ({ env }) => which(['ffmpeg'], env) !== undefined,
};
