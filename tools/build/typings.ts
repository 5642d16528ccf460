import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDtsBundle } from 'dts-bundle-generator';
import { ROOT } from './inputs.ts';

/** All public types of a package in one declaration file. The sources are the typings; nothing is written twice. */
export function writeTypings(entry: string, outputs: readonly string[]): void {
  const [text = ''] = generateDtsBundle(
    [{ filePath: join(ROOT, entry), output: { noBanner: true, exportReferencedTypes: false } }],
    { preferredConfigPath: join(ROOT, 'tsconfig.sdk.json') },
  );
  for (const output of outputs) writeFileSync(output, text);
}
