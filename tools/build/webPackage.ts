import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './inputs.ts';
import { doorExports, doorFolders, writeDoors } from './webDoors.ts';

/** The declaration files of the original that apps import types from, by their paths below the package. */
const DEEP = 'sdk/code/zh';
const DEEP_FILES = [
  'index',
  'index.esm',
  'zego.client.web',
  'zego.client.rtm',
  'ZegoAudioEffectPlayer.web',
  'ZegoBackgroundProcessEntity.web',
  'ZegoCopyrightedMusic.web',
  'ZegoCopyrightedMusicEntity.web',
  'ZegoExpressDataChannel.web',
  // What it was called before there were two.
  'ZegoExpressEntity',
  'ZegoExpressEntity.rtm',
  'ZegoExpressEntity.web',
  'ZegoExpressRangeAudio.web',
  'ZegoLocalStream.web',
  'ZegoMixStreamEntity',
  'ZegoRangeAudioEntity.web',
  'ZegoStreamCompositor.web',
  'ZegoStreamCompositorEntity.web',
  'ZegoStreamView.web',
  'ZegoVoiceChangerEntity.web',
];
const COMMON = 'sdk/src/common';
const COMMON_FILES = ['zego.entity', 'zego.entity.web'];

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
      ...deepExports(DEEP),
      ...deepExports(COMMON),
      ...doorExports,
      './ZegoExpressWebRTC': './ZegoExpressWebRTC.js',
      './ZegoExpressWebRTC.js': './ZegoExpressWebRTC.js',
      './package.json': './package.json',
    },
    unpkg: './ZegoExpressWebRTC.js',
    jsdelivr: './ZegoExpressWebRTC.js',
    sideEffects: false,
    // A whole SDK in one script: apps that were written for npm or for a script tag install the same files.
    files: [
      'ZegoExpressWebRTC.js',
      'ZegoExpressWebRTC.js.map',
      'ZegoExpressWebRTC.esm.js',
      'ZegoExpressWebRTC.esm.js.map',
      'ZegoExpressWebRTC.d.ts',
      'index.cjs',
      'index.mjs',
      'index.d.ts',
      'index.d.mts',
      'parts',
      'sdk',
      ...doorFolders,
      'README.md',
      'LICENSE',
      'NOTICE',
      'THIRD-PARTY-NOTICES.txt',
    ],
    keywords: ['webrtc', 'rtc', 'video', 'audio', 'sfu', 'live', 'liuyun'],
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
  rmSync(join(dist, 'sdk'), { recursive: true, force: true });
  writeDeepTypings(join(dist, DEEP), DEEP_FILES);
  writeDeepTypings(join(dist, COMMON), COMMON_FILES);
  writeDoors(dist);
  writeFileSync(join(dist, 'README.md'), README);
  for (const file of ['LICENSE', 'NOTICE']) {
    if (existsSync(join(ROOT, file))) copyFileSync(join(ROOT, file), join(dist, file));
  }
}

/**
 * What `exports` says of a folder of declarations, with and without endings. Values, too: the original has only declarations
 * there, so that its enumerations fail when they are used.
 */
function deepExports(folder: string) {
  const door = {
    import: { types: `./${folder}/*.d.mts`, node: './index.mjs', default: './ZegoExpressWebRTC.esm.js' },
    require: { types: `./${folder}/*.d.ts`, default: './index.cjs' },
  };
  return { [`./${folder}/*.d.ts`]: door, [`./${folder}/*.d`]: door, [`./${folder}/*`]: door };
}

/** The same declarations once more under the paths of the original, as CommonJS and as ES modules. */
function writeDeepTypings(folder: string, files: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const file of files) {
    const main = file === 'ZegoLocalStream.web' ? 'ZegoLocalStream' : 'ZegoExpressEngine';
    for (const [ending, source] of [
      ['d.ts', '../../../ZegoExpressWebRTC'],
      ['d.mts', '../../../index.mjs'],
    ]) {
      const text = `export * from '${source}';\nexport { ${main} as default } from '${source}';\n`;
      writeFileSync(join(folder, `${file}.${ending}`), text);
    }
  }
}

const README = `# @liuyun/web

Real-time audio and video in browsers, for the Liuyun cloud. It has the public names of ZEGO Express Web.

\`\`\`js
import { ZegoExpressEngine } from '@liuyun/web';

const engine = new ZegoExpressEngine(appID, 'wss://your.cloud/signalling');
await engine.loginRoom(roomID, token, { userID, userName });
const local = await engine.createZegoStream();
engine.startPublishingStream(streamID, local);
\`\`\`

Or as a script, which leaves \`ZegoExpressEngine\` and \`WebRTCUtil\`: \`<script src="ZegoExpressWebRTC.js"></script>\`.

An app that imports \`zego-express-engine-webrtc\` keeps its imports: \`npm i zego-express-engine-webrtc@npm:@liuyun/web\`.

Apache-2.0. The licences of what is inside are in THIRD-PARTY-NOTICES.txt.
`;
