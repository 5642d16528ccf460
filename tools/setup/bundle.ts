import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../../server/media/mediasoup/worker/runCommand.ts';
import { hashOf, ROOT } from '../build/inputs.ts';
import { SetupError, type Step } from './Machine.ts';

/** What is made of our own sources. Paths are relative to the repository. */
type Bundle = {
  /** In words, for the user. */
  name: string;
  /** Under which it is remembered what the sources were when it was built. */
  stamp: string;
  sources: readonly string[];
  /** Is there when it has been built. */
  output: string;
  /** Arguments of Node. */
  build: readonly string[];
};

/** A step that builds something when it is not there, or a source has changed. */
export function bundle({ name, stamp, sources, output, build }: Bundle): Step {
  const stampFile = join(ROOT, 'node_modules/.cache/liuyun', stamp);
  return {
    name,
    packages: [],
    elsewhere: 'run `npm run build` and read what it says',
    // Where the sources are not, there is nothing to build.
    ready: () =>
      !existsSync(join(ROOT, sources[0] ?? '')) ||
      (existsSync(join(ROOT, output)) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hashOf(sources)),
    async make({ say, signal }) {
      const before = hashOf(sources);
      say(`${name}: building`);
      rmSync(stampFile, { force: true });
      try {
        await runCommand({ program: process.execPath, args: [...build], cwd: ROOT }, signal);
      } catch (error) {
        signal?.throwIfAborted();
        throw new SetupError(`the ${name} could not be built: ${error instanceof Error ? error.message : error}`, {
          cause: error,
        });
      }
      mkdirSync(dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, before);
    },
  };
}
