import { findings } from './findings.ts';
import { readSpec } from './readSpec.ts';

const { rules, ids, testFiles } = readSpec();
const wrong = findings(rules, ids);

for (const line of wrong) console.log(line);
console.log(
  `${rules.length} rules in docs/spec, ${testFiles} test files: ${wrong.length === 0 ? 'every rule has a test' : `${wrong.length} to mend`}`,
);
if (wrong.length > 0 || rules.length === 0) process.exitCode = 1;
