import { isExecutable } from '../../server/media/mediasoup/worker/workerBin.ts';
import { type Machine, SetupError, type Step, which } from './Machine.ts';

const NAMES = ['firefox-esr', 'firefox'] as const;
const ON_A_MAC = '/Applications/Firefox.app/Contents/MacOS/firefox';

/** Path of the Firefox for tests: FIREFOX_BIN, else one on the PATH; throws when there is none. */
export function firefoxBin(env: Machine['env'] = process.env): string {
  const found = findFirefox(env);
  if (found) return found;
  throw new SetupError('no Firefox on this machine: run `npm run setup`, or set FIREFOX_BIN');
}

function findFirefox(env: Machine['env']): string | undefined {
  const named = env.FIREFOX_BIN;
  if (named && !isExecutable(named)) throw new SetupError(`FIREFOX_BIN names ${named}, which is not an executable file`);
  return named || which(NAMES, env) || [ON_A_MAC].find(isExecutable);
}

/** The other browser that calls are made with. Debian's own package; elsewhere any Firefox that people use. */
export const firefox: Step = {
  name: 'Firefox',
  packages: ['firefox-esr'],
  elsewhere: 'install Firefox, or set FIREFOX_BIN',
  ready: ({ env }) => findFirefox(env) !== undefined,
};
