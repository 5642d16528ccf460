import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../setup/lock.ts';
import { hashOf, ROOT } from './inputs.ts';

/** A package that is made of sources. Paths are relative to the repository. */
type Made = {
  /** In words, for the user. */
  name: string;
  /** Under which it is remembered what the sources were when it was made; outside of the package. */
  stamp: string;
  sources: readonly string[];
  version: string;
  /** Is there when it has been made. */
  output: string;
};

/** Makes a package when it is not there or a source has changed. Of several who ask at a time one makes it, and the others wait. */
export async function unlessFresh({ name, stamp, sources, version, output }: Made, make: () => Promise<void>): Promise<void> {
  const file = join(ROOT, 'node_modules/.cache/liuyun', stamp);
  await withLock(`${file}.lock`, async () => {
    const hash = hashOf(sources, version);
    if (existsSync(file) && readFileSync(file, 'utf8') === hash && existsSync(join(ROOT, output))) {
      console.log(`${name}: unchanged`);
      return;
    }
    rmSync(file, { force: true });
    await make();
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, hash);
  });
}
