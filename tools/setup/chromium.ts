import { isExecutable } from '../../server/media/mediasoup/worker/workerBin.ts';
import { type Machine, SetupError, type Step, which } from './Machine.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const;
const ON_A_MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of the browser for tests: CHROMIUM_BIN, else a Chromium or Chrome on the PATH; throws when there is none. */
export function chromiumBin(env: Machine['env'] = process.env): string {
  const found = findChromium(env);
  if (found) return found;
  throw new SetupError('no Chromium on this machine: run `npm run setup`, or set CHROMIUM_BIN');
}

function findChromium(env: Machine['env']): string | undefined {
  const named = env.CHROMIUM_BIN;
  if (named && !isExecutable(named)) throw new SetupError(`CHROMIUM_BIN names ${named}, which is not an executable file`);
  return named || which(NAMES, env) || ON_A_MAC.find(isExecutable);
}

/** The browser that the end-to-end tests drive, with a font that has Chinese. */
export const chromium: Step = {
  name: 'Chromium',
  packages: ['chromium', 'fonts-wqy-microhei'],
  elsewhere: 'install Chromium or Chrome, or set CHROMIUM_BIN',
  ready: ({ env }) => findChromium(env) !== undefined,
};
