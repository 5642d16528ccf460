import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Rule, rulesOf } from './rules.ts';
import { type TestId, testIdsOf } from './testIds.ts';

const ROOT = join(import.meta.dirname, '../..');
const TESTS = '{common,server,sdk,apps,tools,tests}/**/*.{test,itest,contract}.ts';

/** All rules of docs/spec, and the rule ids of all tests. */
export function readSpec(): { rules: Rule[]; ids: TestId[]; testFiles: number } {
  const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
  const exclude = (name: string) => name.includes('node_modules');
  const tests = globSync(TESTS, { cwd: ROOT, exclude }).toSorted();
  return {
    rules: globSync('docs/spec/*.md', { cwd: ROOT })
      .toSorted()
      .flatMap((file) => rulesOf(read(file), file)),
    ids: tests.flatMap((file) => testIdsOf(read(file), file)),
    testFiles: tests.length,
  };
}
