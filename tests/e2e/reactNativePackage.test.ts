import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReactNative } from '../../tools/build/reactNativePackage.ts';
import { openBrowser, type TestBrowser } from '../kit/browser/openBrowser.ts';
import { Consumer } from '../kit/package/Consumer.ts';
import { bundleForWeb, pageOf } from '../kit/react-native/bundleForWeb.ts';

const ROOT = join(import.meta.dirname, '../..');
const NAME = '@liuyun/react-native';
const ALIAS = 'zego-express-engine-reactnative';
/** Compilers and bundlers run here, which takes a busy machine minutes. */
const TEST_MS = 300_000;
let app: Consumer;
let browser: TestBrowser;

beforeAll(async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'sdk/react-native/package.json'), 'utf8')) as { version: string };
  await buildReactNative(version);
  [app, browser] = await Promise.all([
    Consumer.install({ [NAME]: 'sdk/react-native/dist', [ALIAS]: 'sdk/react-native/dist' }),
    openBrowser(),
  ]);
}, TEST_MS);
afterAll(async () => {
  await browser?.close();
  await app?.remove();
});

test('[RN-16] the package holds its scripts, declarations, maps and licences, and leaves React Native to the app', async () => {
  expect(await app.files(NAME)).toEqual(
    [
      'LICENSE',
      'NOTICE',
      'README.md',
      'THIRD-PARTY-NOTICES.txt',
      'index.d.mts',
      'index.d.ts',
      'index.js',
      'index.js.map',
      'index.mjs',
      'index.mjs.map',
      'package.json',
    ].sort(),
  );
  const manifest = JSON.parse(await app.read(`node_modules/${NAME}/package.json`));
  expect(Object.keys(manifest.peerDependencies)).toEqual(['react', 'react-native', 'react-native-webrtc']);
  expect(manifest.dependencies).toBeUndefined();
  const script = await app.read(`node_modules/${NAME}/index.js`);
  expect([...new Set([...script.matchAll(/\brequire\("([^".]+)"\)/g)].map(([, name]) => name))].sort()).toEqual([
    'react',
    'react-native',
    'react-native-webrtc',
  ]);
  // What Hermes does not have is not called.
  for (const missing of ['.toSorted(', '.toReversed(', 'Promise.any(', 'Promise.withResolvers(', 'URL.canParse(', '.findLast(']) {
    expect(script, missing).not.toContain(missing);
  }
});

for (const from of [NAME, ALIAS]) {
  test(
    `[RN-16] an app that imports ${from} makes an engine and a view, from CommonJS and as a module`,
    async () => {
      const uses = {
        module: `import ZegoExpressEngine, { ZegoTextureView, ZegoUser } from '${from}'; window.seen = { ZegoExpressEngine, ZegoTextureView, ZegoUser };`,
        commonjs: `const sdk = require('${from}'); window.seen = { ...sdk, ZegoExpressEngine: sdk.default };`,
      };
      for (const [kind, code] of Object.entries(uses)) {
        const script = await bundleForWeb(code, { resolveDir: app.folder, packed: true });
        const file = await app.write(`${kind}.html`, pageOf(kind, script));
        const { page, faults } = await browser.open(`file://${file}`);
        const seen = await page.evaluate(async () => {
          const { ZegoExpressEngine, ZegoTextureView, ZegoUser } = (window as unknown as { seen: Seen }).seen;
          await ZegoExpressEngine.createEngineWithProfile({ appID: 1, appSign: '', scenario: 0, server: 'wss://127.0.0.1:9' });
          const made = typeof ZegoExpressEngine.instance();
          const version = await ZegoExpressEngine.getVersion();
          await ZegoExpressEngine.destroyEngine();
          return { made, version, view: typeof ZegoTextureView, user: new ZegoUser('a', 'b') };
        });
        expect(seen).toEqual({ made: 'object', version: '3.22.0.100', view: 'object', user: { userID: 'a', userName: 'b' } });
        expect(faults).toEqual([]);
      }
    },
    TEST_MS,
  );

  test(
    `[RN-16] TypeScript knows ${from}`,
    async () => {
      await app.write('ambient.d.ts', readFileSync(join(ROOT, 'sdk/react-native/ambient.d.ts'), 'utf8'));
      await app.write(
        'app.ts',
        `import ZegoExpressEngine, { ZegoScenario, ZegoTextureView, ZegoView, type ZegoStream } from '${from}';
import { createElement, useRef } from 'react';
export async function join(reactTag: number): Promise<number> {
  await ZegoExpressEngine.createEngineWithProfile({ appID: 1, appSign: '', scenario: ZegoScenario.StandardVideoCall, server: 'wss://c' });
  const engine: ZegoExpressEngine = ZegoExpressEngine.instance();
  engine.on('roomStreamUpdate', (_roomID, _type, streams: ZegoStream[]) => {
    for (const { streamID } of streams) engine.startPlayingStream(streamID, new ZegoView(reactTag));
  });
  engine.on('PublisherStateUpdate', (streamID: string, state: number) => console.log(streamID, state));
  const { errorCode } = await engine.loginRoom('r', { userID: 'u', userName: 'u' }, { isUserStatusNotify: true });
  await engine.startPublishingStream('s');
  return errorCode;
}
export function Picture() {
  const view = useRef<ZegoTextureView>(null);
  return createElement(ZegoTextureView, { ref: view, style: { flex: 1 } });
}
// @ts-expect-error no such event
ZegoExpressEngine.instance().on('onRoomStreamUpdate', () => {});
// @ts-expect-error a number
export const wrong: string = ZegoScenario.General;
`,
      );
      const react = join(ROOT, 'node_modules/@types/react');
      const { ok, output } = await app.types(['app.ts', 'ambient.d.ts'], {
        module: 'esnext',
        moduleResolution: 'bundler',
        customConditions: ['react-native'],
        lib: ['es2022', 'dom'],
        skipLibCheck: true,
        paths: { react: [react], 'react/*': [`${react}/*`], csstype: [join(ROOT, 'node_modules/csstype')] },
      });
      expect(output).toBe('');
      expect(ok).toBe(true);
    },
    TEST_MS,
  );
}

type Seen = {
  ZegoExpressEngine: {
    createEngineWithProfile(profile: object): Promise<unknown>;
    instance(): unknown;
    getVersion(): Promise<string>;
    destroyEngine(): Promise<void>;
  };
  ZegoTextureView: unknown;
  ZegoUser: new (userID: string, userName: string) => object;
};
