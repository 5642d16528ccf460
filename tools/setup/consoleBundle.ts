import { bundle } from './bundle.ts';

/** The pages of the console, which the server serves at /console; built anew when a source has changed. */
export const consoleBundle = bundle({
  name: 'console',
  stamp: 'console',
  sources: ['apps/console', 'common/protocol', 'package-lock.json'],
  output: 'apps/console/dist/index.html',
  build: ['node_modules/vite/bin/vite.js', 'build', 'apps/console', '--logLevel', 'warn'],
});
