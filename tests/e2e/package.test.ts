import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Stats } from 'webpack';
import { buildServerAssistant } from '../../tools/build/serverAssistant.ts';
import { BUDGET, gzipped } from '../../tools/build/size.ts';
import { expectMovingPicture } from '../kit/browser/media.ts';
import { User } from '../kit/browser/User.ts';
import { Consumer } from '../kit/package/Consumer.ts';
import { newRoom, useStage } from './stage.ts';

/** Compilers and bundlers run here, which takes a busy machine minutes. */
const TEST_MS = 300_000;
const ROOT = join(import.meta.dirname, '../..');
const WEB = '@liuyun/web';
const ALIAS = 'zego-express-engine-webrtc';
const SERVER = '@liuyun/server-assistant';
const stage = useStage();
let app: Consumer;
let origin: string;

beforeAll(async () => {
  await buildServerAssistant();
  app = await Consumer.install({
    [WEB]: 'sdk/web/dist',
    [ALIAS]: 'sdk/web/dist',
    [SERVER]: 'sdk/server-assistant/dist',
  });
  origin = await app.serve();
}, TEST_MS);
afterAll(() => app?.remove());

/** Opens a page of the project, whose script leaves the classes as globals. */
const page = async (name: string, script: string): Promise<string> => {
  await app.write(`${name}.html`, `<!doctype html><title>${name}</title>${script}<body></body>`);
  return `${origin}/${name}.html`;
};

/** What an app imports, and what the tests in the browser then use. */
const ENTRY = (from: string) =>
  `import { WebRTCUtil, ZegoExpressEngine } from '${from}';\nimport { VoiceChanger } from '${from}/voice-changer';\nZegoExpressEngine.use(VoiceChanger);\nObject.assign(window, { WebRTCUtil, ZegoExpressEngine });\n`;

async function bundledByVite(): Promise<string> {
  const { build } = await import('vite');
  await app.write('vite/main.js', ENTRY(WEB));
  await app.write(
    'vite/index.html',
    '<!doctype html><title>vite</title><body></body><script type="module" src="./main.js"></script>',
  );
  const root = join(app.folder, 'vite');
  await build({ root, base: './', configFile: false, logLevel: 'error', build: { outDir: 'dist', emptyOutDir: true } });
  return `${origin}/vite/dist/index.html`;
}

async function bundledByWebpack(): Promise<string> {
  const { default: webpack } = await import('webpack');
  const entry = await app.write('webpack/main.js', ENTRY(ALIAS));
  const output = { path: join(app.folder, 'webpack/dist'), filename: 'main.js' };
  const stats = await new Promise<Stats | undefined>((resolve, reject) => {
    const compiler = webpack({ mode: 'production', context: app.folder, entry, output, performance: false });
    compiler?.run((error, stats) => compiler.close(() => (error ? reject(error) : resolve(stats))));
  });
  if (!stats || stats.hasErrors()) throw new Error(stats?.toString('errors-only') ?? 'webpack said nothing');
  return page('webpack', '<script src="webpack/dist/main.js"></script>');
}

async function expectEngine(url: string): Promise<void> {
  const { page } = await stage.browser.open(url);
  const seen = await page.evaluate(async () => {
    const { WebRTCUtil } = window as unknown as { WebRTCUtil: object };
    const engine = new window.ZegoExpressEngine(1, 'ws://127.0.0.1:9/signalling') as unknown as {
      checkSystemRequirements(): Promise<{ webRTC: boolean }>;
      destroyEngine(): void;
    };
    const { webRTC } = await engine.checkSystemRequirements();
    engine.destroyEngine();
    return { webRTC, util: typeof WebRTCUtil };
  });
  expect(seen).toEqual({ webRTC: true, util: 'object' });
}

test('[PACK-1] the packages hold their scripts, declarations, maps and licences, and nothing else', async () => {
  const top = (await app.files(WEB)).filter((file) => !/^parts\/[\w.-]+\.js(\.map)?$/.test(file));
  const doors = /^(esm|[a-z]+(-[a-z]+)?)\/([a-z]+-[a-z]+\/)?index\.(m?js|d\.m?ts)$/;
  expect(top.filter((file) => !/^sdk\/(code\/zh|src\/common)\/[\w.]+\.d\.m?ts$/.test(file) && !doors.test(file))).toEqual([
    'LICENSE',
    'NOTICE',
    'README.md',
    'THIRD-PARTY-NOTICES.txt',
    'ZegoExpressWebRTC.d.ts',
    'ZegoExpressWebRTC.esm.js',
    'ZegoExpressWebRTC.esm.js.map',
    'ZegoExpressWebRTC.js',
    'ZegoExpressWebRTC.js.map',
    'index.cjs',
    'index.d.mts',
    'index.d.ts',
    'index.mjs',
    'package.json',
  ]);
  expect(await app.files(SERVER)).toEqual([
    'LICENSE',
    'NOTICE',
    'README.md',
    'index.cjs',
    'index.d.cts',
    'index.d.mts',
    'index.mjs',
    'package.json',
  ]);
  for (const name of [WEB, SERVER]) {
    const manifest = JSON.parse(await app.read(`node_modules/${name}/package.json`));
    expect(manifest).toMatchObject({ name, license: 'Apache-2.0', sideEffects: false, version: expect.any(String) });
    expect(Object.keys(manifest)).not.toContain('dependencies');
  }
});

test('[PACK-2] the whole Web SDK is at most 150 kB after gzip, parts that are loaded on demand included', async () => {
  const scripts = (await app.files(WEB)).filter((file) => file.endsWith('.js'));
  const weigh = (file: string) => gzipped(readFileSync(join(app.folder, 'node_modules', WEB, file)));
  const whole = scripts.filter((file) => file !== 'ZegoExpressWebRTC.js').reduce((sum, file) => sum + weigh(file), 0);
  expect(whole).toBeGreaterThan(10_000);
  expect(whole).toBeLessThanOrEqual(BUDGET);
  expect(weigh('ZegoExpressWebRTC.js')).toBeLessThanOrEqual(BUDGET);
});

test(
  '[PACK-3] Node imports and requires it, for server-side rendering: nothing of a browser is touched before it is used',
  async () => {
    await app.write(
      'ssr.mjs',
      `import Default, { WebRTCUtil, ZegoExpressEngine, ZegoScenario } from '${WEB}';
      import { createRequire } from 'node:module';
      import { ZegoSEIType } from '${ALIAS}/sdk/code/zh/ZegoExpressEntity.web';
      const required = createRequire(import.meta.url)('${ALIAS}');
      const engine = new ZegoExpressEngine(1, 'wss://cloud.example/signalling');
      const { webRTC } = await engine.checkSystemRequirements();
      engine.destroyEngine();
      console.log(JSON.stringify([Default === ZegoExpressEngine, required.default === required.ZegoExpressEngine, typeof WebRTCUtil,
        typeof ZegoScenario, typeof ZegoSEIType, typeof required.WebRTCUtil, webRTC, typeof window]));`,
    );
    expect(await app.node('ssr.mjs')).toEqual({
      ok: true,
      output: `${JSON.stringify([true, true, 'object', 'object', 'object', 'object', false, 'undefined'])}\n`,
    });
  },
  TEST_MS,
);

test(
  '[PACK-10] every plug-in that apps import by a path of the original is a name that use takes, and its smaller build is the engine',
  async () => {
    const manifest: { exports: object } = JSON.parse(await app.read(`node_modules/${ALIAS}/package.json`));
    const plugins = ['aidenoise', 'background-process', 'copyrighted-music', 'stream-compositor', 'voice-changer'].concat(
      ['audio-mix', 'beauty-effect', 'mix-stream', 'range-audio', 'stream-cdn'].map((name) => `esm/${name}`),
    );
    expect(Object.keys(manifest.exports)).toEqual(expect.arrayContaining(plugins.map((path) => `./${path}`)));
    await app.write(
      'plugins.mjs',
      `import { ZegoExpressEngine } from '${ALIAS}';
      import { ZegoExpressEngine as Small } from '${ALIAS}/esm';
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const refused = [];
      console.warn = (line) => refused.push(line);
      const names = [];
      for (const path of ${JSON.stringify(plugins)}) {
        for (const found of [await import('${ALIAS}/' + path), require('${ALIAS}/' + path)]) {
          const [name] = Object.keys(found).filter((key) => key !== 'default' && key !== 'module.exports');
          Small.use(found[name]);
          if (found[name].type === name) names.push(name);
        }
      }
      const required = require('${ALIAS}/esm').ZegoExpressEngine === require('${ALIAS}').ZegoExpressEngine;
      console.log(JSON.stringify([names.length, new Set(names).size, refused, Small === ZegoExpressEngine, required]));`,
    );
    expect(await app.node('plugins.mjs')).toEqual({ ok: true, output: '[20,10,[],true,true]\n' });
  },
  TEST_MS,
);

const USES = (from: string) => `
import Default, { WebRTCUtil, ZegoExpressEngine, ZegoScenario, type ZegoUser } from '${from}';
import type { ZegoStreamList } from '${from}/sdk/code/zh/ZegoExpressEntity.web';
import type ZegoLocalStream from '${from}/sdk/code/zh/ZegoLocalStream.web';
import type { ZegoExpressEngine as Deep } from '${from}/sdk/code/zh/zego.client.web';
import type { ZegoRoomExtraInfo } from '${from}/sdk/code/zh/ZegoExpressEntity.d';
import type { ZegoStreamOptions } from '${from}/sdk/src/common/zego.entity.web';
import { AiDenoise } from '${from}/aidenoise';
import { AudioMix } from '${from}/esm/audio-mix';
const engine: Deep = new ZegoExpressEngine(1, ['wss://a.example/signalling'], { scenario: ZegoScenario.Default });
const same: ZegoExpressEngine = new Default(1, '');
const user: ZegoUser = { userID: 'ann', userName: 'Ann' };
engine.on('roomStreamUpdate', (roomID: string, type: 'ADD' | 'DELETE', list: ZegoStreamList[]) => console.log(roomID, type, list));
const options: ZegoStreamOptions = { camera: { video: false } };
export const local: Promise<ZegoLocalStream> = engine.createZegoStream(options);
export const extras = (list: ZegoRoomExtraInfo[]) => list.map(({ value }) => value);
for (const plugin of [AiDenoise, AudioMix]) ZegoExpressEngine.use(plugin);
export const room: Promise<boolean> = same.loginRoom('room', 'token', user, { userUpdate: true });
// @ts-expect-error an AppID is a number
export const wrong = new ZegoExpressEngine('1', '');
export { WebRTCUtil };
`;

test(
  '[PACK-4] TypeScript finds the declarations under both names and the deep paths, in Node and bundler resolution, nothing skipped',
  async () => {
    const files = ['types.mts', 'types.cts', 'alias.ts'];
    for (const file of files.slice(0, 2)) await app.write(file, USES(WEB));
    await app.write('alias.ts', USES(ALIAS));
    const lib = ['es2022', 'dom', 'dom.iterable'];
    expect(await app.types(files, { module: 'node16', moduleResolution: 'node16', lib })).toEqual({ ok: true, output: '' });
    expect(await app.types(files, { module: 'esnext', moduleResolution: 'bundler', lib })).toEqual({ ok: true, output: '' });
    // A check that cannot fail is none.
    await app.write('wrong.ts', `import { nobody } from '${WEB}';\nnobody();\n`);
    const wrong = await app.types(['wrong.ts'], { module: 'esnext', moduleResolution: 'bundler', lib });
    expect(wrong.output).toContain('nobody');
  },
  TEST_MS,
);

test(
  '[PACK-5] in a script tag, and bundled by webpack under the name of the original, the engine is made and knows the browser',
  async () => {
    await expectEngine(await page('script', `<script src="node_modules/${ALIAS}/ZegoExpressWebRTC.js"></script>`));
    await expectEngine(await bundledByWebpack());
  },
  TEST_MS,
);

test(
  '[PACK-6] an app that Vite has bundled makes a call',
  async () => {
    const where = { ...stage, url: await bundledByVite() };
    const room = newRoom();
    const [ann, bob] = await Promise.all([User.open(where, 'ann'), User.open(where, 'bob')]);
    await Promise.all([ann.login(room), bob.login(room)]);
    await ann.publish('bundled');
    await expectMovingPicture(bob.page.locator(await bob.play('bundled')));
  },
  TEST_MS,
);

test('[PACK-7] an app server imports and requires the assistant and makes a token', async () => {
  await app.write(
    'server.mjs',
    `import { createRequire } from 'node:module';
    import { generateToken04 } from '${SERVER}';
    const required = createRequire(import.meta.url)('${SERVER}');
    const make = (f) => f(1, 'ann', '0123456789abcdef0123456789abcdef', 60, '').slice(0, 2);
    console.log(make(generateToken04), make(required.generateToken04));`,
  );
  expect(await app.node('server.mjs')).toEqual({ ok: true, output: '04 04\n' });
});

test(
  "[PACK-9] TypeScript knows the assistant's actions in Node and bundler resolution, without zod, and refuses a wrong parameter",
  async () => {
    const file = await app.write(
      'assistant.mts',
      `import { ServerApi, type ServerApiError, generateToken04, verifyCallback } from '${SERVER}';
      const api = new ServerApi({ server: 'http://127.0.0.1:1', appID: 1, serverSecret: 'x' });
      const names: string[] = (await api.describeUserList({ RoomId: 'room1', Limit: 5 })).UserList.map((user) => user.UserName);
      const until: number = (await api.call('SetForbidUserRule', { RuleType: 3, UserId: 'bob', EffectiveTime: 60, DisabledPrivilege: [1] })).ExpireTime;
      // @ts-expect-error a room's ID is a text
      await api.closeRoom({ RoomId: 1 });
      // @ts-expect-error no such action
      await api.call('OpenRoom', {});
      const code = (error: ServerApiError): number => error.code;
      export { code, generateToken04, names, until, verifyCallback };`,
    );
    for (const options of [
      { module: 'node16', moduleResolution: 'node16' },
      { module: 'esnext', moduleResolution: 'bundler' },
    ])
      expect(await app.types([file], options)).toEqual({ ok: true, output: '' });
  },
  TEST_MS,
);

test.each(['docs/guides/migrating.md', 'docs/guides/migrating.zh-CN.md'])(
  '[PACK-11] the line of %s installs what was built, without a registry, and imports stay as they are',
  async (guide) => {
    const line = /`npm i (\S+@file:<[^>]+>\/sdk\/web\/dist)`/.exec(readFileSync(join(ROOT, guide), 'utf8'))?.[1];
    const spec = line?.replace(/<[^>]+>/, ROOT) ?? 'no such line';
    const project = await Consumer.installSpecs([spec]);
    await project.write('app.mjs', `import { ZegoExpressEngine } from '${ALIAS}';\nconsole.log(typeof ZegoExpressEngine.use);`);
    expect(await project.node('app.mjs')).toEqual({ ok: true, output: 'function\n' });
    await project.remove();
  },
  TEST_MS,
);
