import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** What every package is made with. */
export const TOOLS: readonly string[] = ['tools/build', 'tsconfig.base.json', 'tsconfig.sdk.json', 'package-lock.json'];

const isSource = (name: string) => !/\.(test|itest|contract)\.ts$/.test(name);

/** One hash over the contents of files and folders (relative to the repository), tests and outputs left out. */
export function hashOf(paths: readonly string[], extra = ''): string {
  const hash = createHash('sha256').update(extra);
  const add = (path: string) => {
    const absolute = join(ROOT, path);
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) {
      hash.update(`${path}\0`).update(readFileSync(absolute));
      return;
    }
    for (const name of readdirSync(absolute).sort()) {
      if (name !== 'node_modules' && name !== 'dist' && isSource(name)) add(join(path, name));
    }
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
