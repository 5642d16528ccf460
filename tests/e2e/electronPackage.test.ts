import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildElectron } from '../../tools/build/electronPackage.ts';
import { Consumer } from '../kit/package/Consumer.ts';

const TEST_MS = 120_000;
const NAME = '@liuyun/electron';
const ALIAS = 'zego-express-engine-electron';
/** The documented signatures, as facts. */
const SIGNATURES = join(import.meta.dirname, '../../sdk/electron/signatures.json');
let app: Consumer;

beforeAll(async () => {
  await buildElectron('0.1.0');
  app = await Consumer.install({ [NAME]: 'sdk/electron/dist', [ALIAS]: 'sdk/electron/dist' });
}, TEST_MS);
afterAll(() => app?.remove());

test(
  '[ELECTRON-1] both names are required and imported; there is one engine however it is loaded',
  async () => {
    await app.write(
      'load.mjs',
      `import { createRequire } from 'node:module';
      import engine from '${ALIAS}/ZegoExpressEngine';
      import same from '${ALIAS}';
      import { ZegoScenario, ZegoPublishChannel } from '${ALIAS}/ZegoExpressDefines';
      const require = createRequire(import.meta.url);
      const required = require('${ALIAS}/ZegoExpressEngine');
      const defines = require('${ALIAS}/ZegoExpressDefines');
      console.log(JSON.stringify([engine === same, engine === required, typeof required.createEngine, typeof required.on,
        ZegoScenario.Default, defines.ZegoScenario.Default, ZegoPublishChannel.Aux, typeof require('${NAME}').loginRoom,
        typeof require('${NAME}/main').install, required.getVersion(), typeof window]));`,
    );
    expect(await app.node('load.mjs')).toEqual({
      ok: true,
      output: `${JSON.stringify([true, true, 'function', 'function', 3, 3, 1, 'function', 'function', '3.25.0.100', 'undefined'])}\n`,
    });
    const manifest = JSON.parse(await app.read(`node_modules/${NAME}/package.json`)) as object;
    expect(Object.keys(manifest)).not.toContain('dependencies');
    expect(await app.files(NAME)).toContain('THIRD-PARTY-NOTICES.txt');
  },
  TEST_MS,
);

const USES = `
const profile: ZegoEngineProfile & { server: string } = { appID: 1, scenario: ZegoScenario.Default, server: 'wss://a.example' };
export const made: Promise<object> = engine.createEngine(profile);
engine.loginRoom('room', { userID: 'ann' });
engine.startPreview({ canvas: document.createElement('canvas'), viewMode: ZegoViewMode.AspectFill });
engine.startPublishingStream('mine', null, ZegoPublishChannel.Aux);
engine.on('onRoomStateUpdate', ({ state }) => console.log(state));
// @ts-expect-error a roomID is a text
engine.loginRoom(5, { userID: 'ann' });
`;

test(
  '[ELECTRON-2] TypeScript finds the declarations in CommonJS and ES modules, in Node and bundler resolution, nothing skipped',
  async () => {
    const values = 'ZegoScenario, ZegoPublishChannel, ZegoViewMode';
    await app.write(
      'common.cts',
      `import engine = require('${ALIAS}/ZegoExpressEngine');\nimport { ${values}, type ZegoEngineProfile } from '${ALIAS}/ZegoExpressDefines';\n${USES}`,
    );
    await app.write(
      'module.mts',
      `import engine from '${NAME}/ZegoExpressEngine';\nimport { ${values}, type ZegoEngineProfile } from '${NAME}/ZegoExpressDefines';\n${USES}`,
    );
    const lib = ['es2022', 'dom', 'dom.iterable'];
    expect(await app.types(['common.cts', 'module.mts'], { module: 'node16', moduleResolution: 'node16', lib })).toEqual({
      ok: true,
      output: '',
    });
    expect(await app.types(['module.mts'], { module: 'esnext', moduleResolution: 'bundler', lib })).toEqual({
      ok: true,
      output: '',
    });
  },
  TEST_MS,
);

test(
  '[ELECTRON-3] every documented signature is a way in which the declarations can be used',
  async () => {
    const { members } = JSON.parse(readFileSync(SIGNATURES, 'utf8')) as { members: { [o: string]: { [m: string]: string } } };
    const made = Object.keys(members).filter((name) => name !== 'ZegoExpressEngine');
    const rows = Object.entries(members).flatMap(([object, signatures]) => [
      `declare const of${object}: ${object === 'ZegoExpressEngine' ? 'typeof engine' : object};`,
      ...Object.entries(signatures).map(([member, signature]) => {
        const { parameters = '', result = '' } = /^(?<parameters>\(.*\)): (?<result>.+)$/.exec(signature)?.groups ?? {};
        const type = `${inNamespace(parameters, made)} => ${inNamespace(result, made)}`;
        return `export const ${object}_${member}: ${type} = of${object}.${member};`;
      }),
    ]);
    const head = `import engine from '${NAME}/ZegoExpressEngine';\nimport type * as D from '${NAME}/ZegoExpressDefines';\n`;
    const objects = made.map((name) => `type ${name} = ReturnType<typeof engine.create${name.slice(4)}>;`);
    expect(rows.length).toBeGreaterThan(270);
    await app.write('signatures.mts', [head, ...objects, ...rows].join('\n'));
    const lib = ['es2022', 'dom', 'dom.iterable'];
    expect(await app.types(['signatures.mts'], { module: 'node16', moduleResolution: 'node16', lib })).toEqual({
      ok: true,
      output: '',
    });
  },
  TEST_MS,
);

/** Names of definitions as an import of all has them; objects that the engine makes are no definitions. */
function inNamespace(types: string, made: readonly string[]): string {
  return types.replace(/\bZego\w+/g, (name) => (made.includes(name) ? name : `D.${name}`));
}
