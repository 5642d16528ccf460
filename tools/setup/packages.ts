import { TOOLS } from '../build/inputs.ts';
import { bundle } from './bundle.ts';

/** What apps of other platforms and their servers install; built anew when a source has changed. Tests install it as they do. */
export const packages = bundle({
  name: 'packages',
  stamp: 'packages',
  sources: [
    'sdk/electron',
    'sdk/react-native',
    'sdk/server-assistant',
    'sdk/core',
    'sdk/browser',
    'common',
    'LICENSE',
    'NOTICE',
    ...TOOLS,
  ],
  output: 'sdk/electron/dist/package.json',
  build: ['tools/build/build.ts', '--packages'],
});
