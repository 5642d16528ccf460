import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { readSupport } from '../support/table.ts';
import { type Found, report, scan } from './scan.ts';

const ENDINGS = ['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.vue', '.svelte', '.html'];
const PASSED_OVER = ['node_modules', 'dist', 'build'];
/** Bigger files are bundles, which hold an SDK and not the app's calls of it. */
const LARGEST_BYTES = 1_000_000;

/** `node tools/compat/compat.ts <folder or file> …`: what an app that was written for ZEGO Express Web uses, and what of it differs here. */
function main(paths: readonly string[]): number {
  if (paths.length === 0) {
    console.error('Which folder? node tools/compat/compat.ts ../my-app/src');
    return 2;
  }
  const table = readSupport();
  const all: Found = { uses: [], addresses: [], imports: 0 };
  for (const path of paths) {
    let files: string[];
    try {
      files = filesBelow(path);
    } catch {
      console.error(`${path} cannot be read.`);
      return 2;
    }
    for (const file of files) {
      const found = scan(file, readFileSync(file, 'utf8'), table);
      all.uses.push(...found.uses);
      all.addresses.push(...found.addresses);
      all.imports += found.imports;
    }
  }
  console.log(report(all));
  return 0;
}

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = join(path, entry.name);
    if (entry.isDirectory()) return PASSED_OVER.includes(entry.name) || entry.name.startsWith('.') ? [] : filesBelow(below);
    return entry.isFile() && ENDINGS.includes(extname(entry.name)) && statSync(below).size <= LARGEST_BYTES ? [below] : [];
  });
}

process.exitCode = main(process.argv.slice(2));
