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
        // The same declarations twice: as an ES module, and as CommonJS.
        import: {
          types: './index.d.mts',
          // Server-side rendering imports the package without using it.
          node: './index.mjs',
          default: './ZegoExpressWebRTC.esm.js',
        },
        require: { types: './ZegoExpressWebRTC.d.ts', default: './index.cjs' },
      },
      './ZegoExpressWebRTC.js': './ZegoExpressWebRTC.js',
      './package.json': './package.json',
    },
    unpkg: './ZegoExpressWebRTC.js',
    jsdelivr: './ZegoExpressWebRTC.js',
    sideEffects: false,
    files: ['*.js', '*.cjs', '*.mjs', '*.d.ts', '*.d.mts', '*.map', 'THIRD-PARTY-NOTICES.txt', 'NOTICE'],
  };
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  // Names spelled out, so that Node's ES modules can import them by name.
  const names = Object.keys(createRequire(import.meta.url)(join(dist, 'ZegoExpressWebRTC.js'))).filter(
    (name) => name !== 'default',
  );
  writeFileSync(
    join(dist, 'index.cjs'),
    [
      "'use strict';",
      "const sdk = require('./ZegoExpressWebRTC.js');",
      "Object.defineProperty(exports, '__esModule', { value: true });",
      ...names.map((name) => `exports.${name} = sdk.${name};`),
      'exports.default = sdk.ZegoExpressEngine;',
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(dist, 'index.mjs'),
    `import sdk from './ZegoExpressWebRTC.js';\nexport const { ${names.join(', ')} } = sdk;\nexport default sdk.ZegoExpressEngine;\n`,
  );
  for (const file of ['LICENSE', 'NOTICE']) {
    if (existsSync(join(ROOT, file))) copyFileSync(join(ROOT, file), join(dist, file));
  }
}
