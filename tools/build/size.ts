import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';

/** What the whole Web SDK may weigh, every part counted, in bytes after gzip. */
export const BUDGET = 150_000;

/** The weight of one part of a bundle, in bytes: minified, and roughly after gzip (its share of the whole). */
export type PartSize = { part: string; min: number; gzip: number };

/** Which part of the SDK a source file belongs to: a package, or a folder of ours. */
export function partOf(input: string): string {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
  if (found && !found.startsWith('@liuyun/')) return found;
  return /((?:sdk|common)\/[^/]+(?:\/[^/]+(?=\/))?)/.exec(input)?.[1] ?? 'rest';
}

/** What is in the outputs of a build, the heaviest part first. `gzip` is what all outputs together weigh. */
export function sizesOf(metafile: Metafile, gzip: number): PartSize[] {
  const parts = new Map<string, number>();
  let total = 0;
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      parts.set(partOf(input), (parts.get(partOf(input)) ?? 0) + bytesInOutput);
      total += bytesInOutput;
    }
  }
  return [...parts]
    .map(([part, min]) => ({ part, min, gzip: Math.round((gzip * min) / Math.max(1, total)) }))
    .sort((a, b) => b.min - a.min);
}

/** Bytes after gzip, as a server would send them. */
export const gzipped = (content: Uint8Array | string): number => gzipSync(content, { level: 9 }).length;

/** The table, one part per line. */
export function sizeTable(sizes: readonly PartSize[]): string {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
  return sizes.map(({ part, min, gzip }) => `    ${part.padEnd(24)}${kB(min)} min ${kB(gzip)} gzip`).join('\n');
}
