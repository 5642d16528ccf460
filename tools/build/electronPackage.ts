import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { notices } from './bundleWebSdk.ts';
import { ROOT, TOOLS } from './inputs.ts';
import { writeTypings } from './typings.ts';
import { unlessFresh } from './unlessFresh.ts';

const SOURCE = join(ROOT, 'sdk/electron');
const DIST = join(SOURCE, 'dist');

/**
 * The Electron SDK as the npm package that apps install: `npm pack sdk/electron/dist`. Its files lie where apps look for them:
 * `require('…/ZegoExpressEngine')` is the ready engine, `…/ZegoExpressDefines` the definitions. ES modules are thin doors to
 * the same files, so that there is one engine however it is loaded.
 */
export function buildElectron(version: string): Promise<void> {
  const sources = ['common', 'sdk/core', 'sdk/browser', 'sdk/electron', 'LICENSE', 'NOTICE', ...TOOLS];
  const output = 'sdk/electron/dist/package.json';
  return unlessFresh({ name: 'Electron SDK', stamp: 'electron-sdk', sources, version, output }, () => make(version));
}

async function make(version: string): Promise<void> {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  const title = `Liuyun Electron SDK ${version} | Apache-2.0`;
  const common: BuildOptions = {
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: 'linked',
    legalComments: 'none',
    metafile: true,
    // The package's index also brings its test doubles; the SDK wants the device alone.
    alias: { 'mediasoup-client': join(ROOT, 'node_modules/mediasoup-client/lib/Device.js') },
    define: { __LIUYUN_VERSION__: JSON.stringify(version) },
    banner: { js: `/*! ${title} */` },
    logLevel: 'warning',
    absWorkingDir: ROOT,
  };
  const single = { js: 'module.exports = module.exports.default;' };
  const engine = await build({
    ...common,
    entryPoints: ['sdk/electron/ZegoExpressEngine.ts'],
    outfile: join(DIST, 'ZegoExpressEngine.js'),
    format: 'cjs',
    footer: single,
  });
  await build({
    ...common,
    entryPoints: ['sdk/electron/ZegoExpressDefines.ts'],
    outfile: join(DIST, 'ZegoExpressDefines.js'),
    format: 'cjs',
    minify: false,
    sourcemap: false,
  });
  await build({
    ...common,
    entryPoints: ['sdk/electron/script.ts'],
    outfile: join(DIST, 'ZegoExpressElectron.js'),
    format: 'iife',
  });
  for (const file of ['preload', 'main']) {
    await build({
      ...common,
      entryPoints: [`sdk/electron/process/${file}.ts`],
      outfile: join(DIST, `${file}.js`),
      platform: 'node',
      format: 'cjs',
      external: ['electron'],
      minify: false,
      sourcemap: false,
    });
  }
  // Before anything is required: its scripts are CommonJS.
  writeManifest(version);
  writeDoors();
  for (const [entry, file] of [
    ['ZegoExpressEngine', 'ZegoExpressEngine'],
    ['ZegoExpressDefines', 'ZegoExpressDefines'],
  ] as const) {
    writeTypings(`sdk/electron/${entry}.ts`, [join(DIST, `${file}.d.mts`)]);
  }
  writeCommonTypings();
  if (engine.metafile) writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), notices(engine.metafile));
  writeFileSync(join(DIST, 'README.md'), README);
  for (const file of ['LICENSE', 'NOTICE']) if (existsSync(join(ROOT, file))) copyFileSync(join(ROOT, file), join(DIST, file));
  console.log('Electron SDK: built');
}

/** ES modules over the same files: one engine, however it is loaded. */
function writeDoors(): void {
  const names = Object.keys(createRequire(import.meta.url)(join(DIST, 'ZegoExpressDefines.js')));
  writeFileSync(join(DIST, 'ZegoExpressEngine.mjs'), "import engine from './ZegoExpressEngine.js';\nexport default engine;\n");
  writeFileSync(
    join(DIST, 'ZegoExpressDefines.mjs'),
    `import defines from './ZegoExpressDefines.js';\nexport const { ${names.join(', ')} } = defines;\nexport default defines;\n`,
  );
}

/** CommonJS sees the engine itself (`export =`), ES modules the default export. */
function writeCommonTypings(): void {
  const engine = readFileSync(join(DIST, 'ZegoExpressEngine.d.mts'), 'utf8');
  writeFileSync(
    join(DIST, 'ZegoExpressEngine.d.ts'),
    engine
      .replace(/export \{\s*engine as default,?\s*\};?/, 'export = engine;')
      .replace(/^export \{\};?\s*$/m, '')
      .replace(/^export (declare|interface|type|class)/gm, '$1'),
  );
  copyFileSync(join(DIST, 'ZegoExpressDefines.d.mts'), join(DIST, 'ZegoExpressDefines.d.ts'));
  writeFileSync(
    join(DIST, 'main.d.ts'),
    '/** In the main process, once: lets pages list what can be shared, and answers `getDisplayMedia`. */\nexport declare function install(): void;\n',
  );
  writeFileSync(join(DIST, 'preload.d.ts'), 'export {};\n');
}

function writeManifest(version: string): void {
  const both = (name: string) => ({
    import: { types: `./${name}.d.mts`, default: `./${name}.mjs` },
    require: { types: `./${name}.d.ts`, default: `./${name}.js` },
  });
  const manifest = {
    name: '@liuyun/electron',
    version,
    description: 'Real-time audio and video in Electron, for the Liuyun cloud',
    license: 'Apache-2.0',
    main: './ZegoExpressEngine.js',
    types: './ZegoExpressEngine.d.ts',
    exports: {
      '.': both('ZegoExpressEngine'),
      './ZegoExpressEngine': both('ZegoExpressEngine'),
      './ZegoExpressEngine.js': both('ZegoExpressEngine'),
      './ZegoExpressDefines': both('ZegoExpressDefines'),
      './ZegoExpressDefines.js': both('ZegoExpressDefines'),
      './ZegoExpressElectron.js': './ZegoExpressElectron.js',
      './preload': './preload.js',
      './preload.js': './preload.js',
      './main': { types: './main.d.ts', default: './main.js' },
      './package.json': './package.json',
    },
    keywords: ['electron', 'webrtc', 'rtc', 'video', 'audio', 'liuyun'],
  };
  writeFileSync(join(DIST, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

const README = `# @liuyun/electron

Real-time audio and video in Electron, for the Liuyun cloud. It has the public names of ZEGO Express for Electron, and no native module.

\`\`\`js
const engine = require('@liuyun/electron/ZegoExpressEngine');
const { ZegoScenario } = require('@liuyun/electron/ZegoExpressDefines');

await engine.createEngine({ appID, appSign, scenario: ZegoScenario.Default, server: 'wss://your.cloud' });
engine.loginRoom(roomID, { userID, userName });
engine.startPreview({ canvas: document.querySelector('canvas') });
engine.startPublishingStream(streamID);
\`\`\`

It runs in the renderer: with Node integration as above, bundled, or as the script \`ZegoExpressElectron.js\` in pages that are isolated.
For sharing screens add \`require('@liuyun/electron/main').install()\` to the main process and \`@liuyun/electron/preload\` to isolated pages.

An app that requires \`zego-express-engine-electron/ZegoExpressEngine\` keeps its requires: \`npm i zego-express-engine-electron@npm:@liuyun/electron\`.

Apache-2.0. The licences of what is inside are in THIRD-PARTY-NOTICES.txt.
`;
