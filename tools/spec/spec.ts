import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings } from './findings.ts';
import { rulesOf } from './rules.ts';
import { testIdsOf } from './testIds.ts';

const ROOT = join(import.meta.dirname, '../..');
const TESTS = '{common,server,sdk,tools,tests}/**/*.{test,itest,contract}.ts';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const rules = globSync('docs/spec/*.md', { cwd: ROOT })
  .toSorted()
  .flatMap((file) => rulesOf(read(file), file));
const exclude = (name: string) => name.includes('node_modules');
const tests = globSync(TESTS, { cwd: ROOT, exclude }).toSorted();
const wrong = findings(
  rules,
  tests.flatMap((file) => testIdsOf(read(file), file)),
);

for (const line of wrong) console.log(line);
console.log(
  `${rules.length} rules in docs/spec, ${tests.length} test files: ${wrong.length === 0 ? 'every rule has a test' : `${wrong.length} to mend`}`,
);
if (wrong.length > 0 || rules.length === 0) process.exitCode = 1;
