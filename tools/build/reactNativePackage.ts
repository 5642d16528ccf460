import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { notices } from './bundleWebSdk.ts';
import { ROOT, TOOLS } from './inputs.ts';
import { writeTypings } from './typings.ts';
import { unlessFresh } from './unlessFresh.ts';

const DIST = join(ROOT, 'sdk/react-native/dist');
/** What the app brings: there must be one of each in it. */
const PEERS = ['react', 'react-native', 'react-native-webrtc'];

/** Lays `sdk/react-native/dist` out as the npm package that apps install: CommonJS for Metro, an ES module, declarations. */
export function buildReactNative(version: string): Promise<void> {
  const sources = ['common', 'sdk/core', 'sdk/browser', 'sdk/react-native', 'LICENSE', 'NOTICE', ...TOOLS];
  const output = 'sdk/react-native/dist/package.json';
  return unlessFresh({ name: 'React Native SDK', stamp: 'react-native-sdk', sources, version, output }, () => make(version));
}

async function make(version: string): Promise<void> {
  const from = performance.now();
  mkdirSync(DIST, { recursive: true });
  for (const [format, file] of [
    ['cjs', 'index.js'],
    ['esm', 'index.mjs'],
  ] as const) {
    const { metafile } = await build({
      entryPoints: [join(ROOT, 'sdk/react-native/index.ts')],
      outfile: join(DIST, file),
      bundle: true,
      format,
      // Packages that stand in for Node's own are those that Metro would choose too.
      platform: 'browser',
      target: 'es2020',
      sourcemap: 'linked',
      legalComments: 'none',
      metafile: true,
      external: PEERS,
      define: { __LIUYUN_VERSION__: JSON.stringify(version) },
      alias: { 'mediasoup-client': join(ROOT, 'node_modules/mediasoup-client/lib/Device.js') },
      logLevel: 'warning',
      absWorkingDir: ROOT,
    });
    writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices(metafile));
  }
  const typings = ['index.d.ts', 'index.d.mts'].map((file) => join(DIST, file));
  writeTypings('sdk/react-native/index.ts', typings);
  // The declarations of what the app brings are not here while ours are bundled (sdk/react-native/ambient.d.ts).
  for (const file of typings) {
    const text = withEnums(readFileSync(file, 'utf8'));
    writeFileSync(file, `import type { View, ViewProps } from 'react-native';\n\n${text}`);
  }
  writeFileSync(join(DIST, 'package.json'), `${JSON.stringify(manifest(version), null, 2)}\n`);
  writeFileSync(join(DIST, 'README.md'), README);
  for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(ROOT, file), join(DIST, file));
  const kB = (readFileSync(join(DIST, 'index.js')).length / 1000).toFixed(0);
  console.log(`React Native SDK: built in ${((performance.now() - from) / 1000).toFixed(1)} s, ${kB} kB`);
}

/** Apps take a number for an enumeration, and `ZegoRoomState.Connected` for a type: what is an `enum` in JavaScript is declared as one. */
function withEnums(text: string): string {
  const constants =
    /export declare const (Zego\w+): \{\n((?:\treadonly \w+: \d+;\n)+)\};\n(?:\/\*\*[^/]*\*\/\n)?export type \1 = \(typeof \1\)\[keyof typeof \1\];/g;
  return text.replace(constants, (_all, name: string, members: string) => {
    const entries = members.replace(/readonly (\w+): (\d+);/g, '$1 = $2,');
    return `export declare enum ${name} {\n${entries}}`;
  });
}

const manifest = (version: string) => ({
  name: '@liuyun/react-native',
  version,
  description: 'Real-time audio and video in React Native apps, for the Liuyun cloud',
  license: 'Apache-2.0',
  main: './index.js',
  module: './index.mjs',
  'react-native': './index.js',
  types: './index.d.ts',
  exports: {
    '.': {
      'react-native': { types: './index.d.ts', default: './index.js' },
      import: { types: './index.d.mts', default: './index.mjs' },
      require: { types: './index.d.ts', default: './index.js' },
    },
    './package.json': './package.json',
  },
  sideEffects: true,
  files: [
    'index.js',
    'index.js.map',
    'index.mjs',
    'index.mjs.map',
    'index.d.ts',
    'index.d.mts',
    'README.md',
    'LICENSE',
    'NOTICE',
    'THIRD-PARTY-NOTICES.txt',
  ],
  peerDependencies: { react: '>=18', 'react-native': '>=0.76', 'react-native-webrtc': '>=124.0.6' },
  keywords: ['react-native', 'webrtc', 'rtc', 'video', 'audio', 'sfu', 'live', 'liuyun'],
});

const README = `# @liuyun/react-native

Real-time audio and video in React Native apps, for the Liuyun cloud. It has the public names of ZEGO Express React Native.

\`\`\`sh
npm i @liuyun/react-native react-native-webrtc
\`\`\`

\`\`\`js
import ZegoExpressEngine from '@liuyun/react-native';

await ZegoExpressEngine.createEngineWithProfile({ appID, appSign, scenario: 0, server: 'wss://your.cloud/signalling' });
const engine = ZegoExpressEngine.instance();
await engine.loginRoom(roomID, { userID, userName }, { isUserStatusNotify: true });
engine.startPublishingStream(streamID);
\`\`\`

An app that imports \`zego-express-engine-reactnative\` keeps its imports:
\`npm i zego-express-engine-reactnative@npm:@liuyun/react-native react-native-webrtc\`.

Apache-2.0. The licences of what is inside are in THIRD-PARTY-NOTICES.txt.
`;
