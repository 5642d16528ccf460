import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the original from which apps import a plug-in to hand it to `ZegoExpressEngine.use`, and what it is called. */
const plugins: { readonly [path: string]: string } = {
  aidenoise: 'AiDenoise',
  'background-process': 'BackgroundProcess',
  'copyrighted-music': 'CopyrightedMusic',
  'stream-compositor': 'StreamCompositor',
  'voice-changer': 'VoiceChanger',
  'esm/audio-mix': 'AudioMix',
  'esm/beauty-effect': 'BeautyEffect',
  'esm/mix-stream': 'MixStream',
  'esm/range-audio': 'RangeAudio',
  'esm/stream-cdn': 'StreamCDN',
};

/** The smaller build of the original, whose parts are plug-ins: here it is the same engine, with everything in it. */
const ESM = 'esm';

/** Top folders that `writeDoors` makes. */
export const doorFolders: readonly string[] = [
  ...new Set([...Object.keys(plugins), ESM].map((path) => path.split('/')[0] ?? path)),
];

/** What `exports` of the manifest says of the doors. */
export const doorExports = Object.fromEntries([
  [
    `./${ESM}`,
    {
      import: { types: './index.d.mts', node: './index.mjs', default: './ZegoExpressWebRTC.esm.js' },
      require: { types: './ZegoExpressWebRTC.d.ts', default: './index.cjs' },
    },
  ],
  ...Object.keys(plugins).map((path) => [
    `./${path}`,
    {
      import: { types: `./${path}/index.d.mts`, default: `./${path}/index.mjs` },
      require: { types: `./${path}/index.d.ts`, default: `./${path}/index.js` },
    },
  ]),
]);

/**
 * Lays the doors into the package. A plug-in here is a name and nothing else: what it adds to the original is in the engine
 * already, or is not provided and answers 1101003. So imports of it resolve, and `use` takes it.
 */
export function writeDoors(dist: string): void {
  for (const folder of doorFolders) rmSync(join(dist, folder), { recursive: true, force: true });
  for (const [path, name] of Object.entries(plugins)) {
    const plugin = `{ type: '${name}', install() {} }`;
    const types = `/** A plug-in of the original, for \`ZegoExpressEngine.use\`. */\nexport declare const ${name}: {\n  readonly type: string;\n  install(...modules: unknown[]): void;\n};\n`;
    write(join(dist, path), {
      'index.js': `'use strict';\nObject.defineProperty(exports, '__esModule', { value: true });\nexports.${name} = ${plugin};\n`,
      'index.mjs': `export const ${name} = ${plugin};\n`,
      'index.d.ts': types,
      'index.d.mts': types,
    });
  }
  // For resolvers that know folders and no `exports`.
  write(join(dist, ESM), {
    'index.js': "module.exports = require('../index.cjs');\n",
    'index.d.ts': "export * from '../ZegoExpressWebRTC';\nexport { ZegoExpressEngine as default } from '../ZegoExpressWebRTC';\n",
  });
}

function write(folder: string, files: { [name: string]: string }): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
