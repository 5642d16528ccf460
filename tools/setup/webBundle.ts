import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../../server/media/mediasoup/worker/runCommand.ts';
import { hashOf, ROOT } from '../build/inputs.ts';
import { type Machine, SetupError, type Step } from './Machine.ts';

const SOURCES = [
  'common',
  'sdk/core',
  'sdk/browser',
  'sdk/web',
  'tools/build',
  'tsconfig.sdk.json',
  'tsconfig.base.json',
  'package-lock.json',
];
const OUTPUT = join(ROOT, 'sdk/web/dist/ZegoExpressWebRTC.js');
/** What the sources were when the bundle was built. */
const STAMP = join(ROOT, 'node_modules/.cache/liuyun/web-sdk');

/** The Web SDK as one script, which the server serves to pages; built anew when a source has changed. */
export const webBundle: Step = {
  name: 'Web SDK',
  packages: [],
  elsewhere: 'run `npm run build` and read what it says',
  ready: () => existsSync(OUTPUT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOf(SOURCES),
  make,
};

async function make({ say, signal }: Machine): Promise<void> {
  const before = hashOf(SOURCES);
  say('Web SDK: building');
  rmSync(STAMP, { force: true });
  const build = { program: process.execPath, args: [join(ROOT, 'tools/build/build.ts'), '--sdk'], cwd: ROOT };
  try {
    await runCommand(build, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw new SetupError(`the Web SDK could not be built: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, before);
}
