import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../../server/media/mediasoup/worker/runCommand.ts';
import { type Machine, SetupError, type Step } from './Machine.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUILD = join(ROOT, 'tools/build/build.ts');
const SOURCES = ['common', 'sdk', 'tools/build', 'package-lock.json'];
const OUTPUT = join(ROOT, 'sdk/web/dist');
/** What the sources looked like when the bundle was built. */
const STAMP = join(ROOT, 'node_modules/.cache/liuyun/web-bundle');

/** The Web SDK as one script, which the server serves to pages; built anew when a source has changed. */
export const webBundle: Step = {
  name: 'Web SDK',
  packages: [],
  elsewhere: 'run `npm run build` and read what it says',
  ready: () => !existsSync(BUILD) || (existsSync(OUTPUT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()),
  make,
};

async function make({ say, signal }: Machine): Promise<void> {
  const before = fingerprint();
  say('Web SDK: building the bundle');
  rmSync(STAMP, { force: true });
  try {
    await runCommand({ program: process.execPath, args: [BUILD], cwd: ROOT }, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw new SetupError(`the Web SDK could not be built: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, before);
}

/** Names, sizes and times of all sources: a few milliseconds, where hashing their text would take longer. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (path: string) => {
    const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(join(ROOT, path)).sort())
        if (name !== 'node_modules' && name !== 'dist') add(join(path, name));
    } else if (stat) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of SOURCES) add(source);
  return hash.digest('hex');
}
