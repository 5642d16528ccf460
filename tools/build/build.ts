import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWebSdk } from './bundleWebSdk.ts';
import { buildConsole } from './console.ts';
import { buildElectron } from './electronPackage.ts';
import { hashOf, ROOT } from './inputs.ts';
import { buildReactNative } from './reactNativePackage.ts';
import { buildServerAssistant } from './serverAssistant.ts';
import { gzipped } from './size.ts';
import { writeTypings } from './typings.ts';
import { writeWebPackage } from './webPackage.ts';

const DIST = join(ROOT, 'sdk/web/dist');
/** One file, under the names that script authors, bundlers and Node's ES modules look for. */
const TYPINGS = ['ZegoExpressWebRTC.d.ts', 'index.d.ts', 'index.d.mts'];
const STAMP = join(DIST, '.build.json');

type Stage = { name: string; inputs: string[]; outputs: string[]; make(): void | Promise<void> };

const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'sdk/web/package.json'), 'utf8'));

const stages: Stage[] = [
  {
    name: 'bundles',
    inputs: ['common/kit', 'common/protocol', 'sdk/core', 'sdk/browser', 'sdk/web', 'tools/build', 'package-lock.json'],
    outputs: ['ZegoExpressWebRTC.js', 'ZegoExpressWebRTC.esm.js', 'package.json'],
    async make() {
      await bundleWebSdk(DIST, version);
      writeWebPackage(DIST, version);
    },
  },
  {
    name: 'typings',
    inputs: [
      'sdk/web/types',
      'sdk/web/index.ts',
      'sdk/web/ZegoExpressEngine.ts',
      'sdk/web/engine/members',
      'sdk/web/requirements/WebRTCUtil.ts',
      'tools/build/typings.ts',
      'tsconfig.sdk.json',
    ],
    outputs: TYPINGS,
    make: () =>
      writeTypings(
        'sdk/web/index.ts',
        TYPINGS.map((file) => join(DIST, file)),
      ),
  },
];

/** `npm run build` makes what apps install; `--sdk` the Web SDK alone, `--packages` the others. What has not changed is not made again. */
async function main(flags: readonly string[]): Promise<void> {
  if (flags.includes('--packages')) return buildPackages();
  mkdirSync(DIST, { recursive: true });
  const stamps: { [stage: string]: string } = existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : {};
  for (const stage of stages) {
    const hash = hashOf(stage.inputs, version);
    const fresh = stamps[stage.name] === hash && stage.outputs.every((file) => existsSync(join(DIST, file)));
    if (fresh) {
      console.log(`Web SDK ${stage.name}: unchanged`);
      continue;
    }
    const from = performance.now();
    await stage.make();
    stamps[stage.name] = hash;
    writeFileSync(STAMP, `${JSON.stringify(stamps, null, 2)}\n`);
    console.log(`Web SDK ${stage.name}: built in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
  for (const file of ['ZegoExpressWebRTC.js', 'ZegoExpressWebRTC.esm.js']) report(file);
  if (flags.includes('--sdk')) return;
  await buildConsole();
  await buildPackages();
}

async function buildPackages(): Promise<void> {
  await buildServerAssistant();
  await buildReactNative(version);
  await buildElectron(version);
}

function report(file: string): void {
  const bytes = readFileSync(join(DIST, file));
  const kB = (size: number) => `${(size / 1000).toFixed(1)} kB`;
  console.log(`  ${file}: ${kB(bytes.length)} min, ${kB(gzipped(bytes))} gzip`);
}

await main(process.argv.slice(2));
