import { bundle } from './bundle.ts';

/** The Web SDK as one script, which the server serves to pages; built anew when a source has changed. */
export const webBundle = bundle({
  name: 'Web SDK',
  stamp: 'web-sdk',
  sources: [
    'common',
    'sdk/core',
    'sdk/browser',
    'sdk/web',
    'tools/build',
    'tsconfig.sdk.json',
    'tsconfig.base.json',
    'package-lock.json',
  ],
  output: 'sdk/web/dist/ZegoExpressWebRTC.js',
  build: ['tools/build/build.ts', '--sdk'],
});
