import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './inputs.ts';

/** Lays `dist` out as the npm package that apps install: `npm pack sdk/web/dist`. */
export function writeWebPackage(dist: string, version: string): void {
  const manifest = {
    name: '@liuyun/web',
    version,
    description: 'Real-time audio and video in browsers, for the Liuyun cloud',
    license: 'Apache-2.0',
    main: './ZegoExpressWebRTC.js',
    module: './ZegoExpressWebRTC.esm.js',
    types: './ZegoExpressWebRTC.d.ts',
    exports: {
      '.': {
        types: './ZegoExpressWebRTC.d.ts',
        // Server-side rendering imports the package without using it.
        node: './index.cjs',
        import: './ZegoExpressWebRTC.esm.js',
        require: './index.cjs',
      },
      './ZegoExpressWebRTC.js': './ZegoExpressWebRTC.js',
      './package.json': './package.json',
    },
    unpkg: './ZegoExpressWebRTC.js',
    jsdelivr: './ZegoExpressWebRTC.js',
    sideEffects: false,
    files: ['*.js', '*.cjs', '*.d.ts', '*.map', 'THIRD-PARTY-NOTICES.txt', 'NOTICE'],
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // Names spelled out, so that Node's ES modules can import them by name.
  const names = Object.keys(createRequire(import.meta.url)(join(dist, 'ZegoExpressWebRTC.js'))).filter(
    (name) => name !== 'default',
  );
  const lines = names.map((name) => `exports.${name} = sdk.${name};`);
  writeFileSync(
    join(dist, 'index.cjs'),
    `'use strict';
const sdk = require('./ZegoExpressWebRTC.js');
Object.defineProperty(exports, '__esModule', { value: true });
${lines.join('\n')}
exports.default = sdk.ZegoExpressEngine;
`,
  );
  for (const file of ['LICENSE', 'NOTICE']) {
    if (existsSync(join(ROOT, file))) copyFileSync(join(ROOT, file), join(dist, file));
  }
}
