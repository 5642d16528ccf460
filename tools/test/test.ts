import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { failedCheck } from './failures.ts';
import { type Part, partsNamed } from './parts.ts';
import { captured, pass } from './programs.ts';
import type { Report } from './report.ts';
import { type Outcome, runParts } from './runParts.ts';
import { lookTwice, type Run } from './secondLook.ts';

const ROOT = join(import.meta.dirname, '../..');
const print = (line: string) => console.log(line);

/** One run of a project: whole, or only these files of it. */
async function vitest(project: string, files: readonly string[]): Promise<Run> {
  const dir = mkdtempSync(join(tmpdir(), 'liuyun-test-'));
  try {
    const file = join(dir, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await pass('vitest', ['run', '--project', project, ...reporters, ...files]);
    return { code, report: readReport(file) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const runTests = ({ name }: Part): Promise<Outcome> => lookTwice((files) => vitest(name, files), ROOT);

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

/** Runs an npm script; what it writes is shown when its turn has come, since others run beside it. */
async function runCheck(script: string): Promise<Outcome> {
  const { code, output } = await captured('npm', ['run', '--silent', script]);
  return code === 0 ? { ok: true, output } : { ok: false, output, failures: [failedCheck(script, output)] };
}

const run = (part: Part) => (part.kind === 'tests' ? runTests(part) : runCheck(part.name));

try {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  process.exitCode = await runParts(partsNamed(values.only), run, { print, cores: availableParallelism() });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
